"""A notice, and the sentences of the coach around breaks and exercises, read from data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from soleus.coach.texts import texts_of
from soleus.evidence import Carrier
from soleus.language import translate
from soleus.reminders import Said


class Line(StrEnum):
    """The sentences of the coach; each is the id of what is said."""

    WITHIN_DAYS = "within_days"
    NOTHING_FITS = "nothing_fits"
    NO_BREAK_DUE = "no_break_due"
    EXERCISE_DUE = "exercise_due"
    EXERCISE_NEXT = "exercise_next"
    EXERCISE_IN_CALENDAR = "exercise_in_calendar"
    REVIEW_DUE = "review_due"


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be shown now, once.

    Parameters
    ----------
    id : the same for as long as it is the same notice; who has shown it shows it no more
    at : from when on it is due
    says : one or two short sentences, with claims
    link : the page that it opens
    """

    id: str
    at: datetime
    says: str
    claims: tuple[str, ...]
    link: str

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            "id": self.id,
            "at": self.at.isoformat(),
            "says": self.says,
            "claims": list(self.claims),
            "link": self.link,
        }


def coach_line(line: Line) -> Said:
    """Return one of the sentences in English, its blanks still open."""
    return _lines()[line]


def said_with(said: Said, **blanks: object) -> Said:
    """Return a sentence in the language of the person, its blanks filled."""
    return Said(said.id, translate(said.says, **blanks), said.claims)


def reminder_carriers() -> tuple[Carrier, ...]:
    """Return every text here with its claims, for the ledger."""
    return tuple(Carrier("reminder", said.id, said.claims) for said in _lines().values())


@cache
def _lines() -> Mapping[Line, Said]:
    texts = texts_of("reminders.toml", "line", "id", Line)
    return {line: Said(f"coach.{line}", words.says, words.claims) for line, words in texts.items()}
