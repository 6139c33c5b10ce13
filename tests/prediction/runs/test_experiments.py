"""The file of a setting runs in the lab, and to the numbers that the page shows."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prediction.test_settings import comparisons
from soleus.circulation import Known, parse_experiment, run_experiment
from soleus.prediction import Comparison
from soleus.prediction.runs import experiment_of, experiment_text, usual_person
from soleus.prediction.runs.experiments import HELD, height_step, reading_name
from soleus.prediction.runs.simulating import simulate_usual

KNOWN = Known(age=66, sex="female", weight_kg=80)
FIELDS = {"flow": "flow_ml_min", "vein": "end_mmhg", "toe": "pressure_mmhg"}


@pytest.mark.parametrize(
    "query",
    [
        {"change": "cadence"},
        {"change": "posture", "to": "walking"},
        {"change": "leaking", "to": "deep"},
        {"change": "raised_cm", "to": "25", "narrowing": "80"},
        {"change": "narrowing", "posture": "sitting"},
        {"change": "stocking", "view": "vein"},
    ],
)
def test_the_lab_reads_what_the_page_shows(query: dict[str, str], tmp_path: Path) -> None:
    comparison = Comparison.of_query(query)
    for number, setting in enumerate((comparison.first, comparison.second)):
        experiment = experiment_of(setting, comparison.view, usual_person(KNOWN))
        file = tmp_path / f"{number}.toml"
        file.write_text(experiment_text(experiment, "a leg"), encoding="utf-8")
        answer = run_experiment(file)
        step = height_step(setting) if comparison.view == "toe" else HELD
        [read] = [each for each in answer["steps"] if each["name"] == step]
        shown = simulate_usual(setting, comparison.view, KNOWN).readings[0]
        values = read["readings"][reading_name(comparison.view)]
        assert shown == pytest.approx(values[FIELDS[comparison.view]], rel=1e-9)
        assert answer["person"]["age"] == 66


@pytest.mark.parametrize("query", [{"change": "hours", "to": "2", "hours": "1"}])
def test_hours_that_are_run_through_are_the_labs_and_leaps_lie_close(
    query: dict[str, str],
) -> None:
    comparison = Comparison.of_query(query)
    setting = comparison.second
    experiment = experiment_of(setting, "swelling", usual_person(KNOWN))
    lab = run_experiment(experiment)["steps"][-1]["readings"]["volume:left_foot"]["change_percent"]
    exact = simulate_usual(setting, "swelling", KNOWN, is_exact=True).readings[0]
    leapt = simulate_usual(setting, "swelling", KNOWN).readings[0]
    assert exact == pytest.approx(lab, rel=1e-9)
    assert leapt == pytest.approx(lab, abs=0.03)


@given(comparisons(), st.integers(10, 100))
def test_the_lab_takes_every_setting(comparison: Comparison | None, age: int) -> None:
    if comparison is not None:
        for setting in (comparison.first, comparison.second):
            person = usual_person(Known(age=age))
            parsed = parse_experiment(experiment_of(setting, comparison.view, person))
            hours = sum(step.seconds for step in parsed.protocol.steps) / 3600
            assert comparison.view != "swelling" or hours == setting.hours


@settings(max_examples=12, deadline=None)
@given(comparisons().filter(lambda each: each is not None and each.view != "swelling"))
def test_every_setting_of_minutes_gives_a_reading(comparison: Comparison) -> None:
    for setting in (comparison.first, comparison.second):
        answer = simulate_usual(setting, comparison.view, Known())
        assert answer.curves.shape == (1, len(answer.at))
        assert 0.0 <= answer.fullness[0] < 2.0
