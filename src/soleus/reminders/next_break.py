"""The next break as a person is told of it: when, why then, and what to do, each in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from soleus.language import translate
from soleus.reminders.breaks import Break, break_for
from soleus.reminders.limits import limits
from soleus.reminders.schedule import Because, Situation, Slot, next_slot, pending, slots_ahead
from soleus.reminders.settings import Mode
from soleus.reminders.words import why
from soleus.vocabulary import Activity


@dataclass(frozen=True, slots=True)
class NextBreak:
    """One break, told.

    Parameters
    ----------
    at : when, by the clock of where the person is then
    because : what it is counted from
    mode, kind, activity : what sort of break it is
    sentence : what to do
    why : when and why then
    claims : what both rest on
    """

    at: datetime
    because: Because
    mode: Mode
    kind: str
    activity: Activity
    sentence: str
    why: str
    claims: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            "at": self.at.isoformat(),
            "because": self.because.value,
            "mode": self.mode.value,
            "kind": self.kind,
            "activity": self.activity.value,
            "sentence": self.sentence,
            "why": self.why,
            "claims": list(self.claims),
        }


def next_break(situation: Situation, open_to: Collection[Activity]) -> NextBreak | None:
    """Return the next break, now or later, that fits what is open; None where there is none."""
    slot = next_slot(situation)
    return _told(slot, situation, open_to) if slot else None


def due(situation: Situation, open_to: Collection[Activity]) -> NextBreak | None:
    """Return the break that is due now and not answered: one, however many passed."""
    slot = pending(situation)
    return _told(slot, situation, open_to) if slot else None


def breaks_ahead(situation: Situation, open_to: Collection[Activity]) -> Iterator[NextBreak]:
    """Yield the breaks of the coming days, for a calendar."""
    until = situation.now + timedelta(days=limits().feed_days)
    for slot in slots_ahead(situation, until):
        if told := _told(slot, situation, open_to):
            yield told


def _told(slot: Slot, situation: Situation, open_to: Collection[Activity]) -> NextBreak | None:
    found: Break | None = break_for(slot.mode, slot.turn, open_to)
    if found is None:
        return None
    reason = why(slot, situation)
    return NextBreak(
        slot.at.astimezone(slot.window.zone_at(slot.at)),
        slot.because,
        slot.mode,
        found.id,
        found.activity,
        translate(found.says),
        reason.says,
        tuple(dict.fromkeys((*found.claims, *reason.claims))),
    )
