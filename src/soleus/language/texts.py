"""Looks up translations; the English text is the key, and is shown if there is no translation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from soleus.language.catalogues import ENGLISH, catalogues, spoken
from soleus.language.current import current, use
from soleus.language.lookup import look_up
from soleus.language.synonyms import same_meaning
from soleus.language.units import Measures, measuring, with_amounts

_KEYS = """
along answer asks asks_marked change does does_with_care evidence
evidence_rising evidence_without_baseline find_out height hint item label means none note question
said say says says_if_unknown short simulated sentence summary suspects text title unit unread_part
unsure until why
"""

_LONGEST_WORD = 64
"""Characters of a word that is compared; none of ours is longer, and the time grows with it."""

TEXT_KEYS = frozenset(_KEYS.replace("\n", " ").strip().split(" "))
"""The keys of our data and JSON whose values a person reads."""


def translate(english: str, **fill: object) -> str:
    """Return a text in the language in use, with its amounts and ``{names}`` filled in.

    An amount such as ``{sodium:2300}`` is given in the source's unit, and in the preferred one too.
    """
    text = with_amounts(look_up(english))
    return text.format(**fill) if fill else text


def in_english(english: str) -> str:
    """Return a text in English with its amounts in the source's units, whatever is in use."""
    with use(ENGLISH), measuring(Measures()):
        return translate(english)


def plural(one: str, many: str, number: float, **fill: object) -> str:
    """Return the singular or plural for ``number``, with ``{n}`` and other names filled in."""
    if current() == ENGLISH:
        return (one if number == 1 else many).format(n=number, **fill)
    # A fraction takes the plural, so any number but one stands for it.
    whole = int(number) if number == int(number) else 2
    return spoken(current()).ngettext(one, many, whole).format(n=figure(number), **fill)


def counted(one: str, many: str, number: int) -> str:
    """Return the singular or plural for ``number`` with nothing filled in, for templates."""
    if current() == ENGLISH:
        return one if number == 1 else many
    return spoken(current()).ngettext(one, many, number)


def named(name: str) -> str:
    """Return the id of a field or member for a person: unchanged in English, else translated."""
    return name if current() == ENGLISH else translate(name.replace("_", " "))


def figure(value: float) -> str:
    """Return a number of an error message: in English as typed, else as the language writes it."""
    from soleus.language.formats import number_words

    if current() == ENGLISH:
        return str(value) if isinstance(value, int) else f"{value:g}"
    return number_words(value)


def meant(word: str, known: Iterable[str]) -> str:
    """Return a hint at the known word that ``word`` means or mistypes, or an empty text."""
    if len(word) > _LONGEST_WORD:
        return ""
    words = tuple(known)
    near = (
        [each for each in same_meaning(word) if each in words]
        or get_close_matches(word, words, n=1, cutoff=_like_enough(word))
        or [each for each in words if _begins_like(each, word)]
    )
    return translate("; did you mean '{word}'?", word=near[0]) if near else ""


def _like_enough(word: str) -> float:
    """Return how like another word has to be; long words share letters by chance."""
    return 0.6 if len(word) < 6 else 0.7  # sitting and standing: 0.67


def _begins_like(known: str, word: str) -> bool:
    """Whether nearly all of a word is the beginning of a longer one."""
    return known.startswith(word[: max(5, round(0.8 * len(word)))])


def inside(words: str) -> str:
    """Return words for use within a sentence: in English with a lower-case first letter."""
    if current() != ENGLISH:
        return words
    return words[:1].lower() + words[1:]


def translated(data: Any) -> Any:  # noqa: ANN401  any JSON value
    """Return JSON with the values of ``TEXT_KEYS`` translated into the language in use."""
    if isinstance(data, Mapping):
        return {key: _under(key, value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [translated(value) for value in data]
    return data


def phrase_book(domain: str) -> dict[str, str]:
    """Return the translations of one domain by their English; empty in English."""
    messages = () if current() == ENGLISH else catalogues(current()).get(domain, ())
    return {str(message.id): translate(str(message.id)) for message in messages if message.id}


def is_words(data: str) -> bool:
    """Whether a string is a text and not an id, which has no space and no capital letter."""
    return any(map(str.isspace, data)) or any(map(str.isupper, data))


def _under(key: str, value: Any) -> Any:  # noqa: ANN401  any JSON value
    if key in TEXT_KEYS and isinstance(value, str):
        return translate(value)
    return translated(value)
