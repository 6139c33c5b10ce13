"""The profile: where and how a person's week is spent, and where they stand with their minutes."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo

from soleus.language import meant, msgid, named, translate
from soleus.plan.errors import InvalidProfileError
from soleus.plan.targets import targets
from soleus.plan.words import RISK_FACTORS, DayPart, Setting
from soleus.vocabulary import Weekday

SEDENTARY: Literal["sedentary"] = "sedentary"
"""No regular moderate minutes, or none that anybody has named: the plan starts from the start."""

_WORKING_WEEK = (
    Weekday.MONDAY,
    Weekday.TUESDAY,
    Weekday.WEDNESDAY,
    Weekday.THURSDAY,
    Weekday.FRIDAY,
)
_LONGEST_JOURNEY_MINUTES = 48 * 60
_LEAST_AWAKE = timedelta(hours=8)
_MOST_AWAKE = timedelta(hours=22)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the plan needs to know beside the clearance; refuses what cannot be.

    Parameters
    ----------
    setting : where the day is spent
    timezone : IANA name of the zone in which every time here is meant
    current_minutes_per_day : moderate minutes on a usual day now, or ``"sedentary"``
    vigorous_minutes_per_week : vigorous minutes in a usual week now; they count double (E05)
    work_days, work_starts, work_ends : the working week, for ``desk`` and ``standing``
    wakes_at, sleeps_at : the waking day; a bedtime after midnight is understood
    break_every_minutes : how often to break up sitting or standing, 30 to 60 (E04)
    journey_starts_at, journey_minutes : local start and length, for ``journey``
    bout_places : where in the day walks are liked best, the best first
    risk_factors : those of the check's risk factors that were answered, and how; one that is
        missing is unknown and is taken neither for yes nor for no
    weeks_on_plan : whole weeks already spent on a plan
    last_week_minutes : minutes really done last week, moderate with vigorous counted double;
        None where nobody has recorded them

    Raises
    ------
    InvalidProfileError
        with every fault at once.
    """

    setting: Setting
    timezone: str = "UTC"
    current_minutes_per_day: int | Literal["sedentary"] = SEDENTARY
    vigorous_minutes_per_week: int = 0
    work_days: tuple[Weekday, ...] = _WORKING_WEEK
    work_starts: time = time(9)
    work_ends: time = time(17)
    wakes_at: time = time(7)
    sleeps_at: time = time(23)
    break_every_minutes: int = 45
    journey_starts_at: datetime | None = None
    journey_minutes: int | None = None
    bout_places: tuple[DayPart, ...] = (DayPart.MIDDAY, DayPart.AFTER_WORK)
    risk_factors: Mapping[str, bool] = field(default_factory=dict)
    weeks_on_plan: int = 0
    last_week_minutes: int | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be, with every fault at once."""
        faults = [*_field_faults(self.as_dict()), *_joint_faults(self)]
        if faults:
            raise InvalidProfileError(*faults)
        object.__setattr__(self, "risk_factors", MappingProxyType(dict(self.risk_factors)))

    @property
    def moderate_minutes_per_week(self) -> int:
        """Moderate minutes in a usual week now; nought when sedentary."""
        daily = self.current_minutes_per_day
        return 0 if daily == SEDENTARY else 7 * daily

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape of the profile."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a profile back; raise :class:`InvalidProfileError` with every fault at once."""
        if not isinstance(data, Mapping):
            raise InvalidProfileError(translate("a profile has to be a JSON object"))
        known = {f.name: f for f in fields(cls)}
        faults = [
            translate("unknown key '{key}'", key=key) + meant(key, known)
            for key in data
            if key not in known
        ]
        faults += [
            translate("'{key}' is missing", key=named(name))
            for name, f in known.items()
            if f.default is MISSING and f.default_factory is MISSING and name not in data
        ]
        faults += _field_faults(data)
        if faults:
            raise InvalidProfileError(*faults)
        return cls(**{name: _PARSERS[name](value) for name, value in data.items()})


def _plain(value: object) -> object:
    if isinstance(value, (time, datetime)):
        return value.isoformat(timespec="minutes")
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return dict(value)
    return str(value) if isinstance(value, (Setting, Weekday, DayPart)) else value


def _whole(least: int, most: int, unit: str) -> Callable[[Any], int]:
    def parse(value: object) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ValueError(
                translate(
                    "must be a whole number of {unit} from {least} to {most}",
                    unit=named(unit),
                    least=least,
                    most=most,
                )
            )
        return value

    return parse


def _or_none(parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else parse(value)


def _clock_time(value: object) -> time:
    try:
        parsed = time.fromisoformat(str(value))
    except ValueError:
        raise ValueError(translate("must be a time of day such as '07:30'")) from None
    if parsed.tzinfo is not None or parsed.second or parsed.microsecond:
        raise ValueError(translate("must be a local time of day in whole minutes such as '07:30'"))
    return parsed


def _local_moment(value: object) -> datetime:
    try:
        parsed = datetime.fromisoformat(str(value))
    except ValueError:
        raise ValueError(translate("must be a date and time such as '2026-03-02T09:15'")) from None
    if parsed.tzinfo is not None:
        raise ValueError(translate("must be a local date and time, without a zone"))
    return parsed.replace(second=0, microsecond=0)


def _words(kind: type[Weekday] | type[DayPart]) -> Callable[[Any], tuple[Any, ...]]:
    def parse(value: object) -> tuple[Any, ...]:
        known = [str(word) for word in kind]
        given: list[Any] = list(value) if isinstance(value, (list, tuple)) else [None]
        if any(each not in known for each in given) or len(set(given)) != len(given):
            raise ValueError(
                translate(
                    "must be a list of different words out of: {known}", known=", ".join(known)
                )
            )
        return tuple(kind(each) for each in given)

    return parse


def _setting(value: object) -> Setting:
    word = str(value)
    if word not in list(Setting):
        known = translate("must be one of: {known}", known=", ".join(Setting))
        raise ValueError(known + meant(word, list(Setting)))
    return Setting(word)


def _timezone(value: object) -> str:
    try:
        return ZoneInfo(str(value)).key
    except (ValueError, OSError, LookupError):
        raise ValueError(translate("must name a time zone such as 'Europe/London'")) from None


def _minutes_now(value: object) -> int | Literal["sedentary"]:
    if value == SEDENTARY:
        return SEDENTARY
    try:
        return _whole(0, 600, "minutes")(value)
    except ValueError as error:
        raise ValueError(translate("{error}, or 'sedentary'", error=error)) from None


def _risk_factors(value: object) -> dict[str, bool]:
    if not isinstance(value, Mapping):
        raise ValueError(translate("must be an object of risk factors, each true or false"))
    for key, answer in value.items():
        if key not in RISK_FACTORS:
            unknown = translate("has an unknown risk factor '{key}'", key=key)
            raise ValueError(unknown + meant(key, RISK_FACTORS))
        if type(answer) is not bool:
            text = msgid("'{key}' must be true or false; leave it out where it is unknown")
            raise ValueError(translate(text, key=key))
    return dict(value)


def _break_interval(value: object) -> int:
    numbers = targets()
    return _whole(numbers.break_least_minutes.value, numbers.break_most_minutes.value, "minutes")(
        value
    )


_PARSERS: Mapping[str, Callable[[Any], Any]] = {
    "setting": _setting,
    "timezone": _timezone,
    "current_minutes_per_day": _minutes_now,
    "vigorous_minutes_per_week": _whole(0, 3000, "minutes"),
    "work_days": _words(Weekday),
    "work_starts": _clock_time,
    "work_ends": _clock_time,
    "wakes_at": _clock_time,
    "sleeps_at": _clock_time,
    "break_every_minutes": _break_interval,
    "journey_starts_at": _or_none(_local_moment),
    "journey_minutes": _or_none(_whole(30, _LONGEST_JOURNEY_MINUTES, "minutes")),
    "bout_places": _words(DayPart),
    "risk_factors": _risk_factors,
    "weeks_on_plan": _whole(0, 5000, "weeks"),
    "last_week_minutes": _or_none(_whole(0, 10000, "minutes")),
}

_CALLED = (
    msgid("setting"),
    msgid("timezone"),
    msgid("current minutes per day"),
    msgid("vigorous minutes per week"),
    msgid("work days"),
    msgid("work starts"),
    msgid("work ends"),
    msgid("wakes at"),
    msgid("sleeps at"),
    msgid("break every minutes"),
    msgid("journey starts at"),
    msgid("journey minutes"),
    msgid("bout places"),
    msgid("risk factors"),
    msgid("weeks on plan"),
    msgid("last week minutes"),
    msgid("minutes"),
    msgid("weeks"),
)
"""What the fields are called in other languages; in English, by their ids."""


def _field_faults(data: Mapping[str, Any]) -> list[str]:
    faults = []
    for name, parse in _PARSERS.items():
        if name in data:
            try:
                parse(data[name])
            except ValueError as error:
                faults.append(translate("'{name}' {fault}", name=named(name), fault=error))
    return faults


def length_from(earlier: time, later: time) -> timedelta:
    """Return how long it is from one time of day to the next ``later``; nought if the same."""
    day = date(2000, 1, 1)
    return (datetime.combine(day, later) - datetime.combine(day, earlier)) % timedelta(days=1)


def _joint_faults(profile: Profile) -> list[str]:
    faults = []
    try:
        awake = length_from(profile.wakes_at, profile.sleeps_at)
        work_from = length_from(profile.wakes_at, profile.work_starts)
        work = length_from(profile.work_starts, profile.work_ends)
    except TypeError:  # the fault of a single field is already told
        return []
    if not _LEAST_AWAKE <= awake <= _MOST_AWAKE:
        faults.append(translate("'wakes_at' and 'sleeps_at' must leave 8 to 22 hours awake"))
    elif _works(profile) and (not work or work_from + work > awake):
        faults.append(translate("'work_starts' and 'work_ends' must lie in the waking day"))
    given = (profile.journey_starts_at is not None, profile.journey_minutes is not None)
    if profile.setting == Setting.JOURNEY and not all(given):
        faults.append(translate("a journey needs 'journey_starts_at' and 'journey_minutes'"))
    elif any(given) and not all(given):
        faults.append(translate("'journey_starts_at' and 'journey_minutes' belong together"))
    return faults


def _works(profile: Profile) -> bool:
    return profile.setting in (Setting.DESK, Setting.STANDING) and bool(profile.work_days)
