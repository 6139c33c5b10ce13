"""Whose clock counts on a journey, and which nights are left to sleep."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given

from plan.journey.test_timeline import TO_TOKYO, journeys, leg
from soleus.journal import JourneyLeg
from soleus.plan import is_night, moment_on, nights, zone_at

MINUTE = timedelta(minutes=1)


def test_the_clock_turns_half_way_and_stays_between_two_legs() -> None:
    legs = (
        leg("2026-03-02T08:00", "Europe/Berlin", "2026-03-02T10:00", "Europe/London"),
        leg("2026-03-02T13:00", "Europe/London", "2026-03-02T16:00", "America/New_York"),
    )
    at = [datetime(2026, 3, 2, hour, 59, tzinfo=UTC) for hour in (3, 7, 9, 12, 15, 17)]
    expected = ["Berlin", "Berlin", "London", "London", "London", "New_York"]
    assert [zone_at(legs, moment).key.rpartition("/")[2] for moment in at] == expected


@given(journeys())
def test_the_nights_are_just_when_nothing_is_asked(legs: tuple[JourneyLeg, ...]) -> None:
    since, until = moment_on(legs, legs[0].starts, -1, time(12)), legs[-1].ends
    found = list(nights(legs, since, until))
    assert all(earlier.ends <= later.starts for earlier, later in pairwise(found))
    for night in found:
        assert night.ends - night.starts >= timedelta(hours=1)
        assert is_night(legs, night.starts)
        assert is_night(legs, night.ends - MINUTE)
        assert zone_at(legs, night.starts) == night.zone


def test_a_night_that_the_flight_cuts_is_left_by_the_clock_of_the_landing() -> None:
    since, until = TO_TOKYO.starts, TO_TOKYO.ends
    [night] = nights([TO_TOKYO], since, until)
    local = [each.astimezone(night.zone) for each in (night.starts, night.ends)]
    assert [f"{each:%a %H:%M}" for each in local] == ["Tue 02:30", "Tue 07:00"]
