"""What a person asks of reminders: when, how often and where the day is spent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import time
from enum import StrEnum
from typing import Any, Self

from soleus.language import meant, msgid, translate
from soleus.reminders.errors import InvalidRemindersError
from soleus.reminders.flight import Flight, is_zone
from soleus.reminders.limits import limits
from soleus.vocabulary import Weekday


class Mode(StrEnum):
    """Where the day is spent."""

    DESK = "desk"
    STANDING = "standing"
    TRAVEL = "travel"
    BED = "bed"


WORKING_WEEK = tuple(Weekday)[:5]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSettings:
    """What a person asks for.

    Parameters
    ----------
    is_on : whether there are reminders at all; nobody is reminded who did not ask
    mode : where the day is spent; on a flight the travel breaks count in every mode
    days, starts, ends : the hours of reminders by the local clock; an end before the start is on
        the next day. In bed every day counts, and in travel the flights alone
    interval_minutes : from one break to the next, 30 to 60 (E04)
    quiet_starts, quiet_ends : hours without any reminder, every day; both or neither
    flights : the legs of a journey
    zone : IANA name of the zone that hours are meant in; empty for this machine's own
    away_minutes : how long an absence counts as a break
    calendar : the path or the address of the calendar whose meetings are kept free

    Raises
    ------
    InvalidRemindersError
        with every fault at once.
    """

    is_on: bool = False
    mode: Mode = Mode.DESK
    days: tuple[Weekday, ...] = WORKING_WEEK
    starts: time = time(9)
    ends: time = time(17)
    interval_minutes: int = 45
    quiet_starts: time | None = time(22)
    quiet_ends: time | None = time(7)
    flights: tuple[Flight, ...] = ()
    zone: str = ""
    away_minutes: int = 5
    calendar: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be, with every fault at once."""
        if faults := [*_joint_faults(self)]:
            raise InvalidRemindersError(*faults)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read the JSON shape; what is left out is as usual.

        Raises
        ------
        InvalidRemindersError
            for unknown keys and wrong values, all at once.
        """
        if not isinstance(data, Mapping):
            raise InvalidRemindersError(translate("reminders have to be a JSON object"))
        values: dict[str, Any] = {}
        faults: list[str] = []
        for key, value in data.items():
            if key not in _READERS:
                faults.append(translate("unknown key '{key}'", key=key) + meant(key, _READERS))
                continue
            try:
                values[key] = _READERS[key](value)
            except ValueError as error:
                faults.append(f"{translate(_NAMES.get(key, key))}: {error}")
        if faults:
            raise InvalidRemindersError(*faults)
        return cls(**values)


def _joint_faults(asked: ReminderSettings) -> list[str]:
    faults = []
    least, most = limits().interval_least, limits().interval_most
    if not least <= asked.interval_minutes <= most:
        text = msgid("The interval has to be from {least} to {most} minutes.")
        faults.append(translate(text, least=least, most=most))
    if not limits().away_least <= asked.away_minutes <= limits().away_most:
        text = msgid("Time away has to count as a break from {least} to {most} minutes on.")
        faults.append(translate(text, least=limits().away_least, most=limits().away_most))
    if (asked.quiet_starts is None) != (asked.quiet_ends is None):
        faults.append(translate("Quiet hours need both a start and an end, or neither."))
    elif asked.quiet_starts is not None and asked.quiet_starts == asked.quiet_ends:
        faults.append(translate("Quiet hours have to end at another time than they start."))
    elif asked.quiet_starts is None and asked.mode is Mode.BED:
        faults.append(translate("In bed, set quiet hours, so that you can sleep."))
    if asked.mode in (Mode.DESK, Mode.STANDING):
        if not asked.days:
            faults.append(translate("Choose at least one day."))
        if asked.starts == asked.ends:
            faults.append(translate("The hours have to end at another time than they start."))
    if asked.zone and not is_zone(asked.zone):
        text = msgid("'{zone}' is no time zone; write one such as Europe/Berlin.")
        faults.append(translate(text, zone=asked.zone))
    return faults + [fault for each in asked.flights if (fault := each.fault())]


def _plain(value: object) -> object:
    match value:
        case time():
            return value.isoformat(timespec="minutes")
        case tuple():
            return [_plain(each) for each in value]
        case Flight():
            return value.as_dict()
        case StrEnum():
            return value.value
        case _:
            return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(translate("has to be true or false"))
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(translate("has to be a whole number"))
    return value


def _words(value: object) -> str:
    if not isinstance(value, str) or len(value) > 2000:
        raise ValueError(translate("has to be a text"))
    return value.strip()


def _clock(value: object) -> time:
    try:
        read = time.fromisoformat(str(value))
    except ValueError:
        read = time(tzinfo=None, second=1)
    if read.tzinfo is not None or read.second or read.microsecond:
        raise ValueError(translate("has to be a time such as 09:30"))
    return read


def _clock_or_none(value: object) -> time | None:
    return None if value in (None, "") else _clock(value)


def _one_of(words: type[StrEnum]) -> Callable[[object], Any]:
    def read(value: object) -> StrEnum:
        if not isinstance(value, str) or value not in list(words):
            hint = meant(str(value), list(words)) or translate(
                "; choose {known}", known=", ".join(words)
            )
            raise ValueError(translate("'{value}' is not known", value=value) + hint)
        return words(value)

    return read


def _days(value: object) -> tuple[Weekday, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(translate("has to be a list of days"))
    named = {_one_of(Weekday)(each) for each in value}
    return tuple(day for day in Weekday if day in named)


def _flights(value: object) -> tuple[Flight, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, dict) for each in value):
        raise ValueError(translate("has to be a list of flights"))
    return tuple(sorted((Flight.from_dict(each) for each in value), key=lambda each: each.starts))


_READERS: Mapping[str, Callable[[object], Any]] = {
    "is_on": _flag,
    "mode": _one_of(Mode),
    "days": _days,
    "starts": _clock,
    "ends": _clock,
    "interval_minutes": _whole,
    "quiet_starts": _clock_or_none,
    "quiet_ends": _clock_or_none,
    "flights": _flights,
    "zone": _words,
    "away_minutes": _whole,
    "calendar": _words,
}
_NAMES = {
    "starts": msgid("Hours, from"),
    "ends": msgid("Hours, to"),
    "interval_minutes": msgid("Interval"),
    "quiet_starts": msgid("Quiet hours, from"),
    "quiet_ends": msgid("Quiet hours, to"),
    "away_minutes": msgid("Time away"),
    "flights": msgid("Flights"),
    "mode": msgid("Where your day is spent"),
    "days": msgid("Days"),
}
