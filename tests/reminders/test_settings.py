"""Settings: as they were after a trip through JSON, and every fault said at once."""

from datetime import datetime, time

import pytest
from hypothesis import given

from reminders.situations import asked
from soleus.reminders import Flight, InvalidRemindersError, ReminderSettings

FLIGHT = Flight(
    datetime(2026, 3, 7, 10), "Europe/Berlin", datetime(2026, 3, 7, 13), "America/New_York"
)


@given(asked())
def test_settings_are_the_same_after_a_trip_through_json(settings: ReminderSettings) -> None:
    assert ReminderSettings.from_dict(settings.as_dict()) == settings


def test_a_flight_is_the_same_after_a_trip_through_json() -> None:
    settings = ReminderSettings(flights=(FLIGHT,))
    assert ReminderSettings.from_dict(settings.as_dict()) == settings
    assert (FLIGHT.ends - FLIGHT.starts).total_seconds() == 9 * 3600


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"interval_minutes": 29}, "from 30 to 60 minutes"),
        ({"interval_minutes": 61}, "from 30 to 60 minutes"),
        ({"interval_minutes": "x"}, "Interval: has to be a whole number"),
        ({"intervall": 40}, "did you mean 'interval_minutes'?"),
        ({"mode": "dek"}, "did you mean 'desk'?"),
        ({"days": ["sunday", "noday"]}, "'noday' is not known"),
        ({"days": []}, "at least one day"),
        ({"starts": "9 o'clock"}, "has to be a time such as 09:30"),
        ({"starts": "17:00"}, "have to end at another time"),
        ({"quiet_ends": None}, "both a start and an end"),
        ({"mode": "bed", "quiet_starts": None, "quiet_ends": None}, "so that you can sleep"),
        ({"zone": "Berlin"}, "write one such as Europe/Berlin"),
        ({"away_minutes": 0}, "from 1 to 30 minutes on"),
        ({"flights": [{**FLIGHT.as_dict(), "arrives_zone": "X"}]}, "'X' is no time zone"),
        (
            {"flights": [{**FLIGHT.as_dict(), "arrives": "2026-03-07T01:00"}]},
            "land after it leaves",
        ),
        ({"flights": [{"departs": "soon"}]}, "needs both times"),
        ({"is_on": "yes"}, "has to be true or false"),
    ],
)
def test_what_cannot_be_is_refused(given: dict[str, object], says: str) -> None:
    with pytest.raises(InvalidRemindersError) as refused:
        ReminderSettings.from_dict(given)
    assert says in str(refused.value)


def test_every_fault_is_said_at_once() -> None:
    with pytest.raises(InvalidRemindersError) as refused:
        ReminderSettings(interval_minutes=1, away_minutes=99, days=(), zone="?")
    assert len(refused.value.faults) == 4


def test_nobody_is_reminded_who_did_not_ask_and_nights_are_quiet() -> None:
    usual = ReminderSettings()
    assert not usual.is_on
    assert (usual.quiet_starts, usual.quiet_ends) == (time(22), time(7))
