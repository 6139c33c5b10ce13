"""What happened to a week after drafting: changes by the person, and items that fell away."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Edit(StrEnum):
    """What a person, or the re-balancing after them, did to an item."""

    MOVED = "moved"
    SWAPPED = "swapped"
    DROPPED = "dropped"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True)
class Change:
    """One change to the week: which item, and where or what it became.

    ``at`` is the local moment it was moved to, ``kind`` what it was swapped to; ``text`` says it.
    """

    edit: Edit
    item_id: str
    text: str
    at: datetime | None = None
    kind: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape of a change."""
        return {
            "edit": self.edit.value,
            "item_id": self.item_id,
            "text": self.text,
            "at": self.at.isoformat(timespec="minutes") if self.at else None,
            "kind": self.kind,
        }


@dataclass(frozen=True, slots=True)
class RefusedItem:
    """An item of a kept plan that could not come back, and why."""

    id: str
    title: str
    why: str

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape of a refused item."""
        return {"id": self.id, "title": self.title, "why": self.why}
