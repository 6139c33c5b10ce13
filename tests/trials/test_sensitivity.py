"""What moves an outcome is found again in made runs, and taken up after a stop."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from distributed import LocalCluster

from soleus.trials import parse_trial, run_sensitivities, write_report
from soleus.trials.analysis import Analysis
from soleus.trials.design import designed_people, designed_trial, properties_of, rows_of, varied
from soleus.trials.engine import LOOPBACK
from soleus.trials.people import known_of
from soleus.trials.sensitivity import SensitivityAnalysis
from soleus.trials.trial import UNIT, Trial
from soleus.trials.unit import UnitResult
from trials.conftest import small_trial

ASKED = {"outcome": "velocity", "arm": "60 a minute", "against": "still"}
SCREENED = ASKED | {"method": "morris", "base": 8}
SHARED = ASKED | {
    "method": "sobol",
    "base": 64,
    "properties": ["calf_strength", "haematocrit", "lymph"],
}


def made_unit(trial: Trial, unit: int) -> UnitResult:
    """Return a unit in which the second arm has strength, and a tenth of it for the blood."""
    people = list(designed_people(trial, unit))
    columns = [known_of(*each) for each in people]
    strength = np.array([column["calf_strength"] for column in columns])
    blood = np.array([person.own["haematocrit"] for person, _ in people])
    first = np.full(UNIT, 5.0)
    values = np.stack([first, first + strength + 0.4 * blood])[None]
    known = {key: [column[key] for column in columns] for key in columns[0]}
    return UnitResult(unit, known, values, np.zeros((2, UNIT), bool))


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """A cluster in this process, whose workers run what a test puts in the model's place."""
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=LOOPBACK
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture(scope="module")
def asked() -> Iterator[Trial]:
    """A trial of which two things are asked, its runs made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("soleus.trials.engine.run_unit", made_unit)
        yield parse_trial(
            small_trial() | {"population": [{"of": "healthy"}], "sensitivity": [SCREENED, SHARED]}
        )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the analyses that nobody stopped."""
    return tmp_path_factory.mktemp("whole")


@pytest.fixture(scope="module")
def found(asked: Trial, whole: Path, scheduler: str) -> list[SensitivityAnalysis]:
    return list(run_sensitivities(asked, whole, scheduler=scheduler))


def _bytes(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_what_moves_an_outcome_is_found_by_both_methods(found: list[SensitivityAnalysis]) -> None:
    screened, shared = found
    assert [e.varied for e in screened.effects[:2]] == ["calf_strength", "haematocrit"]
    assert all(
        e.mu_star == pytest.approx(0.0, abs=1e-9)
        for e in screened.effects[2:]
        if e.varied not in ("age", "sex")
    )
    strength, blood, nothing = shared.effects
    assert (strength.varied, blood.varied) == ("calf_strength", "haematocrit")
    ratio = (0.4 * 0.065 / 0.2) ** 2  # of the two variances, by the published spreads
    assert strength.st == pytest.approx(1 / (1 + ratio), abs=0.05)
    assert strength.s1 == pytest.approx(strength.st, abs=0.05)  # nothing acts by way of another
    assert blood.st == pytest.approx(ratio / (1 + ratio), abs=0.02)
    assert nothing.st == pytest.approx(0.0, abs=1e-6)


def test_an_analysis_that_was_stopped_is_taken_up_and_ends_in_the_same_bytes(
    asked: Trial, found: list[SensitivityAnalysis], whole: Path, tmp_path: Path, scheduler: str
) -> None:
    stopped: list[int] = []

    def stop(progress: Any) -> None:
        if progress.done >= UNIT and not stopped:
            stopped.append(progress.done)
            raise KeyboardInterrupt

    out = tmp_path / "stopped"
    with pytest.raises(KeyboardInterrupt):
        list(run_sensitivities(asked, out, scheduler=scheduler, told=stop))
    taken_up: list[int] = []
    again = list(
        run_sensitivities(
            asked, out, scheduler=scheduler, told=lambda progress: taken_up.append(progress.done)
        )
    )
    assert taken_up[0] >= UNIT  # what was there was not done again
    assert again == found
    assert _bytes(out) == _bytes(whole)


def test_the_report_tells_what_moves_and_how_sure_it_is(
    asked: Trial, found: list[SensitivityAnalysis], tmp_path: Path
) -> None:
    files = {f.name: f for f in write_report(asked, Analysis(0, (), ()), tmp_path, found)}
    page = files["report.html"].read_text()
    assert page.count("<figure>") == 2
    assert "screened by Morris" in page
    assert "calf_strength" in files["report.md"].read_text()
    head, *rows = files["sensitivity.csv"].read_text().splitlines()
    assert {"mu_star_conf", "s1_conf", "st_conf"} <= set(head.split(","))
    assert len(rows) == sum(len(each.effects) for each in found)


def test_a_broken_run_takes_its_whole_sample_out(
    table: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scheduler: str
) -> None:
    def broken(trial: Trial, unit: int) -> UnitResult:
        made = made_unit(trial, unit)
        made.values[0, 0, 0 if unit == 0 else slice(0)] = np.nan
        return made

    monkeypatch.setattr("soleus.trials.engine.run_unit", broken)
    trial = parse_trial(table | {"sensitivity": [SHARED]})
    (found,) = run_sensitivities(trial, tmp_path, scheduler=scheduler)
    assert found.left_out == 1
    assert found.effects[0].varied == "calf_strength"


def test_people_who_differ_by_illness_and_population_vary_in_both(table: dict[str, Any]) -> None:
    trial = parse_trial(table | {"sensitivity": [SCREENED]})
    names = varied(trial, trial.sensitivities[0])
    assert names == properties_of(trial.populations)
    assert names[-2:] == ("illness", "population")
    designed = designed_trial(trial, trial.sensitivities[0])
    assert designed.people == rows_of(names, trial.sensitivities[0]) == 8 * (len(names) + 1)
    people = [list(designed_people(designed, unit)) for unit in (0, 0)]
    assert people[0] == people[1]
    assert {group for _, group in people[0]} == {"healthy", "chronic_venous_disease"}
