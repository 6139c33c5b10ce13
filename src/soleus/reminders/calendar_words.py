"""What is said of the calendar: how old its meetings are, and what of it could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.language import clock_words, day_words, plural, translate

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from soleus.reminders.calendar_cache import KnownMeetings


def calendar_state(known: KnownMeetings, now: datetime, zone: ZoneInfo) -> str | None:
    """Return what there is to say of the meetings that are known, or None where all is well.

    Why a calendar cannot be read is not repeated here.
    """
    if known.read_at is None:
        if known.fault is not None:
            return translate("None of its meetings are known.")
        return translate("Your calendar is being read. Its meetings are not known yet.")
    lines = []
    if known.fault is not None:
        lines.append(translate("Its meetings are as of {when}.", when=read_when(known, now, zone)))
    if known.unreadable:
        lines.append(
            plural(
                "{n} entry of your calendar could not be read, or only in part; a break may come "
                "in a meeting.",
                "{n} entries of your calendar could not be read, or only in part; a break may "
                "come in a meeting.",
                known.unreadable,
            )
        )
    return " ".join(lines) or None


def read_when(known: KnownMeetings, now: datetime, zone: ZoneInfo) -> str | None:
    """Return when a calendar was last read, by the person's clock; None where it never was."""
    if known.read_at is None:
        return None
    at = known.read_at.astimezone(zone)
    if at.date() == now.astimezone(zone).date():
        return clock_words(at)
    return f"{day_words(at)}, {clock_words(at)}"
