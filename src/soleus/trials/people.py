"""Who takes part: each person by the trial's seed and their place in it alone."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from soleus.circulation import VirtualPerson, drawn
from soleus.trials.trial import UNIT, Trial

KNOWN_OF_PEOPLE: Mapping[str, bool] = {
    "population": False,
    "sex": False,
    "ceap": False,
    "age": True,
    "height_cm": True,
    "weight_kg": True,
    "calf_strength": True,
}
"""What people can be cut by, and whether it is a number."""

_RECRUITED, _RANDOMISED = 1, 2
"""Streams of random numbers of one person, besides those that their body is drawn by."""


def _chance(trial: Trial, index: int, stream: int) -> float:
    seeds = np.random.SeedSequence((trial.seed, index, stream))
    return float(np.random.Generator(np.random.PCG64(seeds)).random())


def recruited_from(trial: Trial, index: int) -> int:
    """Return the place of the population that a person is recruited from."""
    shares = np.cumsum([each.share for each in trial.recruited])
    part = _chance(trial, index, _RECRUITED) * shares[-1]
    return int(min(np.searchsorted(shares, part, side="right"), len(shares) - 1))


def arm_of(trial: Trial, index: int) -> int:
    """Return the arm that a person of a parallel trial is randomised to.

    Arms are dealt out in blocks of one person an arm, each block in an order of its own, so that
    arms never differ in size by more than one.
    """
    arms = len(trial.arms)
    block, place = divmod(index, arms)
    seeds = np.random.SeedSequence((trial.seed, block, _RANDOMISED))
    order = np.random.Generator(np.random.PCG64(seeds)).permutation(arms)
    return int(order[place])


def people_of_unit(trial: Trial, unit: int) -> list[tuple[VirtualPerson, str]]:
    """Return the people of a unit, each with the title of the group they are recruited from.

    A unit is always whole: beyond the last person of a trial it holds the next ones, who are run
    beside the others and not counted.
    """
    found = []
    for index in range(unit * UNIT, (unit + 1) * UNIT):
        place = recruited_from(trial, index)
        person = next(iter(drawn(trial.populations[place], (index,), trial.seed)))
        found.append((person, trial.recruited[place].title))
    return found


def known_of(person: VirtualPerson, group: str) -> dict[str, Any]:
    """Return what a person is cut into subgroups by."""
    body = person.person
    return {
        "population": group,
        "sex": body.sex,
        "ceap": person.ceap,
        "age": body.age,
        "height_cm": body.height_cm,
        "weight_kg": body.weight_kg,
        "calf_strength": body.calf_strength,
    }
