"""Every script that a routine's choices can make, for a device that has nobody to ask for one."""

from datetime import datetime
from itertools import product

from soleus.assessment import Permit
from soleus.session.build import script
from soleus.session.limbs import fitted
from soleus.session.routine import Routine, routine
from soleus.session.script import Script
from soleus.vocabulary import Limbs


def variants(
    permit: Permit, routine_id: str, *, now: datetime, limbs: Limbs = Limbs.BOTH
) -> tuple[Script, ...]:
    """Return one script for each way in which the choices that are offered can be made.

    Raises
    ------
    NotPermittedError, UnknownRoutineError
        as :func:`~soleus.session.build.script` does.
    """
    found = fitted(routine(routine_id), limbs)
    return tuple(
        script(permit, routine_id, options, now=now, limbs=limbs) for options in _ways(found)
    )


def _ways(found: Routine) -> list[dict[str, int | str]]:
    offered = [[(name, each) for each in option.offered] for name, option in found.options.items()]
    return [dict(way) for way in product(*offered)]
