"""Who stands for a person in a simulation, as a room above hands it down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from soleus.circulation import Known, VirtualPerson

PeopleOf: TypeAlias = "Callable[[Known, int], Sequence[VirtualPerson]]"
"""Draws so many simulated people who fit what is known of one."""
