"""From a place to another by two clocks, and the hours that clocks skip or show twice."""

from datetime import UTC, datetime, timedelta

import pytest

from soleus.records import Passage, comes_twice, is_skipped


def test_how_long_it_takes_is_told_by_moments_and_not_by_clocks() -> None:
    passage = Passage(
        datetime(2026, 3, 2, 13), "Europe/Berlin", datetime(2026, 3, 3, 8), "Asia/Tokyo"
    )
    assert passage.starts == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert passage.lasts == timedelta(hours=11)
    assert passage.half_way == datetime(2026, 3, 2, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "skipped", "twice"),
    [
        (datetime(2026, 3, 29, 1, 59), False, False),
        (datetime(2026, 3, 29, 2, 30), True, False),
        (datetime(2026, 3, 29, 3, 0), False, False),
        (datetime(2026, 10, 25, 2, 30), False, True),
        (datetime(2026, 10, 25, 3, 0), False, False),
        (datetime(2026, 7, 1, 2, 30), False, False),
    ],
)
def test_the_hour_of_a_change_of_clocks(local: datetime, skipped: bool, twice: bool) -> None:
    assert is_skipped(local, "Europe/Berlin") is skipped
    assert comes_twice(local, "Europe/Berlin") is twice


def test_a_day_that_a_place_left_out_is_skipped() -> None:
    assert is_skipped(datetime(2011, 12, 30, 12), "Pacific/Apia")
