"""Names of time zones as programs write them: IANA's, Windows', shown names, plain offsets."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from soleus.reminders.ics.moments import FixedZone, UnreadableError, Zone, read_offset

_LONGEST_NAME = 200
_SHOWN = re.compile(
    r"\(?\s*(?:UTC|GMT)\s*([+-]\s*\d{1,2}(?:[:.]?\d\d)?)?\s*\)\s*(.*)", re.IGNORECASE
)
_PLAIN_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2})(?:[:.]?(\d\d))?", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<!utc)(?<!gmt)(?:\s*\(\d{1,2}\)|[\s_]+\d{1,2})$", re.IGNORECASE)
_SEASON = re.compile(r"\b(?:daylight|summer)\b", re.IGNORECASE)
_SIGNS = re.compile(r"[^\w+\-]|_|[+\-](?!\d)")
_BETWEEN_PLACES = re.compile(r"\s*[,/;&]\s*|\s+and\s+")

_CONTINENTS = frozenset(
    {
        "Africa",
        "America",
        "Antarctica",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
)
_DIRECTIONS = frozenset({"North", "South", "West"})


@dataclass(frozen=True, slots=True)
class NamedZone:
    """A zone of the IANA database."""

    zone: ZoneInfo

    def to_utc(self, local: datetime) -> datetime:
        """Return the moment of a local time."""
        return local.replace(tzinfo=self.zone).astimezone(UTC).replace(tzinfo=None)

    def to_local(self, utc: datetime) -> datetime:
        """Return the local time of a moment."""
        return utc.replace(tzinfo=UTC).astimezone(self.zone).replace(tzinfo=None)


@lru_cache(maxsize=512)
def zone_named(name: str) -> Zone | None:
    """Return the zone that a name means wherever it is written, or None."""
    name = name.strip().strip('"').strip()
    if not name or len(name) > _LONGEST_NAME:
        return None
    for spelling in _spellings(name):
        if (known := _known().get(_plain(spelling))) is not None:
            return NamedZone(ZoneInfo(known))
    if (key := _places().get(_plain(name))) is not None:
        return NamedZone(ZoneInfo(key))
    return _by_offset_and_places(name) or _plain_offset(name)


def _spellings(name: str) -> list[str]:
    """Return a name, and what it is without what programs put before and after it."""
    plain = _NUMBERED.sub("", name)
    spellings = [name, plain, _SEASON.sub("Standard", plain)]
    parts = [part for part in plain.replace("\\", "/").split("/") if part]
    spellings += ["/".join(parts[-length:]) for length in (3, 2) if len(parts) >= length]
    if (shown := _SHOWN.fullmatch(plain)) is not None:
        spellings += [shown[2]] if shown[2] else [] if shown[1] else ["UTC"]
    return spellings + [f"{spelling} Standard Time" for spelling in spellings]


def _by_offset_and_places(name: str) -> Zone | None:
    """Return the zone of "(UTC+01:00) Amsterdam, Berlin, …": a place there whose offset fits."""
    shown = _SHOWN.fullmatch(_NUMBERED.sub("", name))
    if shown is None or not shown[2]:
        return None
    try:
        offset = read_offset(_full(shown[1])) if shown[1] else read_offset("+00")
    except UnreadableError:
        return None
    for place in _BETWEEN_PLACES.split(shown[2]):
        key = _places().get(_plain(place))
        if key is not None and offset == _standard_offset(key):
            return NamedZone(ZoneInfo(key))
    return None


def _plain_offset(name: str) -> Zone | None:
    match = _PLAIN_OFFSET.fullmatch(name.strip("() "))
    if match is None:
        return None
    sign, hours, minutes = match.groups()
    try:
        return FixedZone(read_offset(f"{sign}{hours:>02}{minutes or '00'}"))
    except UnreadableError:
        return None


def _full(offset: str) -> str:
    """Return an offset such as ``+1`` or ``-05.30`` with all its digits."""
    sign, digits = offset[0], re.sub(r"\D", "", offset[1:])
    digits = digits.zfill(2) if len(digits) <= 2 else digits.zfill(4)
    return sign + digits.ljust(4, "0")


def _standard_offset(key: str) -> object:
    zone, year = ZoneInfo(key), 2025
    offsets = [datetime(year, month, 1, tzinfo=zone).utcoffset() for month in (1, 7)]
    return min(offset for offset in offsets if offset is not None)


def _plain(name: str) -> str:
    """Return a name as names are compared: without case, spaces and signs but those of numbers."""
    return _SIGNS.sub("", name.casefold())


@cache
def _known() -> dict[str, str]:
    """Return every name, as :func:`_plain` writes it, with the IANA name of its zone."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    own = tomllib.loads((files(__package__) / "zone_names.toml").read_text(encoding="utf-8"))
    there = available_timezones() - {"localtime", "Factory", "posixrules"}
    others = {**WINDOWS_TO_OLSON, **own["names"]}
    return {_plain(name): zone for name, zone in others.items() if zone in there} | {
        _plain(name): name for name in there
    }


@cache
def _places() -> dict[str, str]:
    """Return the cities of the IANA database with their zones, where there is one alone."""
    places: dict[str, str] = {}
    for key in sorted(available_timezones()):
        area, _, city = key.rpartition("/")
        if area.split("/")[0] in _CONTINENTS and city not in _DIRECTIONS:
            places.setdefault(_plain(city), key)
    return places
