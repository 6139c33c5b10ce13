"""How hard it was: by the pulse where the age is known, else by steps, speed, or what it was."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.conftest import BEGAN
from soleus.devices import (
    Effort,
    EffortBasis,
    Format,
    MinuteByMinute,
    Sport,
    TrackedActivity,
    WhenKnown,
    efforts,
    judge,
)


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


def told(activity: TrackedActivity, age: int | None) -> dict[Effort, float]:
    parts = efforts(activity, age)
    assert len({part.judged.effort for part in parts}) == len(parts)
    return {part.judged.effort: round(part.minutes, 1) for part in parts}


def test_ten_hard_minutes_of_an_easy_hour_count_as_hard() -> None:
    minutes = MinuteByMinute(pulse=(100,) * 25 + (150,) * 10 + (100,) * 25)
    ride = activity(
        Sport.CYCLING,
        seconds=3600.0,
        elapsed_seconds=3600.0,
        heart_rate=108.3,
        by_minute=minutes,
    )
    assert judge(ride, 40).effort is Effort.LIGHT  # by its mean it would be none of it
    # two minutes at either edge are judged with the others beside them
    assert told(ride, 40) == {Effort.LIGHT: 48, Effort.VIGOROUS: 8, Effort.MODERATE: 4}
    assert {part.judged.basis for part in efforts(ride, 40)} == {EffortBasis.HEART_RATE_BY_MINUTE}
    assert {part.judged.claims for part in efforts(ride, 40)} == {("X49", "E09")}


def test_a_red_light_ends_no_brisk_walk_and_a_pause_is_no_easy_minute() -> None:
    steps = (110,) * 10 + (60,) + (110,) * 9 + (0,) * 10
    walk = activity(moving_seconds=1200.0, by_minute=MinuteByMinute(steps=steps))
    assert told(walk, None) == {Effort.MODERATE: 20}


def test_by_the_speed_of_each_minute_where_nothing_else_tells() -> None:
    ride = activity(Sport.CYCLING, by_minute=MinuteByMinute(metres=(150,) * 15 + (300,) * 15))
    assert told(ride, None) == {Effort.MODERATE: 16, Effort.VIGOROUS: 14}
    assert told(activity(Sport.ROWING, by_minute=MinuteByMinute(metres=(300,) * 30)), None) == {
        Effort.MODERATE: 30
    }


@pytest.mark.parametrize(
    ("minutes", "why"),
    [
        (MinuteByMinute(pulse=(170,) * 5), "of 5 minutes of 30 nobody can tell"),
        (MinuteByMinute(pulse=(170,) * 90), "more minutes than there were: another activity's"),
        (MinuteByMinute(), "nothing is told"),
    ],
)
def test_the_mean_of_the_whole_counts_where_minutes_tell_too_little(
    minutes: MinuteByMinute, why: str
) -> None:
    (part,) = efforts(activity(heart_rate=120.0, by_minute=minutes), 40)
    assert (part.minutes, part.judged.basis) == (30, EffortBasis.HEART_RATE), why


@given(
    pulse=st.lists(st.integers(0, 250), max_size=60),
    seconds=st.floats(60, 3600),
    sport=st.sampled_from(list(Sport)),
)
def test_the_parts_add_up_and_none_is_a_scrap(
    pulse: list[int], seconds: float, sport: Sport
) -> None:
    given_minutes = MinuteByMinute(tuple(pulse), tuple(pulse), tuple(pulse))
    lengths = {"seconds": seconds, "elapsed_seconds": seconds}
    parts = efforts(activity(sport, by_minute=given_minutes, **lengths), 50)
    assert sum(part.minutes for part in parts) == pytest.approx(seconds / 60)
    assert all(part.minutes >= 1 - 1e-9 for part in parts)
