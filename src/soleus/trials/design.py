"""Draws the people of a sensitivity analysis: each property at a place that the method asks for.

SALib (Iwanaga, Usher & Herman 2022, Socio-Environ Syst Model 4:18155) says which places: radial
Sobol samples (Saltelli et al. 2010, Comput Phys Commun 181:259-270), or trajectories (Morris 1991,
Technometrics 33:161-174), whose four levels lie between the lowest and the highest twentieth.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from soleus.circulation import Population, VirtualPerson, person_at, property_names
from soleus.trials.errors import NOT_INSTALLED, TrialsNotInstalledError
from soleus.trials.people import recruited_at
from soleus.trials.trial import UNIT, Sensitivity, Trial

LEVELS = 4
"""Levels of a property that Morris's trajectories step between."""
_OUTERMOST = 0.05
_SURELY_INSIDE = 1e-9

ILLNESS, POPULATION = "illness", "population"
"""What a population deals out by chance beyond the properties, and which population it is."""


def properties_of(populations: Sequence[Population]) -> tuple[str, ...]:
    """Return every property that can vary in people of these populations."""
    names = property_names()
    if any(p.ceap or p.heart_failure or p.ankle_index for p in populations):
        names = (*names, ILLNESS)
    return (*names, POPULATION) if len(populations) > 1 else names


def rows_of(names: tuple[str, ...], asked: Sensitivity) -> int:
    """Return how many people an analysis of so many properties takes."""
    return asked.base * (len(names) + (2 if asked.method == "sobol" else 1))


def varied(trial: Trial, asked: Sensitivity) -> tuple[str, ...]:
    """Return the properties that vary in one analysis."""
    return asked.properties or properties_of(trial.populations)


def designed_trial(trial: Trial, asked: Sensitivity) -> Trial:
    """Return the trial that an analysis needs: its people, its one or two arms, its outcome."""
    arms = {arm.name: arm for arm in trial.arms}
    return replace(
        trial,
        people=rows_of(varied(trial, asked), asked),
        until=None,
        design="crossover",
        arms=tuple(arms[name] for name in (asked.against, asked.arm) if name),
        outcomes=tuple(o for o in trial.outcomes if o.name == asked.outcome),
        cuts=(),
        designed=asked,
    )


def problem_of(names: tuple[str, ...], method: str) -> dict[str, Any]:
    """Return the question as SALib takes it."""
    ends = [_OUTERMOST, 1 - _OUTERMOST] if method == "morris" else [0.0, 1.0]
    return {"num_vars": len(names), "names": list(names), "bounds": [ends] * len(names)}


@lru_cache(maxsize=2)
def places_of(names: tuple[str, ...], method: str, base: int, seed: int) -> np.ndarray:
    """Return where each person stands in each property (person, property), from 0 to 1."""
    from SALib.sample import morris, sobol

    problem, seed = problem_of(names, method), seed % 2**32
    if method == "morris":
        places = morris.sample(problem, base, num_levels=LEVELS, seed=seed)
    else:
        places = sobol.sample(problem, base, calc_second_order=False, seed=seed)
    return np.asarray(np.clip(places, _SURELY_INSIDE, 1 - _SURELY_INSIDE), float)


def drawn_by() -> str:
    """Return by which library places are drawn: another version may draw others.

    Raises
    ------
    TrialsNotInstalledError
        It is not installed.
    """
    try:
        return f"SALib {version('SALib')}"
    except PackageNotFoundError as error:
        raise TrialsNotInstalledError(NOT_INSTALLED) from error


def designed_people(trial: Trial, unit: int) -> Iterator[tuple[VirtualPerson, str]]:
    """Yield the people of a unit of an analysis, each with the title of the group they are of.

    Beyond the last person of an analysis come its first ones again, who are not counted.
    """
    assert trial.designed is not None
    names = varied(trial, trial.designed)
    places = places_of(names, trial.designed.method, trial.designed.base, trial.seed)
    for place in range(unit * UNIT, (unit + 1) * UNIT):
        parts = dict(zip(names, map(float, places[place % len(places)]), strict=True))
        group = recruited_at(trial, parts.get(POPULATION, 0.0))
        yield _person(trial, group, parts), trial.recruited[group].title


def _person(trial: Trial, group: int, parts: Mapping[str, float]) -> VirtualPerson:
    """Return one person; the illness is dealt out by a stream that its place alone begins."""
    place = int(parts.get(ILLNESS, 0.5) * 2**53)
    stream = np.random.Generator(np.random.PCG64(np.random.SeedSequence((trial.seed, place))))
    return person_at(trial.populations[group], parts, lambda: float(stream.random()))
