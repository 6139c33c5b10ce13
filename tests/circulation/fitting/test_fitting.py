"""A fit finds the numbers that made the rows, says how well, and what the rows do not tell."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soleus.circulation import (
    ExperimentError,
    FittedNumbers,
    fit_numbers,
    fit_table,
    fit_toml,
    listed_numbers,
    parse_experiment,
    read_numbers,
    read_own_rows,
    write_rows,
)
from soleus.circulation.fitting.told import spread_of, told_places, why_not

STEPS = (
    '[[step]]\nname = "rest"\nposture = "supine"\nseconds = 20\n'
    '[[step]]\nname = "up"\nposture = "tilted"\nseconds = 30\n'
)
TRUE = {"P_set": 96.0, "q0_foot": 0.65}
ROWS: list[dict[str, Any]] = [
    {"step": "rest", "reading": "heart map_mmhg", "sd": 2.0},
    {"step": "up", "reading": "heart map_mmhg", "sd": 2.0},
    {"step": "rest", "reading": "toe:left flow_ml_min", "sd": 0.8},
    {"step": "up", "reading": "heart rate_bpm", "sd": 0.02, "against": "rest"},
]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of rows that the model itself made, with two of its numbers moved."""
    folder = tmp_path_factory.mktemp("own")
    reads = '[[read]]\ninstrument = "heart"\n[[read]]\ninstrument = "toe"\nplace = "left"\n'
    (folder / "tilt.toml").write_text(STEPS + reads, "utf-8")
    experiment = parse_experiment(folder / "tilt.toml")
    steps = experiment.answer(experiment.run(TRUE))["steps"]
    read = {step["name"]: step["readings"] for step in steps}
    full = []
    for row in ROWS:
        name, part = row["reading"].split()
        value = read[row["step"]][name][part]
        if "against" in row:
            value /= read[row["against"]][name][part]
        full.append({"experiment": "tilt.toml", **row, "value": value})
    write_rows(folder / "rows.csv", full)
    return folder / "rows.csv"


@pytest.fixture(scope="module")
def fitted(rows: Path) -> FittedNumbers:
    return fit_numbers(read_own_rows(rows), ["P_set", "q0_foot", "tau_shear"])


@pytest.mark.slow
def test_the_numbers_that_made_the_rows_are_found(fitted: FittedNumbers) -> None:
    assert fitted.numbers == pytest.approx(TRUE, rel=0.01)
    for name, (low, high) in fitted.intervals.items():
        number = listed_numbers()[name]
        assert number.low <= low < TRUE[name] < high <= number.high
        assert high - low < number.high - number.low
    measured = [row.value for row in fitted.rows]
    assert fitted.after == pytest.approx(measured, rel=1e-3)
    assert abs(fitted.before[0] - measured[0]) > 2.0


@pytest.mark.slow
def test_a_number_that_no_row_tells_stays_and_is_named(fitted: FittedNumbers) -> None:
    assert fitted.not_told == {"tau_shear": "the rows hardly move with it"}
    assert "tau_shear  not told" in fit_table(fitted)


@pytest.mark.slow
def test_the_result_is_a_file_that_the_lab_reads(fitted: FittedNumbers, tmp_path: Path) -> None:
    path = tmp_path / "fitted.toml"
    path.write_text(fit_toml(fitted), "utf-8")
    assert read_numbers(path) == pytest.approx(TRUE, rel=0.01)
    about = tomllib.loads(path.read_text("utf-8"))["fit"]
    assert about["rows"] == len(ROWS)
    assert about["interval_95"].keys() == TRUE.keys()


def test_numbers_that_move_the_rows_alike_are_not_both_told() -> None:
    slopes = np.array([[20.0, 20.0, 0.0], [20.0, 20.1, 0.0], [0.0, 0.0, 30.0]])
    assert told_places(slopes) in ([0, 2], [1, 2])
    assert why_not(slopes, 1, ["a", "b", "c"]) == "a moves the rows in the same way"


def test_intervals_are_those_of_a_straight_line() -> None:
    # Two readings of one number, each with an error of 1: sd = 1 / sqrt(sum of slopes squared).
    assert spread_of(np.array([[3.0], [4.0]]))[0] == pytest.approx(0.2)
    assert spread_of(np.array([[3.0], [4.0]]), 2.0)[0] == pytest.approx(0.4)


def test_more_numbers_than_rows_leave_some_untold() -> None:
    assert told_places(np.array([[10.0, 11.0]])) == [1]


BAD = [
    ({"step": "ups"}, "row 1: step is 'ups', which tilt.toml does not have; did you mean 'up'"),
    ({"reading": "heart"}, "row 1: reading is 'heart', but has to be like"),
    ({"reading": "toe:lef flow_ml_min"}, "row 1: toe reads no 'lef'; did you mean 'left'"),
    ({"sd": 0}, "row 1: sd is 0"),
    ({"experiment": "none.toml"}, "none.toml: .*: is missing"),
    ({"value": None}, "row 1: 'value' is missing"),
]


@pytest.mark.parametrize(("change", "told"), BAD)
def test_rows_that_are_wrong_are_refused(
    rows: Path, tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    (tmp_path / "tilt.toml").write_text(STEPS, "utf-8")
    good = {"experiment": "tilt.toml", "value": 90, **ROWS[0]}
    write_rows(tmp_path / "rows.csv", [good | change])
    with pytest.raises(ExperimentError, match=told):
        read_own_rows(tmp_path / "rows.csv")


def test_numbers_that_cannot_be_fitted_are_refused(rows: Path) -> None:
    own = read_own_rows(rows)
    with pytest.raises(ExperimentError) as refused:
        fit_numbers(own, ["h_gian", "P_set", "P_set"])
    assert refused.value.faults == (
        "no such number in the model: 'h_gian'; did you mean 'h_gain'?",
        "P_set is named twice",
    )
    with pytest.raises(ExperimentError, match="which numbers"):
        fit_numbers(own, [])


def test_a_part_that_a_reading_does_not_have_is_named(tmp_path: Path) -> None:
    (tmp_path / "tilt.toml").write_text(STEPS, "utf-8")
    row = {"experiment": "tilt.toml", "value": 90, **ROWS[0], "reading": "heart map_mmhgg"}
    write_rows(tmp_path / "rows.csv", [row])
    with pytest.raises(ExperimentError, match="row 1: heart has no 'map_mmhgg'; did you mean"):
        fit_numbers(read_own_rows(tmp_path / "rows.csv"), ["P_set"])
