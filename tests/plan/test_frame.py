from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plan.samples import MONDAY, profile, profiles
from soleus.plan import Profile
from soleus.plan.frame import Span, frame_of, is_free, place, weekday
from soleus.plan.words import DayPart
from soleus.vocabulary import Weekday


def test_a_date_has_its_weekday() -> None:
    assert weekday(MONDAY) is Weekday.MONDAY
    assert weekday(date(2026, 3, 8)) is Weekday.SUNDAY


def test_a_bedtime_after_midnight_belongs_to_the_day_of_getting_up() -> None:
    frame = frame_of(profile("home", sleeps_at="00:30"), MONDAY)
    assert frame.awake.ends == datetime(2026, 3, 3, 0, 30)


def test_a_night_shift_lies_in_its_waking_day() -> None:
    night = profile(wakes_at="15:00", sleeps_at="07:00", work_starts="22:00", work_ends="06:00")
    work = frame_of(night, MONDAY).work
    assert work == Span(datetime(2026, 3, 2, 22), datetime(2026, 3, 3, 6))


def test_a_journey_is_cut_to_the_hours_awake() -> None:
    flies = profile("journey", journey_starts_at="2026-03-02T20:00", journey_minutes=720)
    assert frame_of(flies, MONDAY).journey == Span(
        datetime(2026, 3, 2, 20), datetime(2026, 3, 2, 23)
    )
    tuesday = frame_of(flies, MONDAY + timedelta(days=1)).journey
    assert tuesday == Span(datetime(2026, 3, 3, 7), datetime(2026, 3, 3, 8))


@given(profiles(), st.sampled_from(DayPart))
def test_every_part_of_the_day_lies_in_the_day(person: Profile, part: DayPart) -> None:
    frame = frame_of(person, MONDAY)
    assert frame.awake.begins <= frame.moment(part) <= frame.awake.ends


def test_something_is_placed_at_the_nearest_free_time_later_before_earlier() -> None:
    frame = frame_of(profile("home"), MONDAY)
    noon = datetime.combine(MONDAY, time(12))
    assert place(frame, (), noon, 10) == noon
    taken = (Span(noon, noon + timedelta(minutes=10)),)
    assert place(frame, taken, noon, 10) == noon + timedelta(minutes=15)
    assert not is_free(frame, taken, Span(noon, noon + timedelta(minutes=5)))


def test_a_full_day_has_no_place() -> None:
    frame = frame_of(profile("home"), MONDAY)
    assert place(frame, (frame.awake,), frame.awake.begins, 5) is None
