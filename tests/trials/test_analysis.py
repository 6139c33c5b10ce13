"""What is told of results agrees with what is known of made ones."""

import re
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from soleus.trials import analysed, parse_trial, write_report
from soleus.trials.analysis import EVERYBODY, Analysis
from soleus.trials.people import known_of, people_of_unit
from soleus.trials.store import Results, open_results
from soleus.trials.trial import UNIT
from soleus.trials.unit import UnitResult
from trials.conftest import small_trial

PEOPLE = 128


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Results of which is known what they came from: arms 1 and 1.5, with an SD of 0.2."""
    trial = parse_trial(small_trial() | {"people": PEOPLE})
    kept = open_results(trial, tmp_path_factory.mktemp("made"))
    chance = np.random.default_rng(1)
    for unit in range(PEOPLE // UNIT):
        people = people_of_unit(kept.trial, unit)
        columns = [known_of(*each) for each in people]
        known = {key: [c[key] for c in columns] for key in columns[0]}
        own = chance.normal(0.0, 0.2, UNIT)
        values = np.stack([1.0 + own, 1.5 + own + chance.normal(0.0, 0.1, UNIT)])[None]
        broken = np.zeros((2, UNIT), bool)
        broken[1, 0], values[0, 1, 0] = True, np.nan
        kept.write(UnitResult(unit, known, values, broken))
    return kept


@pytest.fixture(scope="module")
def analysis(results: Results) -> Analysis:
    return analysed(results, PEOPLE)


def test_means_and_spreads_are_those_of_the_values(results: Results, analysis: Analysis) -> None:
    still, pumps = (s for s in analysis.summaries if s.group == EVERYBODY)
    values = results.values("velocity", PEOPLE)
    assert (still.n, still.broken, pumps.n, pumps.broken) == (128, 0, 126, 2)
    assert still.mean == pytest.approx(values[0].mean())
    assert still.low < 1.0 < still.high
    assert pumps.low < 1.5 < pumps.high
    assert still.p5 == pytest.approx(np.percentile(values[0], 5))


def test_the_same_people_in_both_arms_are_compared_pair_by_pair(analysis: Analysis) -> None:
    everybody = next(d for d in analysis.differences if d.group == EVERYBODY)
    assert everybody.n == 126
    assert everybody.low < 0.5 < everybody.high
    assert everybody.high - everybody.low == pytest.approx(
        2 * stats.t.ppf(0.975, 125) * 0.1 / np.sqrt(126), rel=0.2
    )  # of the difference, not of the two spreads
    assert everybody.g_low < 0.5 / 0.21 < everybody.g_high


def test_subgroups_hold_everybody_once(analysis: Analysis) -> None:
    sizes = {s.group: s.n + s.broken for s in analysis.summaries if s.arm == "still"}
    assert sum(n for name, n in sizes.items() if name.startswith("sex")) == PEOPLE
    assert sum(n for name, n in sizes.items() if name.startswith("age")) == PEOPLE


def test_the_report_says_simulated_first_and_what_it_does_not_show_last(
    results: Results, analysis: Analysis, tmp_path: Path
) -> None:
    files = {
        file.name: file.read_text() for file in write_report(results.trial, analysis, tmp_path)
    }
    drawn = {"velocity-by-sex.svg", "velocity-by-age.svg"}
    assert set(files) == {"report.html", "report.md", "arms.csv", "differences.csv"} | drawn
    assert all(f"]({name})" in files["report.md"] for name in drawn)
    assert files["report.md"].splitlines()[2].startswith("**Simulated")
    assert "whether anybody feels better" in files["report.md"]
    page = files["report.html"]
    assert page.index("Simulated") < page.index("<svg") < page.index("What this does not show")
    asks = re.findall(r"<(?:link|script|img|iframe)|src=|@import|url\((?!#)", page)
    assert not asks  # it asks nothing of anybody
    assert len(files["arms.csv"].splitlines()) == 1 + len(analysis.summaries)


def test_the_same_results_give_the_same_report(
    results: Results, analysis: Analysis, tmp_path: Path
) -> None:
    first = [file.read_bytes() for file in write_report(results.trial, analysis, tmp_path)]
    again = analysed(results, PEOPLE)
    assert [f.read_bytes() for f in write_report(results.trial, again, tmp_path)] == first
