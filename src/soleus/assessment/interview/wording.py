"""Who the questions are about, and the words that change with it."""

import re
from collections.abc import Collection
from enum import StrEnum

from soleus.records import Limit, limits

PLACEHOLDER = re.compile(r"\{(\w+)\}")
_BARE = re.compile(r"\b(you|your|yours|yourself)\b", re.IGNORECASE)

MARKED = "marked"
"""The word in braces that stays: whoever shows the text puts what was marked in its place."""

_OF_ONESELF = {"they": "you", "them": "you", "their": "your", "themselves": "yourself"}


class Subject(StrEnum):
    """Whose legs the answers are about."""

    SELF = "self"
    OTHER = "other"


def worded(text: str, subject: Subject) -> str:
    """Return ``text`` with its words in braces put for ``subject``.

    Texts are written about a third person: "Do {they} have …" reads "Do they have …" of somebody
    else and "Do you have …" of oneself; the verbs are the same in both. ``{marked}`` is kept.
    """
    return PLACEHOLDER.sub(lambda match: _word(match[1], subject), text)


def wording_faults(text: str, kept: Collection[str] = ()) -> tuple[str, ...]:
    """Return what in ``text`` would be read wrongly of somebody else, or could not be put.

    Words ``kept`` may stand in braces too.
    """
    bare = [f"'{word}' has to be written in braces, as in {{they}}" for word in _BARE.findall(text)]
    unknown = [
        f"unknown word in braces '{word}'"
        for word in PLACEHOLDER.findall(text)
        if word.lower() not in _OF_ONESELF and word not in kept
    ]
    return (*bare, *unknown)


def prose(*, may_be_empty: bool = True, kept: Collection[str] = ()) -> Limit:
    """Allow a text, line by line with single spaces, every word in it fit for any subject."""
    text = limits.text(may_be_empty=may_be_empty)

    def load(value: object) -> object:
        if not isinstance(value, str):
            return value
        return "\n".join(" ".join(line.split()) for line in value.strip().splitlines())

    def fault(value: object) -> str | None:
        return text.fault(value) or "; ".join(wording_faults(str(value), kept)) or None

    return Limit(fault, load)


def _word(word: str, subject: Subject) -> str:
    if word == MARKED:
        return f"{{{word}}}"
    plain = word.lower() if subject is Subject.OTHER else _OF_ONESELF[word.lower()]
    return plain.capitalize() if word[0].isupper() else plain
