"""What is said before data is deleted: what it does not change, and what is shut afterwards."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from soleus.coach.texts import Words, texts_of
from soleus.evidence import Carrier


class Warned(StrEnum):
    """What a person has to know before; each is the id of what is said."""

    STILL = "still"
    SHUT = "shut"


def deletion_lines() -> tuple[str, ...]:
    """Return what is said before, in the language spoken now, each line with its claims."""
    return tuple(text.as_line() for text in _texts().values())


def deletion_carriers() -> tuple[Carrier, ...]:
    """Return every text here with its claims, for the ledger."""
    return tuple(Carrier("deletion", id_.value, text.claims) for id_, text in _texts().items())


@cache
def _texts() -> Mapping[Warned, Words]:
    return texts_of("deletion.toml", "text", "id", Warned)
