"""The ways that are walked for the table: each counts, and the table has its place."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.walks import HEAD, MARKS, TABLE, WAYS, Walked, table, terminal, walk, written

pytestmark = pytest.mark.browser

FIRST_PUMP = 18
"""Presses from a blank start; two more for what a desk worker marks, one to type the age."""


def test_from_a_blank_start_to_the_first_pump(chromium: Browser) -> None:
    found = walk(chromium, "desk")
    assert 10 < found.presses <= FIRST_PUMP + 3
    assert found.pages >= 15
    assert found.longest >= 1
    assert found.waited_s > 0


def test_a_check_at_the_terminal_counts_its_lines(tmp_path: Path) -> None:
    found = terminal(tmp_path)
    assert 12 < found.presses < 30
    assert found.screenfuls > 1


def test_the_table_stands_in_the_document_with_every_way() -> None:
    text = TABLE.read_text("utf-8")
    assert all(mark in text for mark in MARKS)
    assert HEAD in text
    for way, *_ in WAYS.values():
        assert f"| {way} |" in text


def test_a_row_takes_the_place_of_the_one_before() -> None:
    row = Walked("somebody", "somewhere", 3, 2, 2.4, 1.26, 0.5)
    begin, end = MARKS
    assert written(f"a\n{begin}old\n{end}b\n", table([row])) == f"a\n{begin}{table([row])}{end}b\n"
    assert row.row() == "| somebody | somewhere | 3 | 2 | 2 | 1.3 | 0.5 |"
