"""A session as it is kept while it goes on, and the entry that it leaves once it is over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from soleus.journal import Outcome, SessionEntry
from soleus.session.machine import Session
from soleus.session.routine import routine
from soleus.session.script import Script
from soleus.session.stop_rules import stop_rule
from soleus.vocabulary import Activity


@dataclass(frozen=True, slots=True)
class Practised:
    """A guided session as it stands.

    Parameters
    ----------
    id : of the session, and of its entry in the journal once it is over
    activity : what it is recorded as
    planned_seconds : how long its active parts last together; None where that is open
    script : what it goes on by; None where there is no leave to go on
    item : the item of the week's plan that it was begun from; empty where from none
    """

    id: UUID
    activity: Activity
    planned_seconds: float | None
    session: Session
    script: Script | None = None
    item: str = ""

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Self:
        """Return the session that :meth:`as_dict` has written down, without its script.

        Raises
        ------
        FaultsError
            when it cannot be read.
        """
        session = Session.read(document["state"])
        named = document.get("activity")  # a session begun with an early version has none
        activity = Activity(named) if named else routine(session.routine).activity
        return cls(
            UUID(document["id"]),
            activity,
            document.get("planned_seconds"),
            session,
            item=document.get("item", ""),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the document that is kept while the session goes on."""
        return {
            "id": str(self.id),
            "activity": self.activity.value,
            "planned_seconds": self.planned_seconds,
            "state": self.session.as_dict(),
            "item": self.item,
        }

    def entry(self) -> SessionEntry:
        """Return the entry that a session leaves in the journal once it is over."""
        session = self.session
        assert session.outcome is not None
        is_stopped = session.outcome is Outcome.STOPPED
        return SessionEntry(
            activity=self.activity,
            routine=session.routine,
            started_at=session.started_at,
            active_seconds=session.active_seconds,
            planned_seconds=self.planned_seconds or 0,
            cycles=session.cycles,
            outcome=session.outcome,
            stop_reason=stop_rule(session.stops[-1].rule).label if is_stopped else None,
            item=self.item,
        )
