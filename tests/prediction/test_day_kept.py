"""The kept legs are those of this model, and close to the whole simulation."""

import tomllib
from itertools import pairwise

import pytest

from soleus.circulation import model_fingerprint, sample
from soleus.prediction import PeopleOfADay
from soleus.prediction.day_fit import errors, short_legs
from soleus.prediction.day_kept import POPULATION, SEED, nine_of_ten, written
from soleus.prediction.day_legs import Sitting, swellings
from soleus.prediction.day_people import people_in_general
from soleus.prediction.day_ways import steps
from soleus.reminders.breaks import breaks
from soleus.reminders.settings import Mode

CLOSE = 0.03
"""What short legs may be off before any break of a day [% of the foot's volume]."""


def test_the_kept_legs_are_those_of_this_model() -> None:
    stale = "run python -m soleus.prediction.day_kept"
    assert people_in_general().fingerprint == model_fingerprint(), stale


def test_what_is_written_is_read_again() -> None:
    kept = people_in_general()
    text = written(kept.legs, kept.errors, kept.fingerprint)
    assert PeopleOfADay.from_dict(tomllib.loads(text)) == kept


def test_a_new_fit_gives_the_kept_legs_and_is_close_to_the_whole_simulation() -> None:
    people = sample(POPULATION, 2, SEED)
    legs = short_legs(people, {"seated": ["walking"]})
    for new, kept in zip(legs, people_in_general().legs, strict=False):
        day = [Sitting("seated", 43.0, "walking")] * 10
        both = zip(swellings(new, day), swellings(kept, day), strict=True)
        assert all(a == pytest.approx(b, abs=CLOSE) for a, b in both)
    assert max(errors(people, legs, "seated", "walking")) < CLOSE


def test_what_is_lost_is_kept_for_every_break_and_small() -> None:
    known = people_in_general().errors
    assert set(known) == {f"{p}/{a}" for p, each in steps()["breaks"].items() for a in each}
    assert max(known.values()) < CLOSE


def test_every_break_of_the_reminders_is_simulated() -> None:
    for mode, posture in steps()["postures"].items():
        asked = {each.activity.value for each in breaks()[Mode(mode)].breaks}
        assert asked == set(steps()["breaks"][posture]) or asked < set(steps()["breaks"][posture])


def test_feet_swell_more_the_longer_somebody_sits_and_less_with_breaks() -> None:
    for legs in people_in_general().legs:
        for posture, activities in steps()["breaks"].items():
            still = list(swellings(legs, [Sitting(posture, 60.0)] * 8))
            assert all(a < b for a, b in pairwise(still))
            for activity in activities:
                day = [Sitting(posture, 58.0, activity)] * 8
                assert list(swellings(legs, day))[-1] < still[-1]


def test_nine_of_ten_do_not_pass_it() -> None:
    assert nine_of_ten([float(n) for n in range(1, 11)]) == 9.0
    assert nine_of_ten([5.0]) == 5.0
