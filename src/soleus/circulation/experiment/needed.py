"""Which of the model's names a set of readings looks at, so that a run keeps no others."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import SupportsIndex

from soleus.circulation.instruments import reading
from soleus.circulation.person import Person
from soleus.circulation.protocol import Protocol, Step
from soleus.circulation.simulate import simulate

_LOOK = Protocol(
    (
        Step("lying", "supine", 10.0),
        Step("moving", "standing", 6.0, "calf_raises", 60.0),
        Step("standing", "standing", 6.0),
    )
)
"""Steps of every kind that an instrument tells apart."""


class _Noting(tuple[str, ...]):
    """Names of a record that remember which of them an instrument asked for."""

    asked: set[str]

    def index(self, name: str, *bounds: SupportsIndex) -> int:
        """Return the place of a name, and note it."""
        self.asked.add(name)
        return super().index(name, *bounds)


def names_needed(reads: Iterable[str]) -> tuple[str, ...]:
    """Return the names that these readings look at, with all fluids, by which volume is checked.

    A run of many hours with all names of all people would take gigabytes.

    Parameters
    ----------
    reads : names of readings, such as ``heart`` or ``foot_vein:left``
    """
    asked = tuple(dict.fromkeys(reads))
    states = [read.partition(":")[2] for read in asked if read.startswith("state:")]
    looked_at = _looked_at(tuple(read for read in asked if not read.startswith("state:")))
    return tuple(dict.fromkeys((*states, *looked_at)))


@cache
def _looked_at(reads: tuple[str, ...]) -> tuple[str, ...]:
    run = simulate(Person(), _LOOK)
    noting = _Noting(run.observed)
    noting.asked = set()
    looked = replace(run, observed=noting)
    for step in range(len(_LOOK.steps)):
        for name in reads:
            reading(looked.view(step), name)
    fluids = (name for name in run.observed if name.startswith(("V_", "F_")))
    return tuple(dict.fromkeys((*sorted(noting.asked), *fluids)))
