"""Graphs say what their tables say, and nothing leaves its frame."""

from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from soleus.web.charts.day import day_band
from soleus.web.charts.lines import HEIGHT, WIDTH, two_legs
from soleus.web.charts.week_bar import week_bar
from soleus.web.charts.weeks_chart import weeks_chart

TODAY = date(2026, 3, 2)
POINTS = st.lists(
    st.tuples(
        st.integers(0, 80).map(lambda back: TODAY - timedelta(days=back)), st.floats(15, 100)
    ),
    max_size=20,
    unique_by=lambda point: point[0],
).map(sorted)


@given(POINTS, POINTS)
def test_every_point_lies_in_the_frame_and_in_the_table(
    left: list[tuple[date, float]], right: list[tuple[date, float]]
) -> None:
    chart = two_legs("Calf", "cm", left, right, until=TODAY, days=56)
    shown = [point for line in chart.lines for point in line.points]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in shown)
    assert len(shown) == sum(value is not None for _, values in chart.rows for value in values)


@given(POINTS)
def test_a_scale_is_written_in_whole_numbers_and_in_tens_where_it_is_long(
    points: list[tuple[date, float]],
) -> None:
    chart = two_legs("Pressure", "mmHg", points, [], until=TODAY, days=90)
    low, middle, high = (float(words) for words, _ in chart.ticks)
    assert all(each.is_integer() for each in (low, middle, high))
    assert middle - low == high - middle >= 2
    if high - low > 24:
        assert low % 10 == middle % 10 == high % 10 == 0
    assert all(low <= value <= high for _, value in points)


@given(st.lists(st.floats(0, 2000), min_size=1, max_size=8))
def test_a_longer_bar_means_more_minutes(minutes: list[float]) -> None:
    chart = weeks_chart([(TODAY, each) for each in minutes], 150)
    for one in chart.bars:
        for other in chart.bars:
            if one.minutes > other.minutes:
                assert one.height >= other.height
        assert one.is_met == (one.minutes >= 150)


def test_a_week_bar_ends_at_the_target() -> None:
    assert week_bar(75, 150).filled == week_bar(150, 150).filled / 2
    assert week_bar(400, 150).filled == week_bar(150, 150).filled
    assert week_bar(149.6, 150).is_met


@given(st.lists(st.integers(5 * 6, 23 * 6), max_size=12, unique=True), st.floats(1, 60))
def test_what_is_planned_ten_minutes_apart_does_not_touch(tens: list[int], minutes: float) -> None:
    midnight = datetime(2026, 3, 2)
    to_do = [(midnight + timedelta(minutes=10 * each), minutes, "Toe lifts") for each in tens]
    shown = day_band(TODAY, (), (), to_do).stretches
    assert len(shown) == len(tens)
    for one, following in pairwise(shown):
        assert one.x + one.width < following.x
