"""A notice, and the sentences of the coach around breaks and exercises, read from data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from soleus.evidence import Carrier
from soleus.language import translate
from soleus.reminders import Said
from soleus.vocabulary import InvalidDataError, Table, read_table


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


def coach_line(id_: str) -> Said:
    """Return one of the sentences of this file's data."""
    return _lines()[id_]


def said_with(said: Said, **blanks: object) -> Said:
    """Return a sentence in the language of the person, its blanks filled."""
    return Said(said.id, translate(said.says, **blanks), said.claims)


def reminder_carriers() -> tuple[Carrier, ...]:
    """Return every text here with its claims, for the ledger."""
    return tuple(Carrier("reminder", f"coach.{id_}", said.claims) for id_, said in _lines().items())


@cache
def _lines() -> Mapping[str, Said]:
    where, faults = "coach/reminders.toml", list[str]()
    text = (files("soleus.coach") / "reminders.toml").read_text(encoding="utf-8")
    table = read_table(text, where, faults)
    lines = dict(_line(each) for each in table.tables("line"))
    table.close()
    if faults:
        raise InvalidDataError(faults)
    return lines


def _line(table: Table) -> tuple[str, Said]:
    id_ = table.text("id")
    said = Said(f"coach.{id_}", table.text("says"), table.texts("claims"))
    table.close()
    return id_, said
