"""A simulated cycle, entered only when it is asked for: the model takes long to load."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soleus.circulation import Known
    from soleus.prediction.alike import PeopleOf
    from soleus.prediction.cycle_table import CycleTable


def simulated_cycle(
    known: Known,
    activity: str,
    posture: str,
    leg: str,
    *,
    people: int = 32,
    like: PeopleOf | None = None,
) -> CycleTable | None:
    """Return what :func:`soleus.prediction.cycle.simulated_cycle` does.

    Raises
    ------
    ImportError
        where the model is not there.
    """
    from soleus.circulation import people_like
    from soleus.prediction import cycle

    who = like or people_like
    return cycle.simulated_cycle(known, activity, posture, leg, people=people, like=who)
