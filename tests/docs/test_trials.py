"""The reports of the trials that ship are of the model and of the files that are here."""

import json
from pathlib import Path

import pytest

from soleus.circulation import model_fingerprint
from soleus.trials import parse_trial
from soleus.trials.analysis import EVERYBODY

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(file.stem for file in (ROOT / "trials").glob("*.toml"))
STALE = "the model or the trial has changed since: run 'make trials'"


def test_every_trial_that_ships_has_a_report_and_no_other() -> None:
    assert sorted(folder.name for folder in (ROOT / "docs" / "trials").iterdir()) == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_a_report_is_of_this_model_and_this_trial(name: str) -> None:
    made = json.loads((ROOT / "docs" / "trials" / name / "made.json").read_text("utf-8"))
    assert made["model"] == model_fingerprint(), STALE
    assert made["trial"] == parse_trial(ROOT / "trials" / f"{name}.toml").fingerprint, STALE


@pytest.mark.parametrize("name", SHIPPED)
def test_a_report_says_what_its_file_says(name: str) -> None:
    trial = parse_trial(ROOT / "trials" / f"{name}.toml")
    report = (ROOT / "docs" / "trials" / name / "report.md").read_text("utf-8")
    lines = report.splitlines()
    assert lines[0] == f"# {trial.title}"
    assert lines[2].startswith("**Simulated")
    assert trial.question in lines
    after = lines[lines.index("## What this does not show") :]
    assert [f"- {each}" for each in trial.does_not_show] == after[2:-1]
    for each in trial.measured:
        assert each.cited in report, STALE
        assert each.note in report, STALE
    groups = [name for cut in trial.cuts for name in cut.labels]
    assert [name for name in (*groups, EVERYBODY) if f"| {name} |" not in report] == []
