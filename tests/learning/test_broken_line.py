"""The broken line: what it is fitted to comes back, rhythm and wild values leave it alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.learning.broken_line import BrokenLine, Scatter, broken_line
from soleus.learning.series import Series

EXPECTED = Scatter(noise=1, noise_weight=20, rhythm=0.5, wild=2.5)

values = st.lists(st.integers(0, 10), min_size=20, max_size=40)


def daily(scores: list[float]) -> Series:
    """Return scores of one day after another."""
    return Series(tuple(range(len(scores))), tuple(float(score) for score in scores))


def fitted(scores: list[float], onset: int, expected: Scatter = EXPECTED) -> BrokenLine:
    """Return the line, where there has to be one."""
    line = broken_line(daily(scores), onset, expected)
    assert line is not None
    return line


@given(level=st.floats(0, 5), slope=st.floats(-0.3, 0.3), onset=st.integers(-1, 25))
def test_a_line_without_noise_comes_back(level: float, slope: float, onset: int) -> None:
    line = fitted([level + slope * max(day - onset, 0) for day in range(35)], onset)

    assert line.level == pytest.approx(level, abs=1e-6)
    assert line.slope == pytest.approx(slope, abs=1e-6)


@given(scores=values, onset=st.integers(-1, 12))
def test_it_is_the_generalised_least_squares_of_numerical_algebra(
    scores: list[float], onset: int
) -> None:
    line = fitted(scores, onset, replace(EXPECTED, wild=1e6))

    days = np.arange(len(scores))
    columns = np.column_stack([np.ones(len(days)), np.maximum(days - onset, 0)])
    covariance = np.eye(len(days)) + 0.25 * (days[:, None] % 7 == days % 7)
    inverse = np.linalg.inv(covariance)
    normal = np.linalg.inv(columns.T @ inverse @ columns)
    level, slope = normal @ columns.T @ inverse @ np.array(scores)
    left = np.array(scores) - columns @ [level, slope]
    own = (20 + left @ inverse @ left) / (20 + len(days) - 2)
    error = np.sqrt(normal[1, 1] * max(own, 1))

    assert line.level == pytest.approx(level, abs=1e-8)
    assert line.slope == pytest.approx(slope, abs=1e-8)
    assert line.sureness == pytest.approx(slope / error, abs=1e-8)


@given(scores=values, more=st.integers(1, 30))
def test_a_higher_level_changes_neither_slope_nor_sureness(scores: list[float], more: int) -> None:
    low, high = fitted(scores, 5), fitted([score + more for score in scores], 5)

    assert high.level == pytest.approx(low.level + more)
    assert high.slope == pytest.approx(low.slope, abs=1e-9)
    assert high.sureness == pytest.approx(low.sureness, abs=1e-7)


def test_a_working_week_that_ends_today_is_hardly_a_rise() -> None:
    scores = [4.0 if day % 7 >= 2 else 2.0 for day in range(21)]

    with_rhythm, without = fitted(scores, -1), fitted(scores, -1, replace(EXPECTED, rhythm=0))

    assert 0 < with_rhythm.sureness < without.sureness / 1.5


@given(day=st.integers(21, 34), score=st.integers(6, 10))
def test_one_bad_day_weighs_as_a_value_that_is_just_wild(day: int, score: int) -> None:
    calm = [2.0] * 35
    wild, just_wild = (
        fitted([*calm[:day], value, *calm[day + 1 :]], 13) for value in (float(score), 5.0)
    )

    assert abs(wild.slope) < 1.05 * abs(just_wild.slope)


@pytest.mark.parametrize(
    ("days", "onset"), [((), 0), ((1, 2), 0), ((1, 2, 3, 4), 4), ((1, 2, 3, 4), 9)]
)
def test_too_little_for_a_slope_gives_no_line(days: tuple[int, ...], onset: int) -> None:
    assert broken_line(Series(days, tuple(1.0 for _ in days)), onset, EXPECTED) is None
