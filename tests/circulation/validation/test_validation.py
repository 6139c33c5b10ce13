import ast
import re
from pathlib import Path

import numpy as np
import pytest

from soleus.circulation import validation
from soleus.circulation.data import read_data
from soleus.circulation.numbers import calibrated_numbers, written_numbers
from soleus.circulation.validation import load_rows, report, results_table, validate
from soleus.circulation.validation.calibrate import Point, calibration_text, load_bounds
from soleus.circulation.validation.kept import fingerprint
from soleus.circulation.validation.measure import Result, crossing, waiting_rows
from soleus.circulation.validation.report import counts, plot_results, shares

ROWS = load_rows()
EXPERIMENTS = sorted((Path(validation.__file__).parent / "experiments").glob("*.toml"))


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.id)
def test_every_row_has_an_interval_a_source_and_a_reading_or_a_reason(row: validation.Row) -> None:
    assert row.low < row.high
    assert row.citation
    assert bool(row.reading) != bool(row.not_expressible)
    if row.reading:
        letters = {n.id for n in ast.walk(ast.parse(row.reading)) if isinstance(n, ast.Name)}
        assert set(row.terms) <= letters


def test_every_experiment_is_read_by_some_row() -> None:
    used = {path.split("/")[0] for r in ROWS for path in r.terms.values()}
    assert used == {p.stem for p in EXPERIMENTS}


def test_every_term_names_a_step_of_its_experiment() -> None:
    for row in ROWS:
        for path in row.terms.values():
            experiment, step, *_ = path.split("/")
            steps = read_data(f"validation/experiments/{experiment}")["step"]
            assert step in [s["name"] for s in steps], row.id


def test_calibrated_numbers_lie_within_their_bounds() -> None:
    bounds = load_bounds()
    for name, value in calibrated_numbers().items():
        low, high = bounds[name]
        assert low * 0.9999 <= value <= high * 1.0001, name


def test_a_number_has_one_set_of_bounds() -> None:
    written = read_data("network/parameters") | read_data("network/instruments")
    both = {n: tuple(written[n]["bounds"]) for n in load_bounds() if n in written}
    assert both
    assert both == {n: load_bounds()[n] for n in both}


def test_every_number_is_written_within_its_bounds() -> None:
    tables = read_data("network/parameters") | read_data("network/instruments")
    written = {n: t["bounds"] for n, t in tables.items() if "bounds" in t} | load_bounds()
    for name, (low, high) in written.items():
        assert low <= written_numbers()[name] <= high, name


@pytest.mark.parametrize("part", ["calf", "thigh"])
def test_capillaries_of_legs_filter_as_plethysmography_finds_it(part: str) -> None:
    # 0.0026 to 0.0040 in calves (PMC2290538), 0.003 to 0.006 in legs (Gamble 1993).
    low, high = load_bounds()[f"cfc_{part}"]
    assert low >= 0.0026
    assert high <= (0.0040 if part == "calf" else 0.0060)


def test_the_calibration_file_is_what_the_command_writes() -> None:
    path = Path(validation.__file__).parents[1] / "network" / "calibration.toml"
    head = re.search(
        r"calibrate (\d+)`.*inside: (\d+) of (\d+) before, (\d+) after;"
        r" cost ([\d.]+) before, ([\d.]+) after",
        path.read_text("utf-8"),
        re.DOTALL,
    )
    assert head
    steps, before, rows, after, *costs = head.groups()
    first, last = (
        Point({}, np.full(int(rows), (float(cost) / int(rows)) ** 0.5), int(inside))
        for cost, inside in zip(costs, (before, after), strict=True)
    )
    text = calibration_text(dict(calibrated_numbers()), int(steps), first, last)
    assert text == path.read_text("utf-8")
    assert list(calibrated_numbers()) == list(load_bounds())


def test_a_curve_crosses_a_level_between_two_of_its_points() -> None:
    assert crossing(5.0, 0, 10.0, 10, 6.0, 20, 4.0) == pytest.approx(15.0)
    assert crossing(1.0, 0, 10.0, 10, 6.0) != crossing(1.0, 0, 10.0, 10, 6.0)


def test_a_few_rows_are_measured_tabled_and_drawn(tmp_path: Path) -> None:
    some = [r for r in ROWS if r.id.startswith("rest-supine")]
    results = validate(some)
    assert all(r.inside for r in results)
    assert f"{len(some)} of {len(some)} rows inside." in results_table(results)
    assert sum(n for _, n in counts(results).values()) == len(some)
    assert {s.name: s.rows for s in shares(results)}["fitted: first set"] == len(some)
    assert all(r.id in results_table(results) for r in waiting_rows())
    plot_results(results, tmp_path / "rows.svg")
    assert (tmp_path / "rows.svg").stat().st_size > 1000


def test_a_row_outside_is_shown_with_why(monkeypatch: pytest.MonkeyPatch) -> None:
    row = ROWS[0]
    monkeypatch.setattr(report, "read_data", lambda name: {"why": {row.id: "the probe slipped"}})
    assert f"| {row.id} | the probe slipped |" in results_table([Result(row, row.high + 1.0)])
    assert "the probe slipped" not in results_table([Result(row, row.high)])


def test_an_outcome_of_other_numbers_is_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    result = Result(ROWS[0], ROWS[0].high)
    for kept_one, said in (("of others", "belongs to another model"), ("", "is still to be")):
        monkeypatch.setattr(report, "kept_fingerprint", lambda kept=kept_one: kept)
        assert said in results_table([result])
    monkeypatch.setattr(report, "kept_fingerprint", fingerprint)
    assert "left out belongs" not in results_table([result])


def test_why_speaks_of_rows_that_there_are() -> None:
    why = read_data("validation/why")["why"]
    assert set(why) <= {r.id for r in ROWS if r.reading}
    assert all(why.values())


@pytest.mark.slow
def test_nine_rows_of_ten_of_the_first_set_lie_inside() -> None:
    results = validate([r for r in ROWS if r.set == "first"])
    assert sum(r.inside for r in results) >= 0.9 * len(results)
