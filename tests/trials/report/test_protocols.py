"""What the people of an arm do is said in words that somebody could repeat."""

import pytest

from soleus.trials import parse_trial
from soleus.trials.report.protocols import arms_in_words, duration, read_in_words
from trials.conftest import small_trial


def test_each_arm_says_posture_movement_pace_and_time() -> None:
    trial = parse_trial(small_trial())
    assert arms_in_words(trial)[1] == (
        "60 a minute",
        "rest (supine, 10 s), pumps (supine, ankle pumps 60 a minute, 10 s)",
    )


def test_rounds_and_what_is_worn_are_said() -> None:
    table = small_trial()
    day = {"block": "day", "repeat": 4}
    table["arm"][0] |= {
        "step": [
            {"name": "rest", "posture": "supine", "seconds": 600},
            {"name": "pumps", "posture": "seated", "seconds": 7080} | day,
            {"name": "walk", "posture": "standing", "activity": "walking", "seconds": 120} | day,
        ],
        "wears": {"stockings": "class1"},
    }
    _, said = arms_in_words(parse_trial(table))[0]
    assert said == (
        "rest (supine, 10 min), then 4 times [pumps (seated, 1 h 58 min), "
        "walk (standing, walking, 2 min)]; stockings class1"
    )


def test_how_an_outcome_is_read_is_said() -> None:
    outcome = parse_trial(small_trial()).outcomes[0]
    said = read_in_words(outcome)
    for word in ("tamv_cm_s", "doppler:left_common_femoral_vein", "'pumps'", "ratio", "'rest'"):
        assert word in said


@pytest.mark.parametrize(
    ("seconds", "said"), [(60, "60 s"), (90, "90 s"), (120, "2 min"), (28800, "8 h")]
)
def test_times_are_said_as_people_say_them(seconds: float, said: str) -> None:
    assert duration(seconds) == said
