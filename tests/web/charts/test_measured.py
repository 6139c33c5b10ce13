"""Pictures of published measurements: each number is a row of the lab, of one study to a plot."""

import pytest

from soleus import handbook
from soleus.circulation import load_rows
from soleus.web.charts.measured import WIDTH, measured

ROWS = {row.id: row for row in load_rows()}


@pytest.mark.parametrize("plot", handbook.plots())
def test_each_bar_is_as_long_as_its_published_number(plot: str) -> None:
    chart = measured(plot)
    rows = [ROWS[bar.row] for bar in handbook.plots()[plot].bars]
    assert [bar.measured for bar in chart.bars] == [float(row.measured) for row in rows]
    longest = max(chart.bars, key=lambda bar: bar.measured)
    assert longest.width == WIDTH
    for bar in chart.bars:
        assert bar.width / WIDTH == pytest.approx(bar.measured / longest.measured, abs=1e-3)


@pytest.mark.parametrize("plot", handbook.plots())
def test_a_plot_is_of_one_study_that_was_read_and_says_which(plot: str) -> None:
    rows = [ROWS[bar.row] for bar in handbook.plots()[plot].bars]
    assert len({row.study for row in rows}) == 1
    assert {row.confidence for row in rows} == {"verified"}
    assert measured(plot).source == rows[0].citation


def test_every_plot_is_shown_by_a_topic() -> None:
    assert {topic.plot for topic in handbook.topics()} - {None} == set(handbook.plots())
