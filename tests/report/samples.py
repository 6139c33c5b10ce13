"""Entries as a journal holds them, without a journal."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from soleus.journal import CheckEntry, Entry, Recorded, Score, SymptomEntry

START = datetime(2026, 3, 2, 8, tzinfo=UTC)


def recorded(entry: Entry, day: int, *, hours: float = 0, is_current: bool = True) -> Recorded[Any]:
    at = START + timedelta(days=day, hours=hours)
    return Recorded(uuid4(), "self", entry, at, timedelta(0), at, None, False, is_current, day)


def checked(day: int, **answers: Any) -> Recorded[CheckEntry]:
    document: Any = {"answers": answers, "others": "no"}
    return recorded(CheckEntry(document, {}), day)


def scored(day: int, *, hours: float = 0, **scores: int) -> Recorded[SymptomEntry]:
    return recorded(SymptomEntry({Score(name): v for name, v in scores.items()}), day, hours=hours)
