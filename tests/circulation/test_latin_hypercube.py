"""Numbers of the model drawn from priors: spread evenly, within bounds, the same by seed."""

import pytest
from scipy.stats import norm

from soleus.circulation import ExperimentError, draw_numbers, listed_numbers


def test_each_part_of_a_prior_is_drawn_from_once() -> None:
    sets = draw_numbers({"P_set": norm(90, 5), "h_gain": None}, 50, seed=3)
    parts = sorted(int(50 * norm(90, 5).cdf(each["P_set"])) for each in sets)
    assert parts == list(range(50))
    number = listed_numbers()["h_gain"]
    assert all(number.low <= each["h_gain"] <= number.high for each in sets)
    assert sets == draw_numbers({"P_set": norm(90, 5), "h_gain": None}, 50, seed=3)
    assert sets != draw_numbers({"P_set": norm(90, 5), "h_gain": None}, 50, seed=4)


def test_a_prior_is_cut_at_the_bounds() -> None:
    low, high = listed_numbers()["h_gain"].low, listed_numbers()["h_gain"].high
    values = [each["h_gain"] for each in draw_numbers({"h_gain": norm(high, 1.0)}, 20, seed=1)]
    assert low <= min(values) < max(values) <= high


@pytest.mark.parametrize(
    ("priors", "n", "told"),
    [
        ({"h_gian": None}, 5, "did you mean 'h_gain'"),
        ({"h_gain": norm(1e6, 1.0)}, 5, "nothing within"),
        ({"h_gain": None}, 0, "whole number"),
    ],
)
def test_priors_of_nothing_are_refused(priors: dict[str, None], n: int, told: str) -> None:
    with pytest.raises(ExperimentError, match=told):
        draw_numbers(priors, n, seed=1)
