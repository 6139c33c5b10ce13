"""People lying at rest differ about as published, and docs/people.md says where they do not."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from soleus.circulation.data import read_data
from soleus.circulation.population import compare as module
from soleus.circulation.population.compare import (
    ComparedReading,
    compare,
    compared_groups,
    compared_table,
)

PAGE = (Path(__file__).parents[3] / "docs" / "people.md").read_text("utf-8")
GROUPS = {group.name: group for group in compared_groups()}
PEOPLE = 96
"""As many as the page's table has."""


@pytest.fixture(scope="module", params=["men under 50", "adults of 20 to 64"])
def results(request: pytest.FixtureRequest) -> tuple[ComparedReading, ...]:
    return compare(GROUPS[request.param], PEOPLE, seed=1)


def words(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def test_the_page_says_what_people_at_rest_have(results: tuple[ComparedReading, ...]) -> None:
    said = {tuple(words(line)[:2]): words(line) for line in PAGE.splitlines() if "SD" in line}
    for line in compared_table(results).splitlines()[2:]:
        now = words(line)
        kept = said[now[0], now[1]]
        assert kept[2] == now[2]
        assert kept[4:] == now[4:]
        figures = [[float(x) for x in re.findall(r"[\d.]+", row[3])] for row in (kept, now)]
        assert figures[0] == pytest.approx(figures[1], rel=0.03)


def test_most_of_what_people_have_lies_where_it_was_published(
    results: tuple[ComparedReading, ...],
) -> None:
    assert sum(r.sd_holds for r in results) >= 0.8 * len(results)
    for r in results:
        assert abs(r.mean - r.published.mean) < 1.3 * r.published.sd, r.published.reading


def test_every_group_of_the_file_stands_on_the_page() -> None:
    for group in read_data("population/compared")["group"]:
        for read in group["read"]:
            assert f"| {group['name']} | `{read['reading']}`" in PAGE


def test_only_rows_of_named_groups_are_written_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    group = GROUPS["young adults"]
    now = ComparedReading(group.name, group.read[0], 1.0, 2.0, 3, "a study")
    monkeypatch.setattr(module, "compare", lambda *_, **__: (now,))
    monkeypatch.setattr("sys.argv", ["compare", group.name])
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "people.md").write_text(PAGE, "utf-8")
    monkeypatch.chdir(tmp_path)
    module.main()
    before, after = PAGE.splitlines(), Path("docs/people.md").read_text("utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [compared_table([now]).splitlines()[2]]


def test_who_would_not_have_been_taken_is_left_out() -> None:
    few = replace(GROUPS["men over 50"], read=GROUPS["men over 50"].read[:2])
    taken, everybody = compare(few, 16, 1), compare(replace(few, below={}), 16, 1)
    assert 0 < taken[0].n < everybody[0].n == 16
    assert taken[1].mean < everybody[1].mean
    assert everybody[1].published.mean == 122


def test_where_laboratories_differ_in_means_the_spread_is_held_as_a_part_of_them() -> None:
    read = GROUPS["slim adults"].read[0]
    twice = ComparedReading("x", read, 2 * read.mean, 2 * read.sd, 9, "a study")
    assert twice.mean_holds
    assert twice.sd_holds
    assert not replace(twice, mean=read.mean, sd=2 * read.sd).sd_holds
    assert "not held" in compared_table([twice])
