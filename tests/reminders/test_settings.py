"""Settings: as they were after a trip through JSON, and every fault said at once."""

from datetime import datetime, time

import pytest
from hypothesis import given

from reminders.situations import settings
from soleus.language import use
from soleus.reminders import ReminderSettings, limits
from soleus.reminders.flight import Flight
from soleus.vocabulary import FaultsError

FLIGHT = Flight(
    datetime(2026, 3, 7, 10), "Europe/Berlin", datetime(2026, 3, 7, 13), "America/New_York"
)


@given(settings())
def test_settings_are_the_same_after_a_trip_through_json(kept: ReminderSettings) -> None:
    assert ReminderSettings.from_dict(kept.as_dict()) == kept


def test_a_flight_is_the_same_after_a_trip_through_json() -> None:
    settings = ReminderSettings(flights=(FLIGHT,))
    assert ReminderSettings.from_dict(settings.as_dict()) == settings
    assert (FLIGHT.ends - FLIGHT.starts).total_seconds() == 9 * 3600


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"interval_minutes": 29}, "from 30 to 60 minutes"),
        ({"interval_minutes": 61}, "from 30 to 60 minutes"),
        ({"interval_minutes": "x"}, "interval_minutes is 'x', but has to be a whole number"),
        ({"intervall": 40}, "did you mean 'interval_minutes'?"),
        ({"mode": "dek"}, "did you mean 'desk'?"),
        ({"days": ["sunday", "noday"]}, "days 2: is 'noday'"),
        ({"days": []}, "at least one day"),
        ({"starts": "9 o'clock"}, "has to be a time of day in whole minutes, as 07:30"),
        ({"starts": "17:00"}, "have to end at another time"),
        ({"quiet_ends": None}, "both a start and an end"),
        ({"mode": "bed", "quiet_starts": None, "quiet_ends": None}, "so that you can sleep"),
        ({"zone": "Berlin"}, "has to name a time zone, as Europe/London"),
        ({"away_minutes": 0}, "from 1 to 30 minutes"),
        ({"flights": [{**FLIGHT.as_dict(), "arrives_zone": "X"}]}, "1: arrives_zone is 'X', but"),
        (
            {"flights": [{**FLIGHT.as_dict(), "arrives": "2026-03-07T01:00"}]},
            "land after it leaves",
        ),
        (
            {"flights": [{"departs": "soon"}]},
            "departs is 'soon', but has to be",
        ),
        ({"is_on": "yes"}, "has to be true or false"),
    ],
)
def test_what_cannot_be_is_refused(given: dict[str, object], says: str) -> None:
    with pytest.raises(FaultsError) as refused:
        ReminderSettings.from_dict(given)
    assert says in str(refused.value)


def test_every_fault_is_said_at_once() -> None:
    with pytest.raises(FaultsError) as refused:
        ReminderSettings(interval_minutes=1, away_minutes=99, zone="?")
    assert len(refused.value.faults) == 3
    with pytest.raises(FaultsError) as refused:
        ReminderSettings(days=(), ends=time(9), quiet_ends=None)
    assert len(refused.value.faults) == 3


def test_faults_are_said_in_the_language_of_the_reader() -> None:
    lands_too_early = {**FLIGHT.as_dict(), "arrives": "2026-03-07T01:00"}
    with use("de"), pytest.raises(FaultsError) as refused:
        ReminderSettings.from_dict({"interval_minutes": 20, "flights": [lands_too_early]})
    assert refused.value.faults == (
        "Abstand: ist 20, möglich ist 30 bis 60 Minuten",
        "Flüge: 1: ein Flug muss nach dem Abflug ankommen; prüfen Sie beide Zeiten und Zeitzonen",
    )


def test_the_usual_interval_and_absence_stand_with_the_limits() -> None:
    usual = ReminderSettings()
    assert (usual.interval_minutes, usual.away_minutes) == (
        limits().interval_usual,
        limits().away_usual,
    )


def test_nobody_is_reminded_who_did_not_ask_and_nights_are_quiet() -> None:
    usual = ReminderSettings()
    assert not usual.is_on
    assert (usual.quiet_starts, usual.quiet_ends) == (time(22), time(7))
