from collections import defaultdict
from typing import Any

import pytest

from soleus.circulation.data import read_data
from soleus.circulation.errors import ExperimentError
from soleus.circulation.validation import Row, load_rows
from soleus.circulation.validation.measure import (
    calibrating_rows,
    can_run,
    experiments_of,
    read_experiment,
    waiting_rows,
)

ROWS = load_rows()
LATER = [r for r in ROWS if r.set != "first"]


@pytest.mark.parametrize("row", LATER, ids=lambda r: r.id)
def test_a_later_row_says_how_it_was_measured_read_and_bounded(row: Row) -> None:
    assert row.protocol
    assert row.interval
    assert row.read in ("abstract", "table", "full")
    assert row.unit
    assert row.measured


def test_no_two_rows_share_an_id() -> None:
    assert len({r.id for r in ROWS}) == len(ROWS)


def test_there_are_three_sets_and_the_third_has_more_than_forty_rows() -> None:
    assert sum(r.set == "first" and bool(r.reading) for r in ROWS) == 114
    assert sum(r.set == "second" for r in ROWS) == 26
    assert sum(r.set == "third" for r in ROWS) >= 40


def test_every_second_study_in_the_order_found_is_held_back() -> None:
    places = defaultdict(set)
    for row in ROWS:
        if row.found:
            assert row.set == "third"
            places[row.found].add(row.study)
        assert row.held_back == bool(row.found and row.found % 2 == 0), row.id
    assert sorted(places) == list(range(1, len(places) + 1))
    assert all(len(studies) == 1 for studies in places.values())


def test_no_study_is_both_held_back_and_shown_to_the_calibration() -> None:
    shown = {r.study for r in ROWS if not r.held_back}
    assert not shown & {r.study for r in ROWS if r.held_back}


def test_held_back_rows_never_reach_the_calibration() -> None:
    rows = calibrating_rows()
    assert rows
    assert not any(r.held_back for r in rows)
    only_theirs = {p.split("/")[0] for r in ROWS if r.held_back for p in r.terms.values()}
    only_theirs -= {p.split("/")[0] for r in ROWS if not r.held_back for p in r.terms.values()}
    assert only_theirs
    assert not only_theirs & set(experiments_of(rows))


def test_a_row_that_needs_nothing_new_can_run() -> None:
    for row in ROWS:
        if row.reading and not row.needs:
            assert can_run(row), row.id


def test_a_row_that_waits_says_for_what_and_is_not_calibrated_to() -> None:
    waiting = waiting_rows()
    assert all(r.needs for r in waiting)
    assert not {r.id for r in waiting} & {r.id for r in calibrating_rows()}


def test_a_row_waits_as_long_as_the_format_does_not_know_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from soleus.circulation.validation import measure

    row = next(r for r in ROWS if r.set == "third" and r.needs)
    experiment = next(iter(row.terms.values())).split("/")[0]
    known = read_data(f"validation/experiments/{experiment}")
    monkeypatch.setattr(measure, "parse_experiment", dict)
    monkeypatch.setattr(measure, "_is_known", measure._is_known.__wrapped__)
    assert can_run(row)

    def refuse(table: dict[str, Any]) -> None:
        assert table["step"] == known["step"]
        raise ExperimentError(["unknown word"])

    monkeypatch.setattr(measure, "parse_experiment", refuse)
    assert not can_run(row)


def test_an_experiment_answers_only_the_rows_that_ask_it() -> None:
    rows = [r for r in ROWS if r.id in ("cfv-area-supine-rippey", "walk-hr-3mph")]
    (answers,) = read_experiment("lying_standing", rows, [{}])
    assert set(answers) == set(rows[0].terms.values())


def test_only_rows_of_the_sets_that_calibrated_toml_names_calibrate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from soleus.circulation.validation import measure

    monkeypatch.setattr(
        measure,
        "read_data",
        lambda name: {"sets": ["second"]} if name.endswith("calibrated") else read_data(name),
    )
    assert {r.set for r in calibrating_rows()} == {"second"}
