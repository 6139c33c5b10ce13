"""Who the questions are about, and the words that change with it."""

import re
from enum import StrEnum

PLACEHOLDER = re.compile(r"\{(\w+)\}")
_BARE = re.compile(r"\b(you|your|yours|yourself)\b", re.IGNORECASE)

_OF_ONESELF = {"they": "you", "them": "you", "their": "your", "themselves": "yourself"}


class Subject(StrEnum):
    """Whose legs the answers are about."""

    SELF = "self"
    OTHER = "other"


def worded(text: str, subject: Subject) -> str:
    """Return ``text`` with its words in braces put for ``subject``.

    Texts are written about a third person: "Do {they} have …" reads "Do they have …" of somebody
    else and "Do you have …" of oneself; the verbs are the same in both.
    """
    return PLACEHOLDER.sub(lambda match: _word(match[1], subject), text)


def wording_faults(text: str) -> tuple[str, ...]:
    """Return what in ``text`` would be read wrongly of somebody else, or could not be put."""
    bare = [f"'{word}' has to be written in braces, as in {{they}}" for word in _BARE.findall(text)]
    unknown = [
        f"unknown word in braces '{word}'"
        for word in PLACEHOLDER.findall(text)
        if word.lower() not in _OF_ONESELF
    ]
    return (*bare, *unknown)


def _word(word: str, subject: Subject) -> str:
    plain = word.lower() if subject is Subject.OTHER else _OF_ONESELF[word.lower()]
    return plain.capitalize() if word[0].isupper() else plain
