"""The waking day as moments: when it begins and ends, what is in it, and where things fit.

Every moment here is local, without a zone, so that a day keeps its shape when the clocks change.
A waking day belongs to the date on which the person gets up, also past midnight.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from soleus.plan.profile import Profile, length_from
from soleus.plan.words import DayPart, Setting
from soleus.vocabulary import Weekday

_GRID = timedelta(minutes=5)
_GAP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to a later one."""

    begins: datetime
    ends: datetime

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share any time."""
        return self.begins < other.ends and other.begins < self.ends

    def shared_with(self, other: "Span") -> "Span | None":
        """Return what the two share, if anything."""
        if not self.overlaps(other):
            return None
        return Span(max(self.begins, other.begins), min(self.ends, other.ends))


@dataclass(frozen=True, slots=True)
class Frame:
    """One waking day: its date, when it begins and ends, and what is fixed in it."""

    day: date
    awake: Span
    work: Span | None
    journey: Span | None

    def moment(self, part: DayPart) -> datetime:
        """Return the moment that a part of the day stands for, on the five-minute grid."""
        return _on_grid(dict(_parts(self))[part], self.awake.begins)


def weekday(day: date) -> Weekday:
    """Return the day of the week of a date."""
    return list(Weekday)[day.weekday()]


def frame_of(profile: Profile, day: date) -> Frame:
    """Return the waking day that begins on ``day``."""
    wakes = datetime.combine(day, profile.wakes_at)
    awake = Span(wakes, wakes + length_from(profile.wakes_at, profile.sleeps_at))
    return Frame(day, awake, _work(profile, wakes), _journey(profile, awake))


def _work(profile: Profile, wakes: datetime) -> Span | None:
    works = profile.setting in (Setting.DESK, Setting.STANDING)
    if not works or weekday(wakes.date()) not in profile.work_days:
        return None
    begins = wakes + length_from(profile.wakes_at, profile.work_starts)
    return Span(begins, begins + length_from(profile.work_starts, profile.work_ends))


def _journey(profile: Profile, awake: Span) -> Span | None:
    if profile.journey_starts_at is None or profile.journey_minutes is None:
        return None
    begins = profile.journey_starts_at
    return Span(begins, begins + timedelta(minutes=profile.journey_minutes)).shared_with(awake)


def _parts(frame: Frame) -> Iterator[tuple[DayPart, datetime]]:
    wakes, length = frame.awake.begins, frame.awake.ends - frame.awake.begins
    work = frame.work or Span(wakes + 0.125 * length, wakes + 0.625 * length)
    yield DayPart.ON_WAKING, wakes + timedelta(minutes=10)
    yield DayPart.MORNING, wakes + 0.2 * length
    yield DayPart.MIDDAY, work.begins + (work.ends - work.begins) / 2
    yield DayPart.AFTERNOON, work.begins + (work.ends - work.begins) * 3 / 4
    yield DayPart.AFTER_WORK, min(work.ends + timedelta(minutes=30), frame.awake.ends)
    yield DayPart.EVENING, frame.awake.ends - timedelta(minutes=120)


def _on_grid(moment: datetime, origin: datetime) -> datetime:
    return origin + (moment - origin) // _GRID * _GRID


def place(frame: Frame, taken: Sequence[Span], wanted: datetime, minutes: int) -> datetime | None:
    """Return the free moment nearest to ``wanted`` for ``minutes``, later before earlier.

    None where the waking day has no room left.
    """
    for moment in _outwards(frame, wanted):
        span = Span(moment, moment + timedelta(minutes=minutes))
        if is_free(frame, taken, span):
            return moment
    return None


def is_free(frame: Frame, taken: Sequence[Span], span: Span) -> bool:
    """Whether ``span`` lies in the waking day and keeps clear of all that is taken."""
    inside = frame.awake.begins <= span.begins and span.ends <= frame.awake.ends
    wide = Span(span.begins - _GAP, span.ends + _GAP)
    return inside and not any(wide.overlaps(other) for other in taken)


def _outwards(frame: Frame, wanted: datetime) -> Iterator[datetime]:
    steps = (frame.awake.ends - frame.awake.begins) // _GRID
    yield wanted
    for step in range(1, steps + 1):
        yield wanted + step * _GRID
        yield wanted - step * _GRID
