"""Looking up texts: the English is the key, and where a language lacks it, it is what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from soleus.language.catalogues import ENGLISH, catalogues, spoken
from soleus.language.current import current

_KEYS = """
answer asks change does does_with_care evidence
evidence_without_baseline find_out height hint item label means none note question
says says_if_unknown say short sentence summary text title unit unread_part unsure until why
"""

TEXT_KEYS = frozenset(_KEYS.replace("\n", " ").strip().split(" "))
"""The keys under which our data and our JSON hold what a person reads."""


def translate(english: str, **fill: object) -> str:
    """Return a text in the language spoken now, with the words in braces filled in.

    The translation is looked up before anything is filled in.
    """
    found = english if current() == ENGLISH or not english else spoken(current()).gettext(english)
    return found.format(**fill) if fill else found


def plural(one: str, many: str, number: float, **fill: object) -> str:
    """Return the form that goes with ``number``, which also fills ``{n}``."""
    if current() == ENGLISH:
        found = one if number == 1 else many
    else:
        found = spoken(current()).ngettext(one, many, _whole(number))
    return found.format(n=number if current() == ENGLISH else figure(number), **fill)


def counted(one: str, many: str, number: int) -> str:
    """Return the form that goes with ``number``, nothing filled in, as gettext itself does."""
    if current() == ENGLISH:
        return one if number == 1 else many
    return spoken(current()).ngettext(one, many, number)


def named(name: str) -> str:
    """Return the id of a field or a word as a person reads it: in English as it is typed."""
    return name if current() == ENGLISH else translate(name.replace("_", " "))


def figure(value: float) -> str:
    """Return a number of a fault: in English as it is typed, else as the language writes it."""
    from soleus.language.formats import number_words

    if current() == ENGLISH:
        return str(value) if isinstance(value, int) else f"{value:g}"
    return number_words(value)


def meant(word: str, known: Iterable[str]) -> str:
    """Return a hint to the known word nearest to ``word``, or nothing."""
    near = get_close_matches(word, list(known), n=1)
    return translate("; did you mean '{word}'?", word=near[0]) if near else ""


def msgid(english: str) -> str:
    """Mark a text that is looked up later; it is returned as it is."""
    return english


def inside(words: str) -> str:
    """Return words as they stand inside a sentence: in English with a small letter in front."""
    if current() != ENGLISH:
        return words
    return words[:1].lower() + words[1:]


def translated(data: Any) -> Any:  # noqa: ANN401  any JSON value
    """Return JSON with what stands under the keys of texts put into the language spoken now."""
    if current() == ENGLISH:
        return data
    if isinstance(data, Mapping):
        return {key: _under(key, value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [translated(value) for value in data]
    return data


def phrase_book(domain: str) -> dict[str, str]:
    """Return what one domain says in the language spoken now, by its English."""
    if current() == ENGLISH:
        return {}
    found = catalogues(current()).get(domain, ())
    return {str(each.id): translate(str(each.id)) for each in found if each.id}


def is_words(data: str) -> bool:
    """Whether a string can be a text: an id has neither a space nor a capital letter."""
    return any(letter.isspace() or letter.isupper() for letter in data)


def _under(key: str, value: Any) -> Any:  # noqa: ANN401  any JSON value
    if key in TEXT_KEYS and isinstance(value, str):
        return translate(value)
    return translated(value)


def _whole(number: float) -> int:
    """Return 1 for one and another number for all else: a half is many."""
    return int(number) if number == int(number) else 2
