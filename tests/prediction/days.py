"""Days to plan that the tests of planned days share."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from reminders.situations import MOMENTS, TIMES, ZONES
from soleus.prediction import DayToPlan
from soleus.reminders import (
    Event,
    Happened,
    Mode,
    ReminderSettings,
    Situation,
    Span,
    day_ahead,
)
from soleus.vocabulary import Activity, Weekday

BERLIN = ZoneInfo("Europe/Berlin")
OPEN = frozenset({Activity.WALKING, Activity.ANKLE_PUMPS, Activity.ELEVATION})


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 2, hour, minute, tzinfo=BERLIN)


MORNING = at(8)


def desk_day(
    *meetings: tuple[datetime, datetime],
    now: datetime = MORNING,
    history: tuple[Event, ...] = (),
    **changes: object,
) -> Situation:
    """Return a Monday at a desk, from nine to five."""
    settings = ReminderSettings(is_on=True, **changes)  # type: ignore[arg-type]
    return Situation(settings, BERLIN, now, history, tuple(Span(*each) for each in meetings))


def to_plan(situation: Situation, open_to: frozenset[Activity] = OPEN) -> DayToPlan:
    ahead = day_ahead(situation)
    assert ahead is not None
    return DayToPlan(ahead, open_to)


@st.composite
def lives(draw: st.DrawFn) -> Situation:
    """Situations of people who sit or stand, with meetings and a history at random."""
    now = draw(MOMENTS)
    starts = draw(TIMES)
    ends = (datetime.combine(datetime(2026, 1, 1), starts) + draw(HOURS)).time()
    settings = ReminderSettings(
        is_on=True,
        mode=draw(st.sampled_from([Mode.DESK, Mode.STANDING])),
        days=tuple(Weekday),
        starts=starts,
        ends=ends.replace(second=0, microsecond=0),
        interval_minutes=draw(st.integers(30, 60)),
    )
    back = st.timedeltas(timedelta(0), timedelta(hours=8))
    history = [
        Event(draw(st.sampled_from(Happened)), now - draw(back), draw(st.integers(0, 300)))
        for _ in range(draw(st.integers(0, 3)))
    ]
    meetings = []
    for _ in range(draw(st.integers(0, 4))):
        begins = now + draw(st.timedeltas(timedelta(hours=-2), timedelta(hours=14)))
        meetings.append(Span(begins, begins + timedelta(minutes=draw(st.integers(5, 240)))))
    zone = draw(st.sampled_from(ZONES))
    return Situation(settings, zone, now.astimezone(UTC), tuple(history), tuple(meetings))


HOURS = st.timedeltas(timedelta(minutes=40), timedelta(hours=11))
