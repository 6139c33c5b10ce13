"""Milestones: said once each, at the end of the session that reaches them, with nothing to lose."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from soleus.coach.gate.gate import Gate
from soleus.coach.notes.meaning import MeaningText
from soleus.coach.today.daily import is_calm
from soleus.coach.week.aim import Aims
from soleus.journal import Entry, Journal, Recorded
from soleus.language import number_words, translate
from soleus.learning import days_moved, lowered
from soleus.records import load_table, read_toml

_DRAFT = "milestones"
_SEVENTH, _LATE = 7, 14
"""From how many days moved on it is said, and from how many on no more: it is no news then."""


class Milestone(StrEnum):
    """What is worth a word, once."""

    SEVENTH_DAY = "seventh_day"
    FIRST_WEEK = "first_week"
    DOWN_A_THIRD = "down_a_third"


@dataclass(frozen=True, slots=True)
class Milestones:
    """Finds what was reached, and keeps at which session it was said."""

    journal: Journal
    gate: Gate
    aims: Aims
    today: Callable[[], date]

    def at(self, person_id: str, session_id: UUID) -> tuple[str, ...]:
        """Return what is said at the end of a session, in the language spoken now.

        A page that is opened again says the same; no other session does. While somebody has to be
        seen nothing is said, and nothing counts as said.
        """
        if not is_calm(self.gate.standing(person_id)):
            return ()
        kept = self.journal.draft(person_id, _DRAFT)
        said: dict[str, Any] = dict(kept.document) if kept else {}
        new = {
            each.value: {"session": str(session_id), "numbers": dict(numbers)}
            for each, numbers in self._reached(person_id).items()
            if each.value not in said
        }
        if new:
            said |= new
            self.journal.save_draft(person_id, _DRAFT, said)
        return tuple(
            _sentence(each, said[each]["numbers"])
            for each in Milestone
            if said.get(each, {}).get("session") == str(session_id)
        )

    def _reached(self, person_id: str) -> Mapping[Milestone, Mapping[str, float]]:
        recorded: tuple[Recorded[Entry], ...] = self.journal.entries(person_id)
        found: dict[Milestone, Mapping[str, float]] = {}
        days = len(days_moved(recorded))
        if _SEVENTH <= days < _LATE:
            found[Milestone.SEVENTH_DAY] = {"days": days}
        aim = self.aims.of(person_id)
        if aim.minutes and aim.is_met:
            found[Milestone.FIRST_WEEK] = {"done": aim.done, "minutes": aim.minutes}
        if fall := lowered(recorded, self.today()):
            found[Milestone.DOWN_A_THIRD] = {"before": fall.before, "now": fall.now}
        return found


def _sentence(milestone: str, numbers: Mapping[str, float]) -> str:
    words = {name: number_words(round(number)) for name, number in numbers.items()}
    return translate(_texts()[milestone].says, **words)


@cache
def _texts() -> Mapping[str, MeaningText]:
    tables = read_toml(files("soleus.coach.practice") / "milestones.toml")
    return {
        each.value: load_table(MeaningText, tables[each], f"milestones.toml, {each}")
        for each in Milestone
    }
