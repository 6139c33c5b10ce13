"""Quiet hours in the air: by the clock of departure until half-way, then by that of the landing."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from soleus.reminders import (
    Mode,
    Opening,
    ReminderSettings,
    Situation,
    reminder_card,
)
from soleus.reminders.flight import Flight
from soleus.reminders.schedule import Slot, slots_ahead
from soleus.vocabulary import Activity, FaultsError

ALL_OPEN = Opening(dict.fromkeys(Activity, datetime(2027, 1, 1, tzinfo=UTC)))
ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Asia/Tokyo",
    "Pacific/Honolulu",
    "Pacific/Auckland",
    "Asia/Kathmandu",
]


def flight(departs: str, departs_zone: str, arrives: str, arrives_zone: str) -> Flight:
    return Flight(
        datetime.fromisoformat(departs), departs_zone, datetime.fromisoformat(arrives), arrives_zone
    )


def on_board(leg: Flight, at: datetime | None = None) -> Situation:
    asked = ReminderSettings(is_on=True, mode=Mode.TRAVEL, interval_minutes=30, flights=(leg,))
    return Situation(asked, ZoneInfo("UTC"), at or leg.starts)


def slots(leg: Flight) -> list[Slot]:
    return list(slots_ahead(on_board(leg), leg.ends))


def times(leg: Flight) -> list[str]:
    return [f"{slot.at:%H:%M}" for slot in slots(leg)]


TO_TOKYO = flight("2026-03-02T13:00", "Europe/Berlin", "2026-03-03T08:00", "Asia/Tokyo")


def test_eastward_the_night_of_the_landing_begins_half_way() -> None:
    # in the air from 12:00 to 23:00 UTC; from 17:30 on it is night by the clock of Tokyo
    found = times(TO_TOKYO)
    assert found[0] == "12:30"
    assert "17:00" in found
    assert not [each for each in found if "17:30" <= each < "22:00"]
    assert found[-1] == "22:30"


def test_a_break_is_told_by_the_clock_that_counts_then() -> None:
    before = reminder_card(on_board(TO_TOKYO), ALL_OPEN).next
    assert before is not None
    assert before.why.startswith("13:30, because your flight leaves at 13:00")
    late = datetime(2026, 3, 2, 22, 0, 1, tzinfo=UTC)
    after = reminder_card(on_board(TO_TOKYO, late), ALL_OPEN).next
    assert after is not None
    assert f"{after.at:%a %H:%M %Z}" == "Tue 07:30 JST"
    assert after.why.startswith("07:30, because")


def test_over_the_date_line_a_flight_lands_earlier_by_the_clock_than_it_left() -> None:
    leg = flight("2026-03-03T17:00", "Asia/Tokyo", "2026-03-03T05:00", "Pacific/Honolulu")
    found = slots(leg)  # from 08:00 to 15:00 UTC; half-way it is half past one at night there
    assert leg.ends - leg.starts == timedelta(hours=7)
    assert max(slot.at for slot in found) < leg.half_way
    west = flight("2026-03-02T21:00", "America/Los_Angeles", "2026-03-04T07:45", "Pacific/Auckland")
    assert times(west) == ["05:30", "18:30"]  # UTC: nine in the evening there, and morning here


@pytest.mark.parametrize(
    ("leg", "expected"),
    [
        # New York puts its clocks forward while the plane is on its way
        (
            flight("2026-03-07T20:00", "America/New_York", "2026-03-08T08:00", "Europe/London"),
            ["01:30", "02:00", "02:30", "07:30"],
        ),
        # and Berlin does so before it lands: seven by the new clock is 05:00 UTC
        (
            flight("2026-03-28T20:00", "America/New_York", "2026-03-29T08:00", "Europe/Berlin"),
            ["00:30", "01:00", "01:30", "05:30"],
        ),
        # in autumn the hour comes twice: seven is 06:00 UTC
        (
            flight("2026-10-24T20:00", "America/New_York", "2026-10-25T08:00", "Europe/Berlin"),
            ["00:30", "01:00", "01:30", "06:30"],
        ),
    ],
)
def test_a_change_of_the_clocks_on_the_way_is_followed(leg: Flight, expected: list[str]) -> None:
    assert times(leg) == expected


def is_quiet(local: time) -> bool:
    return local >= time(22) or local < time(7)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)),
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.integers(40, 24 * 60),
)
def test_no_break_in_the_air_is_quiet_by_the_clock_that_counts(
    departs: datetime, departs_zone: str, arrives_zone: str, minutes: int
) -> None:
    departs = departs.replace(second=0, microsecond=0)
    starts = departs.replace(tzinfo=ZoneInfo(departs_zone)).astimezone(UTC)
    arrives = (starts + timedelta(minutes=minutes)).astimezone(ZoneInfo(arrives_zone))
    try:
        leg = Flight(departs, departs_zone, arrives.replace(tzinfo=None), arrives_zone)
    except FaultsError:  # an hour that exists twice, or not at all
        reject()
    assume(leg.starts == starts)
    found = slots(leg)
    for slot in found:
        zone = ZoneInfo(departs_zone if slot.at < leg.half_way else arrives_zone)
        assert slot.window.zone_at(slot.at) == zone
        assert not is_quiet(slot.at.astimezone(zone).time())
    awake = [
        at
        for at in (starts + timedelta(minutes=n) for n in range(minutes))
        if not is_quiet(
            at.astimezone(ZoneInfo(departs_zone if at < leg.half_way else arrives_zone)).time()
        )
    ]
    assert bool(found) or len(awake) <= 4 * 30, "who is awake for two hours is reminded"
