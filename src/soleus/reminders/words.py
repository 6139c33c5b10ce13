"""The sentences of reminders, from ``words.toml``: why a break comes then, and all the others."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from soleus.evidence import Text, load_texts
from soleus.language import clock_words, day_words
from soleus.reminders.schedule import Because

_IDS = """
off none_ahead nothing_fits no_break_due no_more_skips skips_used_up snoozes_used_up within_days
exercise_due exercise_next exercise_in_calendar review_due
"""


def sentence(id_: str, **values: object) -> Text:
    """Return a sentence in the current language, with ``values`` in its places."""
    return sentences()[id_].said(**values)


@cache
def sentences() -> Mapping[str, Text]:
    """Return every sentence in English by its id."""
    ids = [*(f"why.{because}" for because in Because), *_IDS.split()]
    return load_texts(files("soleus.reminders") / "words.toml", ids)


def when(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return a moment by a zone's clock, with its day where that is not today."""
    local = at.astimezone(zone)
    clock = clock_words(local)
    is_today = local.date() == now.astimezone(zone).date()
    return clock if is_today else f"{day_words(local)}, {clock}"
