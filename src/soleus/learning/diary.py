"""The diary: days in any order, checked whole; a value that is missing stays unknown."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from soleus.learning.errors import InvalidDiaryError
from soleus.learning.series import Series
from soleus.vocabulary import nearest

_MOST_SESSIONS = 100


@dataclass(frozen=True, slots=True)
class Kind:
    """What a field of a day may hold: a number between two bounds, whole where it counts."""

    low: float
    high: float
    unit: str
    is_whole: bool = False

    def fault(self, value: object) -> str | None:
        """Return what is wrong with a value, or None."""
        right = isinstance(value, (int, float)) and not isinstance(value, bool)
        right = right and not (self.is_whole and not isinstance(value, int))
        if right and math.isfinite(value) and self.low <= value <= self.high:  # type: ignore[arg-type, operator]
            return None
        number = "whole number" if self.is_whole else "number"
        return f"has to be a {number} from {self.low:g} to {self.high:g}{self.unit} or null"


_SCORE = Kind(0, 10, "")
_CALF = Kind(15, 100, " cm")  # as wide as the journal's own limits
_MINUTES = Kind(0, 24 * 60, " minutes")

FIELDS: Mapping[str, Kind] = {
    "swelling_left": _SCORE,
    "swelling_right": _SCORE,
    "heaviness": _SCORE,
    "leg_fatigue": _SCORE,
    "leg_pain": _SCORE,
    "calf_left_cm": _CALF,
    "calf_right_cm": _CALF,
    "elevation_minutes": _MINUTES,
    "active_minutes": _MINUTES,
    "sessions": Kind(0, _MOST_SESSIONS, "", is_whole=True),
}
"""Every value that a day may have."""

SCORES = tuple(name for name, kind in FIELDS.items() if kind is _SCORE)


@dataclass(frozen=True, slots=True)
class Diary:
    """Days with what is known of each.

    Parameters
    ----------
    days : number of each day that has an entry (``date.toordinal``), rising
    series : what is known of each field, by its name; every field is there
    evaluated_on : the day on which somebody last looked at the symptoms, or None
    """

    days: tuple[int, ...]
    series: Mapping[str, Series] = field(repr=False)
    evaluated_on: int | None = None

    @property
    def as_of(self) -> int | None:
        """The last day that has an entry."""
        return self.days[-1] if self.days else None


def read_diary(document: object) -> Diary:
    """Read the JSON shape of a diary.

    Raises
    ------
    InvalidDiaryError
        with every fault of it at once.
    """
    faults: list[str] = []
    if not isinstance(document, Mapping):
        raise InvalidDiaryError(["a diary has to be an object with 'entries'"])
    faults += _unknown(document, ("entries", "evaluated_on"), "")
    evaluated_on = None
    if document.get("evaluated_on") is not None:
        evaluated_on = _day(document["evaluated_on"], "evaluated_on", faults)
    days = _days(document, faults)
    if faults:
        raise InvalidDiaryError(faults)
    return diary_of(days, evaluated_on)


def diary_of(days: Mapping[int, Mapping[str, float]], evaluated_on: int | None = None) -> Diary:
    """Return the diary of days that are known to be right: fields by number of the day."""
    order = sorted(days)
    series = {}
    for name in FIELDS:
        known = [day for day in order if name in days[day]]
        series[name] = Series(tuple(known), tuple(days[day][name] for day in known))
    return Diary(tuple(order), series, evaluated_on)


def _days(document: Mapping[str, Any], faults: list[str]) -> dict[int, dict[str, float]]:
    entries = document.get("entries")
    if not isinstance(entries, list):
        faults.append("'entries' has to be a list of days")
        return {}
    read = [_entry(entry, place, faults) for place, entry in enumerate(entries, start=1)]
    dated = [(day, values) for day, values in read if day is not None]
    for day, times in Counter(day for day, _ in dated).items():
        if times > 1:
            faults.append(f"{date.fromordinal(day)} stands there {times} times; keep one")
    return dict(dated)


def _entry(entry: object, place: int, faults: list[str]) -> tuple[int | None, dict[str, float]]:
    where = f"entry {place}"
    if not isinstance(entry, Mapping):
        faults.append(f"{where} has to be an object with a date")
        return None, {}
    if "date" in entry:
        day = _day(entry["date"], f"{where}: date", faults)
    else:
        day = None
        faults.append(f"{where}: date is missing")
    where = f"entry {place} ({entry['date']})" if day is not None else where
    faults += _unknown(entry, ("date", *FIELDS), f"{where}: ")
    given = {name: entry[name] for name in FIELDS if entry.get(name) is not None}
    wrong = {name: fault for name, value in given.items() if (fault := FIELDS[name].fault(value))}
    faults += (f"{where}: {name} {fault}" for name, fault in wrong.items())
    return day, {name: value for name, value in given.items() if name not in wrong}


def _unknown(given: Mapping[str, Any], known: Iterable[str], where: str) -> list[str]:
    known = tuple(known)
    return [
        f"{where}unknown field {name!r}{nearest(str(name), known)}"
        for name in given
        if name not in known
    ]


def _day(value: object, where: str, faults: list[str]) -> int | None:
    fault = f"{where} has to be a day such as 2026-03-01"
    if isinstance(value, str):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is not None and day.isoformat() == value:  # weeks such as 2026-W10-1 are read too
            return day.toordinal()
    faults.append(fault)
    return None
