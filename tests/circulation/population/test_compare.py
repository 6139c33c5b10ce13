"""People lying at rest differ about as published, and docs/people.md says where they do not."""

import re
from pathlib import Path

import pytest

from soleus.circulation.data import read_data
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
