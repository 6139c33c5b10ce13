"""Days, numbers and names as each language writes them."""

from datetime import date, datetime

from soleus.language import (
    clock_words,
    day_and_month,
    day_words,
    language_name,
    number_words,
    territory_name,
    use,
    weekday_name,
)
from soleus.language.formats import listed

DAY = date(2026, 11, 24)


def test_english() -> None:
    assert day_words(DAY) == "Tuesday 24 November"
    assert day_words(DAY, year=True) == "Tuesday 24 November 2026"
    assert day_and_month(DAY) == "24 November"
    assert day_and_month(DAY, short=True) == "24 Nov"
    assert weekday_name(DAY) == "Tuesday"
    assert number_words(36.5) == "36.5"
    assert number_words(2.0) == "2"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert territory_name("AT", "Austria") == "Austria"


def test_german() -> None:
    with use("de"):
        assert day_words(DAY) == "Dienstag, 24. November"
        assert day_words(datetime(2026, 11, 24, 9), year=True) == "Dienstag, 24. November 2026"
        assert day_and_month(DAY) == "24. November"
        assert day_and_month(DAY, short=True) == "24. Nov."
        assert weekday_name(DAY) == "Dienstag"
        assert number_words(36.5) == "36,5"
        assert listed(["a", "b", "c"]) == "a, b und c"
        assert territory_name("AT", "Austria") == "Österreich"


def test_the_clock_has_24_hours_everywhere() -> None:
    assert clock_words(datetime(2026, 3, 2, 14, 5)) == "14:05"


def test_a_language_is_named_in_itself() -> None:
    assert language_name("de") == "Deutsch"
    assert language_name("en") == "English"
