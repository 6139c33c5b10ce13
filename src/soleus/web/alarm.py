"""Whether an emergency stands for the person of a request: then every page says so at its top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.journal import JournalUnavailableError
from soleus.web.offline import SHELLS

if TYPE_CHECKING:
    from starlette.requests import Request


def emergency_stands(request: Request) -> bool:
    """Return whether what is known of the person now is an emergency.

    A page that a device keeps for everybody says nothing of a person: there a script asks the gate
    of the device. A journal that cannot be read is told by the page that it leads to.
    """
    person = getattr(request.state, "person", None)
    if person is None or request.url.path in SHELLS:
        return False
    try:
        return bool(request.app.state.coach.gate.standing(person.id).is_emergency)
    except JournalUnavailableError:
        return False
