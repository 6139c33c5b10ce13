"""Particles end where exact sums say, and those that nothing was measured of stay as they were."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest, norm

from soleus.circulation.ensemble.temper import temper

N = 2048


def start(seed: int, dimensions: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((N, dimensions))


@pytest.mark.parametrize("sd", [0.1, 0.5, 2.0])
def test_a_linear_measurement_gives_the_posterior_of_the_formula(sd: float) -> None:
    weights, value = np.array([1.0, 2.0, 0.0, -1.0]), 3.0

    def likelihood(x: np.ndarray) -> np.ndarray:
        return np.asarray(-0.5 * ((x @ weights - value) / sd) ** 2)

    found = temper(likelihood, start(1, 4), np.random.default_rng(2)).particles
    gain = weights / (weights @ weights + sd**2)
    covariance = np.eye(4) - np.outer(gain, weights)
    assert np.allclose(found.mean(axis=0), gain * value, atol=0.1)
    assert np.allclose(np.cov(found.T), covariance, atol=0.1)


def test_two_ways_to_have_been_measured_are_both_kept() -> None:
    """What was measured does not say the sign: half of the particles have each."""

    def likelihood(x: np.ndarray) -> np.ndarray:
        return np.asarray(-0.5 * ((np.abs(x[:, 0]) - 1.5) / 0.1) ** 2)

    found = temper(likelihood, start(3, 6), np.random.default_rng(4)).particles[:, 0]
    assert 0.42 < (found > 0).mean() < 0.58
    assert abs(np.abs(found).mean() - 1.5) < 0.05


def test_what_a_measurement_says_nothing_of_stays_a_normal_score() -> None:
    def likelihood(x: np.ndarray) -> np.ndarray:
        return np.asarray(-0.5 * ((x[:, 0] - 1.0) / 0.2) ** 2)

    found = temper(likelihood, start(5, 3), np.random.default_rng(6)).particles
    for column in found[:, 1:].T:
        # Resampled particles share ancestors, so the test of independent draws is held loosely.
        assert kstest(column, norm.cdf).statistic < 0.06


def test_a_far_measurement_is_reached_by_stages() -> None:
    def likelihood(x: np.ndarray) -> np.ndarray:
        return np.asarray(-0.5 * ((x[:, 0] - 5.0) / 0.1) ** 2)

    found = temper(likelihood, start(7, 10), np.random.default_rng(8))
    assert found.stages > 3
    assert abs(found.particles[:, 0].mean() - 5.0 / 1.01) < 0.05


@given(seed=st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_nothing_measured_moves_nobody(seed: int) -> None:
    before = start(seed, 4)
    found = temper(lambda x: np.zeros(len(x)), before, np.random.default_rng(seed))
    assert found.stages == 0
    assert (found.particles == before).all()
