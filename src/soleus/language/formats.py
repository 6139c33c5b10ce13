"""Numbers, days and names as the language in use writes them.

English needs no library for this; other languages use Babel.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Literal

from soleus.language.catalogues import ENGLISH
from soleus.language.current import current

if TYPE_CHECKING:
    from collections.abc import Sequence


_YEAR = re.compile(r"[\s,/-]*y+")


def day_words(day: date | datetime, *, year: bool = False) -> str:
    """Return a day in words: "Tuesday 24 November", "Dienstag, 24. November"."""
    if current() == ENGLISH:
        words = f"{day:%A} {day.day} {day:%B}"
        return f"{words} {day.year}" if year else words
    return _by_pattern("full", day, year=year)


def day_and_month(day: date | datetime, *, short: bool = False) -> str:
    """Return a day without its weekday: "24 November", or "24 Nov" if ``short``."""
    if current() == ENGLISH:
        return f"{day.day} {day:%b}" if short else f"{day.day} {day:%B}"
    if short:
        from babel.dates import format_skeleton

        return str(
            format_skeleton("MMMd", datetime(day.year, day.month, day.day), locale=current())
        )
    return _by_pattern("long", day)


def weekday_name(day: date | datetime) -> str:
    """Return the name of the day of the week."""
    if current() == ENGLISH:
        return f"{day:%A}"
    from babel.dates import format_date

    return format_date(day, "EEEE", locale=current())


def clock_words(moment: datetime | time) -> str:
    """Return the time of day on a 24-hour clock: "14:05"."""
    return f"{moment:%H:%M}"


def number_words(number: float, *, decimals: int | None = None) -> str:
    """Return a number with at most two decimals, or exactly ``decimals``: "36.5", "36,5"."""
    if current() == ENGLISH:
        return (
            f"{round(number, 2):,}".removesuffix(".0")
            if decimals is None
            else f"{number:.{decimals}f}"
        )
    from babel.numbers import format_decimal

    pattern = "#,##0.##" if decimals is None else "0." + "0" * decimals
    return format_decimal(number, format=pattern, locale=current())


def listed(parts: Sequence[str]) -> str:
    """Return parts as a list within a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    from babel.lists import format_list

    return format_list(parts, locale="en_GB" if current() == ENGLISH else current())


def language_name(language: str) -> str:
    """Return the name of a language in that language."""
    from babel import Locale

    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]


def territory_name(code: str, english: str) -> str:
    """Return the name of a country in the language in use."""
    if current() == ENGLISH:
        return english
    from babel import Locale

    return str(Locale.parse(current()).territories.get(code, english))


def _by_pattern(name: Literal["full", "long"], day: date | datetime, *, year: bool = False) -> str:
    """Return a day in one of the locale's patterns, without the year unless ``year``."""
    from babel.dates import format_date, get_date_format

    pattern = str(get_date_format(name, locale=current()).pattern)
    return format_date(day, pattern if year else _YEAR.sub("", pattern), locale=current())
