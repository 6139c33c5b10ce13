"""Situations at random that the tests of reminders share, and what may not be in them."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume
from hypothesis import strategies as st

from soleus.reminders import Event, Happened, Mode, ReminderSettings, Situation
from soleus.reminders.span import Span
from soleus.vocabulary import Weekday

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu"), ZoneInfo("UTC")]
# a week in which the clocks of Berlin and of New York change in one of the months tried
MOMENTS = st.datetimes(datetime(2026, 2, 20), datetime(2026, 11, 10)).map(
    lambda at: at.replace(tzinfo=UTC)
)
DAYS = st.sets(st.sampled_from(Weekday), min_size=1)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@st.composite
def settings(draw: st.DrawFn) -> ReminderSettings:
    starts, ends, quiet_starts, quiet_ends = (draw(TIMES) for _ in range(4))
    assume(starts != ends and quiet_starts != quiet_ends)
    mode = draw(st.sampled_from([Mode.DESK, Mode.STANDING, Mode.BED]))
    has_quiet = mode is Mode.BED or draw(st.booleans())
    return ReminderSettings(
        is_on=True,
        mode=mode,
        days=tuple(sorted(draw(DAYS), key=list(Weekday).index)),
        starts=starts,
        ends=ends,
        interval_minutes=draw(st.integers(30, 60)),
        quiet_starts=quiet_starts if has_quiet else None,
        quiet_ends=quiet_ends if has_quiet else None,
    )


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    now = draw(MOMENTS)
    back = st.timedeltas(timedelta(0), timedelta(hours=30))
    history = [
        Event(draw(st.sampled_from(Happened)), now - draw(back), draw(st.integers(0, 300)))
        for _ in range(draw(st.integers(0, 5)))
    ]
    meetings = []
    for _ in range(draw(st.integers(0, 4))):
        starts = now + draw(st.timedeltas(timedelta(hours=-5), timedelta(hours=30)))
        meetings.append(Span(starts, starts + timedelta(minutes=draw(st.integers(0, 240)))))
    return Situation(
        draw(settings()), draw(st.sampled_from(ZONES)), now, tuple(history), tuple(meetings)
    )


def is_quiet(settings: ReminderSettings, local: time) -> bool:
    starts, ends = settings.quiet_starts, settings.quiet_ends
    if starts is None or ends is None:
        return False
    return starts <= local < ends if starts < ends else local >= starts or local < ends


def is_working(settings: ReminderSettings, local: datetime) -> bool:
    """Whether a local time lies in the hours of its own day, or of the day before."""
    if settings.mode is Mode.BED:
        return True
    today, before = (tuple(Weekday)[(local.weekday() - n) % 7] in settings.days for n in (0, 1))
    at = local.time()
    if settings.starts < settings.ends:
        return today and settings.starts <= at < settings.ends
    return (today and at >= settings.starts) or (before and at < settings.ends)


def changes_its_clock(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether the clock is put forward or back within a day: its hours then exist twice or not."""
    day = timedelta(days=1)
    return len({(moment + n * day).astimezone(zone).utcoffset() for n in (-1, 0, 1)}) > 1
