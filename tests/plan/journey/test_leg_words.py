"""The hours of a leg in plain words, in both languages."""

from datetime import timedelta

import pytest

from plan.journey.test_timeline import leg
from soleus.language import use
from soleus.plan import clock_lines, duration_words


@pytest.mark.parametrize(
    ("minutes", "english", "german"),
    [
        (660, "11 hours", "11 Stunden"),
        (345, "5 hours and 45 minutes", "5 Stunden und 45 Minuten"),
        (61, "1 hour and 1 minute", "1 Stunde und 1 Minute"),
        (0, "0 minutes", "0 Minuten"),
    ],
)
def test_how_long_it_takes(minutes: int, english: str, german: str) -> None:
    lasts = timedelta(minutes=minutes)
    assert duration_words(lasts) == english
    with use("de"):
        assert duration_words(lasts) == german


def test_how_the_two_clocks_stand_apart() -> None:
    east = leg("2026-03-02T13:00", "Europe/Berlin", "2026-03-03T08:00", "Asia/Tokyo")
    assert clock_lines(east) == ("The clock in Tokyo is 8 hours ahead of the one in Berlin.",)
    near = leg("2026-03-02T13:00", "Europe/Berlin", "2026-03-02T15:00", "Europe/Rome")
    assert clock_lines(near) == ("The clocks of Berlin and Rome show the same.",)
    inside = leg("2026-03-02T13:00", "Europe/Berlin", "2026-03-02T15:00", "Europe/Berlin")
    assert clock_lines(inside) == ()
    with use("de"):
        [line] = clock_lines(east)
        assert "Tokio" in line


def test_the_date_line_and_an_earlier_clock_are_said_to_be_right() -> None:
    line = leg("2026-03-03T01:00", "Asia/Tokyo", "2026-03-02T13:00", "Pacific/Honolulu")
    assert clock_lines(line)[1].endswith("the day before you leave: the date line.")
    same_day = leg("2026-03-03T17:00", "Asia/Tokyo", "2026-03-03T05:00", "Pacific/Honolulu")
    assert clock_lines(same_day)[1].startswith("By the clock you arrive before you leave")


def test_an_hour_that_comes_twice_is_said_to_be_the_first() -> None:
    autumn = leg("2026-10-24T20:00", "America/New_York", "2026-10-25T02:30", "Europe/Berlin")
    assert clock_lines(autumn)[-1].startswith("02:30 comes twice in Berlin that night.")
