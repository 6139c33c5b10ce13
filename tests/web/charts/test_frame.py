"""Scales with round numbers, and drawings that stay in their frame."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prediction.days import desk_day, to_plan
from soleus.handbook import curve_figures
from soleus.prediction import trade_off
from soleus.prediction.day_people import people_in_general
from soleus.web.charts.frame import Frame, fitted
from soleus.web.charts.simulated import simulated_chart
from soleus.web.charts.trade_off import trade_off_chart

VALUES = st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=20)


def inside(frame: Frame, path: str) -> bool:
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", path)]
    x, y = numbers[::2], numbers[1::2]
    return (
        all(frame.left - 0.1 <= each <= frame.right + 0.1 for each in x)
        and all(frame.top - 0.1 <= each <= frame.bottom + 0.1 for each in y)
    )  # fmt: skip


@given(VALUES)
def test_ends_lie_around_every_value_and_ticks_between_them(values: list[float]) -> None:
    low, high = fitted(values)
    assert low < high
    assert low <= min(values) + 1e-6 * (1 + abs(low))
    assert max(values) <= high + 1e-6 * (1 + abs(high))
    frame = Frame((0.0, 1.0), (low, high))
    assert 2 <= len(frame.y_ticks) <= 12
    assert all(frame.top - 0.1 <= y <= frame.bottom + 0.1 for _, y in frame.y_ticks)


def test_more_lies_further_right_and_further_up() -> None:
    frame = Frame((0.0, 10.0), (0.0, 4.0))
    assert frame.at(0, 0) == (frame.left, frame.bottom)
    assert frame.at(10, 4) == (frame.right, frame.top)


@pytest.mark.parametrize("name", curve_figures())
def test_a_figure_of_the_simulation_stays_in_its_frame(name: str) -> None:
    chart = simulated_chart(name)
    for curve in chart.curves:
        assert inside(chart.frame, curve.line)
        assert inside(chart.frame, curve.band)
    for point in chart.points:
        assert inside(chart.frame, f"{point.x} {point.y}")
    assert chart.sources


def test_the_trade_off_stays_in_its_frame_and_marks_the_plan() -> None:
    situation = desk_day()
    choice = trade_off(to_plan(situation), situation, people_in_general())
    option = choice.lowest
    chart = trade_off_chart(choice, choice.usual_limit, option)
    assert inside(chart.frame, chart.band)
    assert inside(chart.frame, chart.high)
    assert chart.chosen in chart.dots
    assert [rule.every_minutes for rule in chart.rules] == [30, 45, 60]
    assert sum(rule.is_own for rule in chart.rules) == 1
    assert chart.limit_y is not None
    assert trade_off_chart(choice, 11.0, option).limit_y is None
