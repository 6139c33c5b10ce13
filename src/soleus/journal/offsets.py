"""In which zone a moment is kept: its own, the person's, or the machine's."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from soleus.journal.errors import InvalidEntryError
from soleus.language import msgid, translate
from soleus.vocabulary import present_zone

_FARTHEST = timedelta(hours=14)
"""No clock on earth is further from UTC."""


def local_moment(moment: datetime, zone: tzinfo | None, machine: tzinfo | None) -> datetime:
    """Return a moment in ``zone``, else in its own, else in the person's, else the machine's.

    Raises
    ------
    InvalidEntryError
        where it has no zone, or lies outside what calendars reach.
    """
    if moment.utcoffset() is None:
        text = msgid("{moment} has to come with its time zone")
        raise InvalidEntryError([translate(text, moment=moment.isoformat())])
    try:
        return moment.astimezone(UTC).astimezone(zone or _zone_of(moment, machine))
    except OverflowError:
        text = msgid("{moment} is no moment of a life")
        raise InvalidEntryError([translate(text, moment=moment.isoformat())]) from None


def _zone_of(moment: datetime, machine: tzinfo | None) -> tzinfo | None:
    """Return the moment's own offset where it has one; UTC is how machines write a moment."""
    offset = moment.utcoffset()
    if offset and abs(offset) <= _FARTHEST and not offset % timedelta(minutes=1):
        return timezone(offset)
    named = present_zone()
    return ZoneInfo(named) if named else machine
