import tomllib
from collections.abc import Sequence
from concurrent.futures import Executor
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation.data import read_data
from soleus.circulation.equations import write_equations
from soleus.circulation.numbers import Numbers, written_numbers
from soleus.circulation.validation import kept, load_rows
from soleus.circulation.validation.calibrate import (
    SIDE_BY_SIDE,
    Point,
    Stage,
    broyden,
    log_change,
    moved,
    suggested_step,
    written_values,
)
from soleus.circulation.validation.kept import fingerprint, kept_fingerprint, left_out_values
from soleus.circulation.validation.leave_one_out import (
    Runner,
    left_out_results,
    left_out_text,
    studies_of,
    values_without,
)
from soleus.circulation.validation.measure import (
    Result,
    calibrating_rows,
    experiments_of,
    read_experiment,
    results_from,
)

ROWS = calibrating_rows()[:12]
STUDIES = studies_of(ROWS)
NAMES = ("h_gain", "q0_calf", "K_foot")
WRITTEN = {n: written_values()[n] for n in NAMES}


class Here(Executor):
    """Computes at once, in this process."""

    def map(self, fn: Any, *tasks: Any, **_: Any) -> Any:
        return map(fn, *tasks)


def a_world(seed: int) -> Runner:
    """Rows whose distances bend with the numbers, as the model's do."""
    some = np.random.default_rng(seed)
    start, slopes = some.normal(size=len(ROWS)), some.normal(size=(len(ROWS), len(NAMES)))

    def run(sets: Sequence[Numbers]) -> list[Point]:
        changes = [slopes @ log_change(s, WRITTEN) for s in sets]
        pairs = zip(sets, changes, strict=True)
        return [Point(dict(s), start + c + 0.3 * np.sin(c), 0) for s, c in pairs]

    return run


def a_calibration(run: Runner) -> list[Stage]:
    """Three stops of a calibration in a world."""
    (point,) = run([WRITTEN])
    ahead = run([{**WRITTEN, n: v * 1.1} for n, v in WRITTEN.items()])
    slopes = np.array([(p.residuals - point.residuals) / np.log(1.1) for p in ahead]).T
    stages = []
    for fraction in (0.5, 0.8):
        stages.append(Stage(point, slopes, fraction))
        step = suggested_step(slopes, point.residuals, log_change(point.values, WRITTEN))
        (after,) = run([moved(point.values, step, fraction)])
        slopes, point = broyden(slopes, point, after), after
    return [*stages, Stage(point, slopes)]


def misled(run: Runner, study: str) -> Runner:
    """Return the same world, but for what a study measured."""
    own = np.array([r.study == study for r in ROWS])

    def other(sets: Sequence[Numbers]) -> list[Point]:
        return [Point(p.values, np.where(own, 99.0, p.residuals), 0) for p in run(sets)]

    return other


@given(st.integers(0, 10_000))
def test_leaving_out_nobody_gives_the_calibration_itself(seed: int) -> None:
    run = a_world(seed)
    stages = a_calibration(run)
    (values,) = values_without(["no such study"], stages, ROWS, run)
    assert values == pytest.approx(stages[-1].point.values)


@given(st.integers(0, 10_000), st.sampled_from(STUDIES))
def test_what_a_study_measured_has_no_part_in_the_numbers_found_without_it(
    seed: int, study: str
) -> None:
    run = a_world(seed)
    stages = a_calibration(run)
    own = np.array([r.study == study for r in ROWS])
    other = [
        Stage(
            Point(s.point.values, np.where(own, 99.0, s.point.residuals), 0),
            np.where(own[:, None], -7.0, s.slopes),
            s.fraction,
        )
        for s in stages
    ]
    expected = values_without([study], stages, ROWS, run)
    assert values_without([study], other, ROWS, misled(run, study)) == expected


@given(st.integers(0, 10_000), st.sampled_from(STUDIES))
def test_without_a_study_means_a_calibration_that_never_had_it(seed: int, study: str) -> None:
    run = a_world(seed)
    stages = a_calibration(run)
    counts = np.array([r.study != study for r in ROWS])

    def fewer(sets: Sequence[Numbers]) -> list[Point]:
        return [Point(p.values, p.residuals[counts], 0) for p in run(sets)]

    never = a_calibration(fewer)[-1].point.values
    (values,) = values_without([study], stages, ROWS, run)
    assert values == pytest.approx(never, rel=0.02)  # near points share a run


@given(st.integers(0, 10_000))
def test_the_numbers_found_without_a_study_stay_within_their_bounds(seed: int) -> None:
    run = a_world(seed)
    for values in values_without(STUDIES, a_calibration(run), ROWS, run):
        assert values == moved(values, np.zeros(len(values)), 0.0)


def test_leaving_a_study_out_changes_the_numbers() -> None:
    run = a_world(1)
    one, nobody = values_without([STUDIES[0], ""], a_calibration(run), ROWS, run)
    assert one != nobody


def test_each_row_is_run_with_the_numbers_found_without_its_study() -> None:
    rows = [r for r in calibrating_rows() if r.id in ("rest-supine-hr", "cfv-diameter")]
    written = {"cfv_area_mm2": written_values()["cfv_area_mm2"]}
    # The pulse alone would change the area: so the area's row, left out, sees it changed.
    pulls = [1.0 if r.id == "rest-supine-hr" else 0.0 for r in rows]
    stages = [
        Stage(Point(written, np.array(pulls), 0), np.array(pulls)[:, None], 1.0),
        Stage(Point(written, np.array(pulls), 0), np.array(pulls)[:, None]),
    ]

    def no_run(_: Sequence[Numbers]) -> list[Point]:
        raise AssertionError("one step needs no run on the way")

    results = left_out_results(Here(), stages, rows)
    for row in rows:
        (values,) = values_without([row.study], stages, rows, no_run)
        sets = [{**written_numbers(), **values}] * SIDE_BY_SIDE
        (name,) = experiments_of([row])
        read = read_experiment(name, [row], sets)[0]
        assert results[row.id] == results_from([row], read)[0], row.id
    area, pulse = values_without([r.study for r in rows], stages, rows, no_run)
    assert area != pulse


def test_the_kept_text_is_read_as_it_was_written() -> None:
    rows = calibrating_rows()[:3]
    results = {r.id: Result(r, v) for r, v in zip(rows, (1.23456, None, -7.0), strict=True)}
    text = left_out_text(results, {}, 2)
    read = tomllib.loads(text)
    assert read["values"] == {rows[0].id: 1.2346, rows[2].id: -7.0}
    assert read["not_read"] == [rows[1].id]
    assert read["fingerprint"] == fingerprint()


def test_the_fingerprint_changes_with_a_number() -> None:
    name = next(iter(written_values()))
    assert fingerprint({name: 3.0}) != fingerprint({name: 3.1})


def test_the_fingerprint_changes_with_an_equation_and_with_the_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def seen() -> str:
        kept.model_structure.cache_clear()
        return fingerprint()

    usual, lines = seen(), dict(write_equations())
    monkeypatch.setattr(kept, "write_equations", lambda: lines | {"d_clock": "2.0"})
    assert seen() != usual
    monkeypatch.undo()
    wider = {"lesion": {"common_iliac": {"run": "iliac_run"}}}
    monkeypatch.setattr(
        kept, "read_data", lambda n: read_data(n) | (wider if n.endswith("persons") else {})
    )
    assert seen() != usual
    monkeypatch.undo()
    assert seen() == usual


def test_words_about_a_law_are_no_change_of_it() -> None:
    law = "def open_flow(dP, G):\n    {}\n    return G * dP{}\n"
    assert kept.bare_code(law.format('"""Flow."""', "")) == kept.bare_code(
        law.format('"""Flow through a link."""', "  # Poiseuille")
    )
    assert kept.bare_code(law.format("", "")) != kept.bare_code(law.format("", " * 2.0"))


def test_the_kept_outcome_belongs_to_the_present_numbers_and_rows() -> None:
    if not kept_fingerprint():
        pytest.skip("no study has been left out yet: run the command of leave_one_out.py")
    assert kept_fingerprint() == fingerprint()
    assert set(left_out_values()) == {r.id for r in calibrating_rows()}


def test_no_held_back_row_has_an_outcome_of_leaving_out() -> None:
    held = {r.id for r in load_rows() if r.held_back}
    assert held
    assert not held & set(left_out_values())
