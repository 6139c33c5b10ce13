"""How the leg moves on a page that only shows it: as in the session, but slower."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soleus.session import Routine

PER_MINUTE = 30
"""A pace that the session of ankle pumps offers; the usual one is too quick to look at."""


def moving(routine: Routine) -> dict[str, object]:
    """Return the pose of the part that a session is made for, as its script would have it."""
    frames = next(part.pose for part in routine.parts if part.is_active and part.pose)
    return {"per_minute": PER_MINUTE, "frames": [each.as_dict() for each in frames]}
