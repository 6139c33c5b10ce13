"""How hard it was: by the pulse where the age is known, else by steps, speed, or what it was."""

from typing import Any

import pytest

from devices.conftest import BEGAN
from soleus.devices import Effort, EffortBasis, Format, Sport, TrackedActivity, WhenKnown, judge


def activity(sport: Sport = Sport.WALKING, **values: Any) -> TrackedActivity:
    length = {"seconds": 1800.0, "elapsed_seconds": 1800.0, "format": Format.FIT}
    return TrackedActivity(sport, "", BEGAN, WhenKnown.MOMENT, **{**length, **values})


@pytest.mark.parametrize(
    ("beats", "effort"),
    [(114, Effort.LIGHT), (116, Effort.MODERATE), (138, Effort.MODERATE), (139, Effort.VIGOROUS)],
)
def test_the_pulse_counts_by_the_age(beats: int, effort: Effort) -> None:
    judged = judge(activity(heart_rate=beats), age=40)
    assert (judged.effort, judged.basis, judged.claims) == (
        effort,
        EffortBasis.HEART_RATE,
        ("X49",),
    )


def test_without_an_age_the_pulse_tells_nothing() -> None:
    judged = judge(activity(heart_rate=150, steps=3100), age=None)
    assert (judged.effort, judged.basis) == (Effort.MODERATE, EffortBasis.CADENCE)


@pytest.mark.parametrize(
    ("steps", "effort"),
    [(2900, Effort.LIGHT), (3000, Effort.MODERATE), (3900, Effort.VIGOROUS)],
)
def test_steps_a_minute_count_on_foot(steps: int, effort: Effort) -> None:
    assert judge(activity(steps=steps), None).effort is effort
    assert judge(activity(Sport.CYCLING, steps=steps), None).basis is EffortBasis.KIND


def test_speed_counts_over_the_time_in_movement() -> None:
    slow = judge(activity(distance_m=2000), None)
    rested = judge(activity(distance_m=2000, moving_seconds=1200), None)
    assert (slow.effort, slow.basis) == (Effort.LIGHT, EffortBasis.SPEED)
    assert rested.effort is Effort.MODERATE


@pytest.mark.parametrize("sport", list(Sport))
def test_every_activity_counts_as_something(sport: Sport) -> None:
    judged = judge(activity(sport), None)
    assert judged.basis is EffortBasis.KIND
    assert judge(activity(Sport.STRENGTH_TRAINING, heart_rate=170), 40).effort is Effort.STRENGTH
