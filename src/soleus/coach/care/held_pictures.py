"""Pictures of a form that is not done yet: held half-way, so that a refused form keeps nothing.

The journal only grows; a picture goes into it with the exercise that shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from soleus.journal import PictureEntry

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from soleus.journal import Journal

_DRAFT = "pictures"

MOST_HELD = 16
"""Two forms of eight steps; of more, the newest stay."""


@dataclass(frozen=True, slots=True)
class HeldPictures:
    """Holds each person's pictures until an exercise shows them."""

    journal: Journal

    def hold(self, person_id: str, picture: PictureEntry) -> UUID:
        """Hold a picture and return the id by which it is found, and kept later."""
        id_, shape = uuid4(), picture.as_dict()

        def newest(held: dict[str, Any]) -> dict[str, Any]:
            return dict(list({**held, str(id_): shape}.items())[-MOST_HELD:])

        self.journal.change_draft(person_id, _DRAFT, newest)
        return id_

    def find(self, person_id: str, id_: UUID) -> PictureEntry | None:
        """Return a picture that is held, or None."""
        shape = self._held(person_id).get(str(id_))
        return None if shape is None else PictureEntry.from_dict(shape)

    def ids(self, person_id: str) -> frozenset[str]:
        """Return the ids of all that are held."""
        return frozenset(self._held(person_id))

    def drop(self, person_id: str, ids: Collection[str]) -> None:
        """Hold these no more; what another form has put there meanwhile stays."""

        def others(held: dict[str, Any]) -> dict[str, Any]:
            return {id_: shape for id_, shape in held.items() if id_ not in ids}

        if ids:
            self.journal.change_draft(person_id, _DRAFT, others)

    def _held(self, person_id: str) -> Mapping[str, Any]:
        draft = self.journal.draft(person_id, _DRAFT)
        return draft.document if draft else {}
