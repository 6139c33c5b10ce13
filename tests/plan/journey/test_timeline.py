"""What to do when: nothing in the night of the clock that counts, at most one thing an hour."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soleus.journal import InvalidEntryError, JourneyLeg, Means, Seat
from soleus.plan import is_night, journey_steps, zone_at
from soleus.vocabulary import Activity

HOUR = timedelta(hours=1)
EVERYTHING = frozenset(Activity)
ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Asia/Tokyo",
    "Pacific/Honolulu",
    "Pacific/Auckland",
    "Pacific/Kiritimati",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
]


def leg(
    departs: str,
    departs_zone: str,
    arrives: str,
    arrives_zone: str,
    means: Means = Means.FLIGHT,
    seat: Seat | None = Seat.AISLE,
) -> JourneyLeg:
    at = datetime.fromisoformat
    return JourneyLeg(at(departs), departs_zone, at(arrives), arrives_zone, means, seat)


TO_TOKYO = leg("2026-03-02T13:00", "Europe/Berlin", "2026-03-03T08:00", "Asia/Tokyo")


@st.composite
def journeys(draw: st.DrawFn) -> tuple[JourneyLeg, ...]:
    """Draw one to three legs, with some hours between them, over any zones and dates."""
    zones = draw(st.lists(st.sampled_from(ZONES), min_size=2, max_size=4))
    moment = draw(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1)))
    moment = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    legs: list[JourneyLeg] = []
    for here, there in pairwise(zones):
        lands = moment + timedelta(minutes=draw(st.integers(30, 23 * 60)))
        by_clock = [
            each.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            for each, zone in ((moment, here), (lands, there))
        ]
        means, seat = draw(st.sampled_from(Means)), draw(st.sampled_from([*Seat, None]))
        try:
            made = JourneyLeg(by_clock[0], here, by_clock[1], there, means, seat)
        except InvalidEntryError:  # the hour that comes twice made it land before it leaves
            break
        if legs and made.starts < legs[-1].ends:
            break
        legs.append(made)
        moment = lands + timedelta(minutes=draw(st.integers(30, 10 * 60)))
    return tuple(legs) or (TO_TOKYO,)


@settings(max_examples=300)
@given(journeys(), st.sets(st.sampled_from(Activity)))
def test_nothing_is_asked_at_night_and_one_thing_an_hour_at_most(
    legs: tuple[JourneyLeg, ...], is_open: set[Activity]
) -> None:
    steps = journey_steps(legs, is_open)
    assert all(later.at - earlier.at >= HOUR for earlier, later in pairwise(steps))
    assert len({step.id for step in steps}) == len(steps)
    for step in steps:
        assert step.at.tzinfo is UTC
        assert step.zone == zone_at(legs, step.at)
        assert 7 <= step.local.hour < 22
        assert step.kind.activity is None or step.kind.activity in is_open
    first, last = legs[0].starts - timedelta(days=2), legs[-1].ends + timedelta(days=2)
    assert all(first < step.at < last for step in steps)


@settings(max_examples=200)
@given(journeys())
def test_who_is_awake_for_two_hours_in_the_seat_is_asked_to_move(
    legs: tuple[JourneyLeg, ...],
) -> None:
    steps = journey_steps(legs, EVERYTHING)
    for each in legs:
        moment, awake_since = each.starts, each.starts
        while moment < each.ends:
            if is_night(legs, moment):
                awake_since = moment
            moves = (step for step in steps if awake_since <= step.at <= moment)
            if moment - awake_since > 2 * HOUR + timedelta(minutes=20):
                assert any(step.kind.activity for step in moves), (legs, moment)
                awake_since = moment
            moment += timedelta(minutes=5)


def told(*legs: JourneyLeg, is_open: frozenset[Activity] = EVERYTHING) -> list[str]:
    return [f"{each.local:%a %H:%M} {each.kind.id}" for each in journey_steps(legs, is_open)]


def test_eastward_by_the_clock_of_departure_until_half_way_then_by_that_of_the_landing() -> None:
    assert told(TO_TOKYO) == [
        "Sun 10:00 walk_before",
        "Sun 17:00 pack",
        "Sun 19:00 stockings_ready",
        "Mon 10:30 drink_before",
        "Mon 12:00 walk_while_waiting",
        "Mon 14:00 pumps",
        "Mon 15:00 aisle",
        "Mon 16:00 pumps",
        "Mon 17:00 aisle",
        "Mon 18:00 pumps",
        "Tue 07:00 aisle",
        "Tue 09:00 walk_landed",
        "Tue 20:00 look_on_arrival",
        "Wed 10:00 walk_after",
        "Wed 19:00 look_after",
    ]


def test_over_the_date_line_the_day_before_and_the_day_after_are_those_of_each_place() -> None:
    west = leg("2026-03-03T17:00", "Asia/Tokyo", "2026-03-03T05:00", "Pacific/Honolulu")
    found = told(west)
    assert found[0] == "Mon 10:00 walk_before"
    assert found[-1] == "Wed 19:00 look_after"
    assert "Tue 20:00 look_on_arrival" in found


def test_beside_the_window_one_gets_up_less_often_and_a_car_stops() -> None:
    def on_board(means: Means, seat: Seat | None) -> list[str]:
        day = leg("2026-03-02T09:00", "Europe/Berlin", "2026-03-02T18:00", "Europe/Rome")
        made = JourneyLeg(day.departs, day.departs_zone, day.arrives, day.arrives_zone, means, seat)
        return [each.kind.id for each in journey_steps([made], EVERYTHING) if each.leg]

    assert on_board(Means.FLIGHT, Seat.AISLE)[:4] == ["pumps", "aisle", "pumps", "aisle"]
    assert on_board(Means.TRAIN, Seat.WINDOW)[:6] == ["pumps", "pumps", "aisle"] * 2
    assert on_board(Means.FLIGHT, None) == on_board(Means.FLIGHT, Seat.WINDOW)
    assert set(on_board(Means.CAR, None)) == {"passenger_pumps", "stop"}


def test_what_the_gate_holds_is_not_asked_and_the_rest_takes_its_turns() -> None:
    seated = frozenset({Activity.ANKLE_PUMPS})
    kinds = {each.kind.id for each in journey_steps([TO_TOKYO], seated)}
    assert kinds == {"pack", "drink_before", "pumps", "look_on_arrival", "look_after"}
    hours = [step.at for step in journey_steps([TO_TOKYO], seated) if step.leg]
    assert hours == [step.at for step in journey_steps([TO_TOKYO], EVERYTHING) if step.leg]
    closed = {each.kind.activity for each in journey_steps([TO_TOKYO], ())}
    assert closed == {None}


def test_between_two_legs_one_walks_and_every_second_thing_in_the_seat_brings_water() -> None:
    legs = (
        leg("2026-03-02T08:00", "Europe/Berlin", "2026-03-02T10:00", "Europe/London"),
        leg("2026-03-02T13:00", "Europe/London", "2026-03-02T16:00", "America/New_York"),
    )
    steps = journey_steps(legs, EVERYTHING)
    between = [f"{each.local:%H:%M}" for each in steps if each.kind.id == "walk_between"]
    assert between == ["10:30", "11:30", "12:30"]
    seated = [each for each in steps if each.leg]
    assert [each.drinks for each in seated] == [bool(n % 2) for n in range(len(seated))]
    assert {claim for each in seated if each.drinks for claim in each.claims} >= {"F01"}


@pytest.mark.parametrize("hour", [0, 5, 23])
def test_a_journey_that_leaves_at_night_asks_for_nothing_then(hour: int) -> None:
    lands = f"2026-03-{2 + (hour == 23):02}T21:00"
    night = leg(f"2026-03-02T{hour:02}:30", "Europe/Berlin", lands, "Europe/Rome")
    assert not [
        each for each in journey_steps([night], EVERYTHING) if not 7 <= each.local.hour < 22
    ]


def test_a_changed_hour_gives_a_step_another_name() -> None:
    later = leg("2026-03-02T14:00", "Europe/Berlin", "2026-03-03T09:00", "Asia/Tokyo")
    first, second = (
        {step.id for step in journey_steps([each], EVERYTHING) if step.leg}
        for each in (TO_TOKYO, later)
    )
    assert "pumps@20260302T1300Z" in first - second
