"""What a person can do in place of what was refused: the check, or sessions that are open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.assessment import RefusalCause
from soleus.session import routines
from soleus.web.current import the_person

if TYPE_CHECKING:
    from starlette.requests import Request

    from soleus.assessment import Standing
    from soleus.session import Routine


@dataclass(frozen=True, slots=True)
class Instead:
    """What can be done now.

    Parameters
    ----------
    is_check_first : whether a check opens the way
    sessions : the routines that the gate opens
    """

    is_check_first: bool = False
    sessions: tuple[Routine, ...] = ()


NOTHING = Instead()


def instead_of(request: Request) -> Instead:
    """Return what the person of a request that was refused can do now."""
    coach = request.app.state.coach
    person = getattr(request.state, "person", None) or the_person(request, coach)
    return can_do(coach.gate.standing(person.id))


def can_do(standing: Standing) -> Instead:
    """Return what can be done where a person stands so."""
    if standing.refusal:
        return Instead(is_check_first=standing.refusal.cause is not RefusalCause.DECISION)
    permits = standing.clearance.permits if standing.clearance else {}
    return Instead(sessions=tuple(one for one in routines().values() if one.activity in permits))
