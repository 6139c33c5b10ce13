"""The emulator belongs to the model that stands, and lies from it as far as it says."""

import numpy as np
import pytest

from soleus.circulation import Known
from soleus.circulation.data import read_data
from soleus.circulation.ensemble.battery import READINGS, read_people
from soleus.circulation.ensemble.bodies import people_of
from soleus.circulation.ensemble.emulator import emulator, feature_names, features, mirrored, unlike
from soleus.circulation.ensemble.fingerprint import model_fingerprint
from soleus.circulation.ensemble.prior import Prior, dimensions
from soleus.circulation.ensemble.space import Crowd
from soleus.circulation.ensemble.train import error_law, regress, trained_on

KEPT = read_data("ensemble/emulator")
FROM_HOME = ("arm_systolic", "arm_diastolic", "left_index", "swelling_4h")
"""Readings by which people are fitted: here the emulator's error adds to that of measuring."""


@pytest.fixture(scope="module")
def adults() -> Crowd:
    """Twenty-four adults whom the emulator has never seen."""
    scores = np.random.default_rng(77).standard_normal((24, dimensions()))
    return Prior.of(Known()).crowd(scores)


def test_it_was_trained_on_the_model_that_stands() -> None:
    """Else run `python -m soleus.circulation.ensemble.train FOLDER` (half an hour of one core)."""
    assert KEPT["fingerprint"] == model_fingerprint()


def test_every_reading_can_be_foretold() -> None:
    left = {r.name for r in READINGS if not r.name.startswith("right_")}
    assert set(KEPT["reading"]) == left
    assert all(table["sd"] > 0.0 for table in KEPT["reading"].values())


def test_it_lies_from_people_it_has_not_seen_as_far_as_it_says(adults: Crowd) -> None:
    read = read_people(people_of(adults))
    for name in (*FROM_HOME, "femoral_gain_60", "toe_raised", "foot_vein_raises"):
        foretold = emulator(name)
        truth = np.log(read[name]) if foretold.is_log[0] else read[name]
        far = (truth - foretold.of(adults)[name]) / foretold.errors(adults)[name]
        assert np.median(np.abs(far)) < 1.2, name
        assert np.mean(np.abs(far) > 3.0) < 0.1, name


@pytest.mark.parametrize("name", FROM_HOME)
def test_its_error_is_small_beside_how_people_differ(name: str) -> None:
    assert KEPT["reading"][name]["explained"] > 0.93


def test_the_right_leg_is_the_left_of_the_mirrored_body(adults: Crowd) -> None:
    names, there = feature_names(), features(mirrored(adults))
    here = features(adults)
    for i, name in enumerate(names):
        other = name.replace("left", "rIght").replace("right", "left").replace("rIght", "right")
        assert np.allclose(there[i], here[names.index(other)]), name
    assert np.allclose(features(mirrored(mirrored(adults))), here)


def test_a_law_that_is_a_sum_of_products_is_found() -> None:
    rng = np.random.default_rng(3)
    x = np.column_stack([np.ones(600), rng.standard_normal((600, 60))])
    y = 2.0 + 3.0 * x[:, 7] - 1.5 * x[:, 30] + 0.05 * rng.standard_normal(600)
    seen = np.arange(600) < 450
    labels = ["1", *(f"f{i}" for i in range(1, 61))]
    found = regress("law", False, x, y, seen, labels)
    assert found.terms["f7"] == pytest.approx(3.0, abs=0.05)
    assert found.terms["f30"] == pytest.approx(-1.5, abs=0.05)
    assert found.sd < 0.07


def test_the_law_of_errors_says_who_is_harder_to_foretell() -> None:
    crowd, rng = trained_on(5, 1500), np.random.default_rng(4)
    law = np.array([-4.0, 0.5, 1.5, 0.0, 1.0])
    miss = rng.standard_normal(len(crowd)) * np.exp(0.5 * law @ unlike(crowd))
    assert error_law(miss, crowd) == pytest.approx(tuple(law), abs=0.45)
    scaled = miss / np.exp(0.5 * np.array(error_law(miss, crowd)) @ unlike(crowd))
    assert np.mean(scaled**2) == pytest.approx(1.0, abs=0.05)


def test_the_same_part_trains_on_the_same_people() -> None:
    once, again = trained_on(3, 5), trained_on(3, 5)
    assert all((getattr(once, n) == getattr(again, n)).all() for n in Crowd.__slots__)
