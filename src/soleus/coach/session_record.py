"""What a session leaves in the journal: itself, once, and what was wrong in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from soleus.journal import Entry, Outcome, SessionEntry, SymptomEntry, UnknownEntryError
from soleus.session import stop_rule
from soleus.vocabulary import Activity, Leg

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus.journal import Journal
    from soleus.session import StopRule
    from soleus.vocabulary import Clock

_LEG_NOT_NAMED = "The leg was not named; kept as one leg, the more careful reading."


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """Writes sessions down. However often the same is written, it is there once.

    A session goes by a clock that never runs back. Where the machine's was set back meanwhile, what
    would lie ahead of it is dated now, so that the journal takes it.
    """

    journal: Journal
    clock: Clock

    def keep(self, person_id: str, session_id: UUID, document: Mapping[str, Any]) -> None:
        """Record a session that is over; a stop just after its end corrects what was recorded.

        Parameters
        ----------
        document : its draft: ``state`` (``Session.as_dict``), ``activity``, ``planned_seconds``
        """
        state = document["state"]
        entry = _entry(state, document["planned_seconds"], Activity(document["activity"]))
        recorded, at = self._recorded(session_id), self._not_ahead(entry.started_at)
        if recorded is None:
            self.journal.append(person_id, entry, id=session_id, at=at)
        elif entry.outcome is Outcome.STOPPED and recorded != entry:
            corrected = uuid5(session_id, f"stopped {len(state['stops'])}")
            if self._recorded(corrected) is None:
                self.journal.append(person_id, entry, id=corrected, supersedes=session_id, at=at)

    def note_wrong(
        self,
        person_id: str,
        id_: UUID,
        rule: StopRule,
        leg: Leg | None,
        at: datetime | None = None,
    ) -> None:
        """Record what was wrong as new, which ends the last check."""
        unnamed = rule.asks_leg and leg is None
        entry = SymptomEntry(
            findings=dict(rule.found(leg)),
            is_new=True,
            note=rule.label + (f". {_LEG_NOT_NAMED}" if unnamed else ""),
        )
        if self._recorded(id_) != entry:
            self.journal.append(person_id, entry, id=id_, at=self._not_ahead(at) if at else None)

    def _recorded(self, id_: UUID) -> Entry | None:
        try:
            return self.journal.get(id_).entry
        except UnknownEntryError:
            return None

    def _not_ahead(self, moment: datetime) -> datetime:
        return min(moment, self.clock.now())


def _entry(
    state: Mapping[str, Any], planned_seconds: float | None, activity: Activity
) -> SessionEntry:
    outcome = Outcome(state["outcome"])
    stops = state["stops"]
    return SessionEntry(
        activity=activity,
        routine=state["routine"],
        started_at=datetime.fromisoformat(state["started_at"]),
        active_seconds=state["active_seconds"],
        planned_seconds=planned_seconds or 0,
        cycles=state["cycles"],
        outcome=outcome,
        stop_reason=stop_rule(stops[-1]["rule"]).label if outcome is Outcome.STOPPED else None,
    )
