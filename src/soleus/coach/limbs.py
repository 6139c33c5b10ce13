"""Which legs and feet a person has, kept with their settings and respected by check and session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.vocabulary import Limbs

if TYPE_CHECKING:
    from soleus.journal import Journal

_KEY = "limbs"


@dataclass(frozen=True, slots=True)
class KnownLimbs:
    """Reads and keeps it; until somebody says otherwise there are two legs with two feet."""

    journal: Journal

    def of(self, person_id: str) -> Limbs:
        """Return the legs and feet that this person has."""
        kept = self.journal.settings(person_id).get(_KEY)
        return Limbs(kept) if kept in list(Limbs) else Limbs.BOTH

    def keep(self, person_id: str, limbs: Limbs) -> None:
        """Keep it; a half-way check asked about other legs, so it is begun anew."""
        if limbs is self.of(person_id):
            return
        self.journal.save_setting(person_id, _KEY, limbs.value)
        for draft in ("check", "last_check"):
            self.journal.drop_draft(person_id, draft)
