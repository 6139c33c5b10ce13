"""What a trial simulated is held beside what was measured, and where it differs is said so."""

from math import sqrt
from typing import Any

import pytest
from scipy import stats

from soleus.trials import parse_trial
from soleus.trials.analysis import EVERYBODY, Analysis, ArmSummary
from soleus.trials.report.beside import Study, agreement, short, studies
from trials.conftest import small_trial

LI = "Li T, Yang S, Hu F. Clinical Hemorheology 2020;76(1):111-120: Effects of ankle pumps"
BASE = {"outcome": "velocity", "arm": "still", "source": LI}


def found(mean: float, sd: float, /, *, of: str = EVERYBODY, **published: Any) -> list[Study]:
    """Return one published result beside the simulated mean of 100 people."""
    half = float(stats.t.ppf(0.975, 99)) * sd / 10.0
    ends = (mean - half, mean + half, mean - 2 * sd, mean + 2 * sd)
    simulated = ArmSummary("velocity", of, "still", 100, 0, mean, sd, *ends)
    trial = parse_trial(small_trial() | {"published": [BASE | published]})
    return studies(trial, Analysis(100, (simulated,), ()))


def test_the_interval_of_the_difference_is_welchs() -> None:
    row = found(27.0, 12.0, mean=34.0, sd=9.0, people=30)[0].rows[0]
    assert row.difference == pytest.approx(-7.0)
    # SciPy's own test of the same summaries is certain just where the interval ends.
    p = stats.ttest_ind_from_stats(27.0 - row.high, 12.0, 100, 34.0, 9.0, 30, equal_var=False)
    assert p.pvalue == pytest.approx(0.05, abs=1e-6)
    assert row.high - row.low > 2 * 1.96 * sqrt(12.0**2 / 100 + 9.0**2 / 30)


def test_a_model_that_lies_lower_is_said_to() -> None:
    assert agreement(found(27.0, 12.0, mean=34.0, sd=9.0, people=30)) == [
        "velocity against Li 2020: still: \N{MINUS SIGN}21 %, the model is lower"
    ]


def test_what_chance_alone_could_do_is_not_called_a_difference() -> None:
    assert agreement(found(33.0, 12.0, mean=34.0, sd=9.0, people=30)) == [
        "velocity against Li 2020: still: \N{MINUS SIGN}3 %, not told apart"
    ]


def test_of_a_study_without_a_spread_the_interval_is_the_simulated_one_and_that_is_told() -> None:
    study = found(27.0, 12.0, mean=34.0)[0]
    row = study.rows[0]
    assert row.simulated is not None
    assert row.low == pytest.approx(row.simulated.low - 34.0)
    assert "no SD was printed" in study.notes[0]


def test_a_result_of_a_subgroup_is_held_beside_that_subgroup() -> None:
    women = "sex female"
    assert found(1.0, 0.1, of=women, mean=1.0, group=women)[0].rows[0].simulated is not None
    assert found(1.0, 0.1, of=women, mean=1.0)[0].rows[0].simulated is None


def test_another_reading_is_told_and_not_compared() -> None:
    study = found(1.0, 0.1, note="Another reading.")[0]
    assert not study.compared
    assert study.notes == ("velocity, still: Another reading.",)
    assert agreement([study]) == []


@pytest.mark.parametrize(
    ("cited", "called"),
    [
        (LI, "Li 2020"),
        ("Winkel J, Jorgensen K. 1986, Ergonomics 29:313-328", "Winkel 1986"),
        ("Oxygen of the raised foot (abstract)", "Oxygen of the raised foot (abstract)"),
    ],
)
def test_a_study_goes_by_its_first_author_and_year(cited: str, called: str) -> None:
    assert short(cited) == called
