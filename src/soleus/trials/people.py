"""Who takes part: each person by the trial's seed and their place in it alone."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from soleus.circulation import VirtualPerson, sample
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

ABOUT_NUMBERS: Mapping[str, tuple[str, str]] = {
    "age": ("year", "age"),
    "height_cm": ("cm", "height"),
    "weight_kg": ("kg", "weight"),
    "calf_strength": ("1", "strength of the calf over what is usual at this age and sex"),
}
"""The unit of each number, and what it is."""

_RECRUITED, _RANDOMISED, _DRAWN = 1, 2, 3
"""Streams of random numbers that have nothing to do with each other."""


def _chance(trial: Trial, index: int, stream: int) -> float:
    seeds = np.random.SeedSequence((trial.seed, index, stream))
    return float(np.random.Generator(np.random.PCG64(seeds)).random())


def recruited_from(trial: Trial, index: int) -> int:
    """Return the place of the population that a person is recruited from."""
    return recruited_at(trial, _chance(trial, index, _RECRUITED))


def recruited_at(trial: Trial, part: float) -> int:
    """Return the place of the population that this part of the people, from 0 to 1, falls in."""
    shares = np.cumsum([each.share for each in trial.recruited])
    place = np.searchsorted(shares, part * shares[-1], side="right")
    return int(min(place, len(shares) - 1))


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
    drawn = [sample(group, UNIT, _seed(trial, unit)) for group in trial.populations]
    found = []
    for place in range(UNIT):
        group = recruited_from(trial, unit * UNIT + place)
        found.append((drawn[group][place], trial.recruited[group].title))
    return found


def _seed(trial: Trial, unit: int) -> int:
    """Return the seed that the bodies of a unit are drawn by."""
    words = np.random.SeedSequence((trial.seed, unit, _DRAWN)).generate_state(1, np.uint64)
    return int(words[0] >> np.uint64(1))


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
