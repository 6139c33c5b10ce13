"""A spread keeps its bounds, rises with the part of people, and has the moments of its cut."""

from math import exp, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import lognorm, norm

from soleus.circulation.population.spread import CutNormal, Spread
from soleus.vocabulary import FaultsError

PARTS = st.floats(0.0, 1.0)


@st.composite
def cuts(draw: st.DrawFn) -> CutNormal:
    mean = draw(st.floats(0.5, 200.0))
    sd = mean * draw(st.floats(0.01, 0.6))
    least = mean * draw(st.floats(0.1, 0.95))
    most = mean * draw(st.floats(1.05, 4.0))
    return CutNormal(mean, sd, least, most, draw(st.booleans()))


@given(cuts(), PARTS)
def test_no_value_lies_outside_its_bounds(cut: CutNormal, part: float) -> None:
    assert cut.least <= cut.quantile(part) <= cut.most


@given(cuts(), PARTS, PARTS)
def test_values_rise_with_the_part_of_people(cut: CutNormal, a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert cut.quantile(low) <= cut.quantile(high)


@given(cuts())
def test_the_ends_of_the_bounds_are_no_spikes(cut: CutNormal) -> None:
    # Of what was cut off nothing is moved onto the bounds: a tenth of people lies in any tenth.
    inner = [cut.quantile(p) for p in (0.1, 0.5, 0.9)]
    assert cut.least < inner[0] < inner[1] < inner[2] < cut.most


@pytest.mark.parametrize("is_log", [False, True])
def test_an_uncut_distribution_has_its_mean_and_sd(is_log: bool) -> None:
    cut = CutNormal(10.0, 2.0, 1.0, 60.0, is_log)
    mean = quad(cut.quantile, 0.0, 1.0, limit=200)[0]
    square = quad(lambda p: cut.quantile(p) ** 2, 0.0, 1.0, limit=200)[0]
    assert mean == pytest.approx(10.0, rel=1e-3)
    assert (square - mean**2) ** 0.5 == pytest.approx(2.0, rel=5e-3)


@given(cuts(), st.floats(0.001, 0.999))
def test_quantiles_are_those_of_the_cut_distribution(cut: CutNormal, part: float) -> None:
    width = sqrt(log(1.0 + (cut.sd / cut.mean) ** 2))
    whole = (
        lognorm(width, scale=cut.mean * exp(-(width**2) / 2.0))
        if cut.is_log
        else norm(cut.mean, cut.sd)
    )
    low, high = whole.cdf(cut.least), whole.cdf(cut.most)
    assert whole.cdf(cut.quantile(part)) == pytest.approx(low + part * (high - low), abs=1e-6)


def test_a_spread_can_differ_by_sex_and_widen_with_age() -> None:
    spread = Spread(
        "x", "normal", 2.0, 0.0, 99.0, "here", "assumed: a test", mean=10.0, female_mean=8.0,
        sd_by_age=((20.0, 1.0), (60.0, 2.0)), of="bmi",
    )  # fmt: skip
    assert spread.at(40, "female").mean == 8.0
    assert spread.at(40, "male").sd == pytest.approx(3.0)
    assert spread.at(90, "male").sd == pytest.approx(4.0)


def test_every_fault_of_a_spread_is_named() -> None:
    with pytest.raises(FaultsError) as caught:
        Spread(
            "x", "normal", 1.0, 0.0, 2.0, "here", "assumed: a test",
            numbers=("no_such_number",), of="bmi", sd_by_age=((60.0, 1.0), (20.0, 1.0)),
        )  # fmt: skip
    assert len(caught.value.faults) == 3
