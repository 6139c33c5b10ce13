"""How long and how often a break can be snoozed, skipped and paused, whoever asks."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from soleus.reminders import (
    BreakLimitError,
    Event,
    Happened,
    ReminderSettings,
    Situation,
    refuse_beyond_limits,
)


def at(hour: int, minute: int, *events: Event) -> Situation:
    now = datetime(2026, 3, 2, hour, minute, tzinfo=UTC)
    return Situation(
        ReminderSettings(is_on=True, interval_minutes=40), ZoneInfo("UTC"), now, events
    )


def try_it(
    what: Happened, minutes: float | None, situation: Situation, *, has_to_be_due: bool = True
) -> None:
    refuse_beyond_limits(what, minutes, lambda: situation, has_to_be_due=has_to_be_due)


@pytest.mark.parametrize(
    ("what", "minutes", "says"),
    [
        (Happened.SNOOZED, 600, "5, 10, 15 minutes"),
        (Happened.SNOOZED, 7, "5, 10, 15 minutes"),
        (Happened.SNOOZED, None, "5, 10, 15 minutes"),
        (Happened.PAUSED, 0, "up to 7 days"),
        (Happened.PAUSED, None, "up to 7 days"),
        (Happened.PAUSED, 10_081, "up to 7 days"),
    ],
)
def test_a_length_that_is_not_allowed_is_refused_even_when_it_is_told_later(
    what: Happened, minutes: float | None, says: str
) -> None:
    with pytest.raises(BreakLimitError, match=says):
        try_it(what, minutes, at(9, 41), has_to_be_due=False)


def test_what_is_allowed_passes() -> None:
    for minutes in (5, 10, 15.0):
        try_it(Happened.SNOOZED, minutes, at(9, 41))
    try_it(Happened.SKIPPED, None, at(9, 41))
    try_it(Happened.PAUSED, 10_080, at(3, 0))
    for what in (Happened.MOVED, Happened.AWAY, Happened.ASLEEP, Happened.RESUMED):
        try_it(what, 600, at(3, 0))


def test_a_break_has_to_be_due_unless_it_is_told_later() -> None:
    for what, minutes in ((Happened.SNOOZED, 5), (Happened.SKIPPED, None)):
        with pytest.raises(BreakLimitError, match="No break is due"):
            try_it(what, minutes, at(9, 5))
        try_it(what, minutes, at(9, 5), has_to_be_due=False)


def test_the_third_snooze_and_the_fourth_skip_are_refused() -> None:
    snoozed = [Event(Happened.SNOOZED, at(9, n).now, 5) for n in (40, 45)]
    with pytest.raises(BreakLimitError, match="twice"):
        try_it(Happened.SNOOZED, 5, at(9, 50, *snoozed))
    skipped = [Event(Happened.SKIPPED, at(h, m).now) for h, m in ((9, 40), (10, 20), (11, 0))]
    with pytest.raises(BreakLimitError, match="three in a row"):
        try_it(Happened.SKIPPED, None, at(11, 40, *skipped))
