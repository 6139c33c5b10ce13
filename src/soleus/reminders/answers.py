"""What may become of a break: how long and how often it can be snoozed, skipped and paused."""

from collections.abc import Callable

from soleus.language import msgid, translate
from soleus.reminders.errors import BreakLimitError
from soleus.reminders.history import Happened
from soleus.reminders.limits import limits
from soleus.reminders.schedule import Situation, pending, skips_left, snoozes_left
from soleus.reminders.words import sentence


def refuse_beyond_limits(
    what: Happened,
    minutes: float | None,
    situation: Callable[[], Situation],
    *,
    has_to_be_due: bool,
) -> None:
    """Refuse a snooze, a skip or a pause that is longer or more often than allowed.

    Parameters
    ----------
    situation : worked out only for a snooze or a skip
    has_to_be_due : whether a break has to be due in the situation to be snoozed or skipped

    Raises
    ------
    BreakLimitError
        saying what can be done instead.
    """
    if what is Happened.PAUSED and not 0 < (minutes or 0) <= limits().pause_most:
        text = msgid("A pause lasts up to {days} days. To stop for good, turn them off.")
        raise BreakLimitError(translate(text, days=limits().pause_most // (24 * 60)))
    if what is Happened.SNOOZED and minutes not in limits().snoozes:
        text = msgid("A break can be put off by {offered} minutes.")
        raise BreakLimitError(translate(text, offered=", ".join(map(str, limits().snoozes))))
    if what not in (Happened.SNOOZED, Happened.SKIPPED):
        return
    known = situation()
    if has_to_be_due and pending(known) is None:
        raise BreakLimitError(sentence("no_break_due").says)
    if what is Happened.SNOOZED and not snoozes_left(known):
        raise BreakLimitError(sentence("snoozes_used_up").says)
    if what is Happened.SKIPPED and not skips_left(known):
        raise BreakLimitError(sentence("skips_used_up").says)
