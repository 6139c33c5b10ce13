"""The profile: where and how a person's week is spent, and where they stand with their minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Annotated, ClassVar, Literal

from soleus.language import msgid, translate
from soleus.plan.words import RISK_FACTORS, DayPart, Setting
from soleus.records import Limit, Record, limits
from soleus.reminders import limits as reminder_limits
from soleus.vocabulary import FaultsError, Weekday

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


RiskFactor = Annotated[str, limits.literal(*RISK_FACTORS)]


def _minutes(least: int, most: int) -> Limit:
    return limits.whole(least, most, "minutes")


_BREAKS = reminder_limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Record):
    """What the plan needs to know besides the clearance; refuses what is impossible.

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
    FaultsError
        with every fault at once.
    """

    error: ClassVar[type[FaultsError]] = FaultsError
    setting: Setting
    timezone: Annotated[str, limits.time_zone()] = "UTC"
    current_minutes_per_day: Literal["sedentary"] | Annotated[int, _minutes(0, 600)] = SEDENTARY
    vigorous_minutes_per_week: Annotated[int, _minutes(0, 3000)] = 0
    work_days: tuple[Weekday, ...] = _WORKING_WEEK
    work_starts: time = time(9)
    work_ends: time = time(17)
    wakes_at: time = time(7)
    sleeps_at: time = time(23)
    break_every_minutes: Annotated[int, _minutes(_BREAKS.interval_least, _BREAKS.interval_most)] = (
        _BREAKS.interval_usual
    )
    journey_starts_at: Annotated[datetime, limits.local_moment()] | None = None
    journey_minutes: Annotated[int, _minutes(30, _LONGEST_JOURNEY_MINUTES)] | None = None
    bout_places: tuple[DayPart, ...] = (DayPart.MIDDAY, DayPart.AFTER_WORK)
    risk_factors: Mapping[RiskFactor, bool] = field(default_factory=dict)
    weeks_on_plan: Annotated[int, limits.whole(0, 5000, "weeks")] = 0
    last_week_minutes: Annotated[int, _minutes(0, 10000)] | None = None

    @property
    def moderate_minutes_per_week(self) -> int:
        """Moderate minutes in a usual week now; 0 when sedentary."""
        daily = self.current_minutes_per_day
        return 0 if daily == SEDENTARY else 7 * daily

    def _faults_between(self) -> tuple[str, ...]:
        awake = length_from(self.wakes_at, self.sleeps_at)
        work_from = length_from(self.wakes_at, self.work_starts)
        work = length_from(self.work_starts, self.work_ends)
        works = self.setting in (Setting.DESK, Setting.STANDING) and self.work_days
        faults = []
        if not _LEAST_AWAKE <= awake <= _MOST_AWAKE:
            faults.append(translate("'wakes_at' and 'sleeps_at' must leave 8 to 22 hours awake"))
        elif works and (not work or work_from + work > awake):
            faults.append(translate("'work_starts' and 'work_ends' must lie in the waking day"))
        has_start, has_length = self.journey_starts_at is not None, self.journey_minutes is not None
        if self.setting is Setting.JOURNEY and not (has_start and has_length):
            faults.append(translate("a journey needs 'journey_starts_at' and 'journey_minutes'"))
        elif has_start != has_length:
            text = msgid("'journey_starts_at' and 'journey_minutes' belong together")
            faults.append(translate(text))
        return tuple(faults)


def length_from(earlier: time, later: time) -> timedelta:
    """Return how long it is from one time of day to the next ``later``; 0 if they are the same."""
    day = date(2000, 1, 1)
    return (datetime.combine(day, later) - datetime.combine(day, earlier)) % timedelta(days=1)
