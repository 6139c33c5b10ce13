from datetime import datetime, time
from typing import Any

import pytest
from hypothesis import given

from plan.samples import profile, profiles
from soleus.plan import SEDENTARY, Profile, Setting
from soleus.vocabulary import FaultsError


@given(profiles())
def test_a_profile_reads_back_as_it_was_kept(kept: Profile) -> None:
    assert Profile.from_dict(kept.as_dict()) == kept


def test_what_nobody_has_said_is_the_most_careful_choice() -> None:
    assert profile().current_minutes_per_day == SEDENTARY
    assert profile().moderate_minutes_per_week == 0
    assert profile().last_week_minutes is None
    assert profile().risk_factors == {}


def test_minutes_a_day_make_minutes_a_week() -> None:
    assert profile(current_minutes_per_day=12).moderate_minutes_per_week == 84


def test_every_fault_is_told_at_once_with_the_nearest_known_key() -> None:
    with pytest.raises(FaultsError) as caught:
        Profile.from_dict({"seting": "desk", "break_every_minutes": 20, "weeks_on_plan": True})
    text = str(caught.value)
    assert "unknown key 'seting'; did you mean 'setting'?" in text
    assert "'setting' is missing" in text
    assert "break_every_minutes is 20, but has to be from 30 to 60 minutes" in text
    assert "weeks_on_plan is True, but has to be a whole number" in text
    assert len(caught.value.faults) == 4


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("setting", "office"),
        ("setting", 3),
        ("timezone", "Mars/Olympus"),
        ("timezone", None),
        ("current_minutes_per_day", -1),
        ("current_minutes_per_day", "ten"),
        ("vigorous_minutes_per_week", 1.5),
        ("work_days", ["monday", "monday"]),
        ("work_days", "monday"),
        ("work_days", [{}]),
        ("wakes_at", "7 o'clock"),
        ("wakes_at", "07:00:30"),
        ("wakes_at", None),
        ("break_every_minutes", 29),
        ("break_every_minutes", 61),
        ("journey_starts_at", "2026-03-02T09:00+01:00"),
        ("journey_minutes", 5),
        ("bout_places", ["lunch"]),
        ("risk_factors", {"smokes": True}),
        ("risk_factors", {"smoker": "no"}),
        ("risk_factors", {"smoker": None}),
        ("risk_factors", ["smoker"]),
        ("last_week_minutes", -5),
    ],
)
def test_a_wrong_value_is_refused_and_named(field: str, value: Any) -> None:
    with pytest.raises(FaultsError, match=f"^{field} "):
        Profile.from_dict({"setting": "desk", field: value})


def test_a_journey_needs_its_start_and_its_length() -> None:
    with pytest.raises(FaultsError, match="a journey needs"):
        profile("journey")
    with pytest.raises(FaultsError, match="belong together"):
        profile("home", journey_minutes=300)
    start = datetime(2026, 3, 4, 9)
    kept = Profile(setting=Setting.JOURNEY, journey_starts_at=start, journey_minutes=300)
    assert kept.journey_starts_at == start


def test_work_has_to_lie_in_the_waking_day() -> None:
    with pytest.raises(FaultsError, match="must lie in the waking day"):
        profile(work_starts="06:00")
    with pytest.raises(FaultsError, match="must lie in the waking day"):
        profile(work_starts="17:00", work_ends="17:00")
    assert profile("home", work_starts="06:00").work_starts == time(6)


def test_a_day_of_three_hours_is_refused() -> None:
    with pytest.raises(FaultsError, match="8 to 22 hours awake"):
        profile(sleeps_at="10:00")


def test_a_night_worker_has_a_waking_day_too() -> None:
    night = profile(wakes_at="15:00", sleeps_at="07:00", work_starts="22:00", work_ends="06:00")
    assert night.sleeps_at == time(7)


def test_the_risk_factors_of_a_profile_cannot_be_changed_behind_its_back() -> None:
    answers = {"smoker": True}
    kept = profile(risk_factors=answers)
    answers["smoker"] = False
    assert kept.risk_factors == {"smoker": True}
