"""Draws people of a population, each by the seed and their place in it alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from scipy.special import ndtr, ndtri

from soleus.circulation.body import names_like
from soleus.circulation.errors import ExperimentError
from soleus.circulation.numbers import Numbers, numbers_with
from soleus.circulation.person import Person
from soleus.circulation.population.differences import (
    Population,
    differences_between_people,
    population_named,
)
from soleus.circulation.population.diseases import (
    Chance,
    chosen,
    leaking_valves,
    narrowed_arteries,
)

MOST_PEOPLE = 1_000_000
_MOST_SEED = 2**63


@dataclass(frozen=True, slots=True)
class VirtualPerson:
    """A simulated person: nobody who lives, drawn from published distributions.

    Parameters
    ----------
    index : place in the population, from 0
    person : age, sex, build and disease
    own : what this person has of each quantity, against the mean of age, sex and build
    ceap : class of venous disease, if that is what was drawn
    """

    index: int
    person: Person
    own: Mapping[str, float]
    ceap: str = ""

    @property
    def numbers(self) -> Numbers:
        """Numbers of the model as this person has them, as ``simulate`` takes them."""
        usual = numbers_with()
        return {
            name: usual[name] * factor
            for quantity, factor in self.own.items()
            for name in _multiplied(quantity)
        }

    def as_dict(self) -> dict[str, Any]:
        """Return the tables ``person`` and ``numbers`` of an experiment file."""
        about: dict[str, Any] = {"simulated": True, "index": self.index}
        about |= {"ceap": self.ceap} if self.ceap else {}
        return about | {"person": self.person.as_dict(), "numbers": self.numbers}


@cache
def _multiplied(quantity: str) -> tuple[str, ...]:
    return names_like(differences_between_people().spreads[quantity].numbers)


def sample(of: str | Population, n: int, seed: int) -> tuple[VirtualPerson, ...]:
    """Return ``n`` people of a population; the i-th is the same whatever ``n`` is.

    Parameters
    ----------
    of : name of a population, or one of your own
    n : how many
    seed : another seed gives other people, the same seed the same

    Examples
    --------
    >>> from soleus.circulation import Protocol, Step, sample, simulate
    >>> people = sample("healthy", 8, seed=1)
    >>> people[3] == sample("healthy", 4, seed=1)[3]
    True
    >>> run = simulate(
    ...     [p.person for p in people],
    ...     Protocol((Step("rest", "supine", 30),)),
    ...     [p.numbers for p in people],
    ... )
    >>> rates = [60 * float(run.view(0, i).last("rate", 9.0).mean()) for i in range(8)]
    >>> max(rates) - min(rates) > 5  # beats a minute between these eight
    True

    Raises
    ------
    ExperimentError
        The population, the number or the seed is none that can be drawn.
    """
    group = population_named(of) if isinstance(of, str) else of
    whole = {"n": (n, MOST_PEOPLE), "seed": (seed, _MOST_SEED)}
    faults = [
        f"{name} is {str(value)[:60]}, but has to be a whole number from 0 to {most}"
        for name, (value, most) in whole.items()
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most
    ]
    if faults:
        raise ExperimentError(faults)
    return tuple(_people(group, n, seed))


def _people(group: Population, n: int, seed: int) -> Iterator[VirtualPerson]:
    differ = differences_between_people()
    spreads = {**differ.spreads, **{s.name: s for s in group.spread}}
    mixing = differ.mixing()
    for index in range(n):
        chance = _chances(seed, index)
        sex = "female" if chance() < group.women else "male"
        age = group.age(chance())
        # A score of exactly 0 has no normal score; half of the generator's grain does.
        independent = ndtri([max(chance(), 2.0**-54) for _ in spreads])
        parts = ndtr(mixing @ independent)
        values = {
            name: spread.at(age, sex).quantile(float(part))
            for (name, spread), part in zip(spreads.items(), parts, strict=True)
        }
        yield _ill(_healthy(index, age, sex, values), group, chance)


def _chances(seed: int, index: int) -> Chance:
    """Return the random numbers of one person: a stream of their own."""
    stream = np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, index))))
    return lambda: float(stream.random())


def _healthy(index: int, age: float, sex: str, values: Mapping[str, float]) -> VirtualPerson:
    height = values["height_cm"]
    person = Person(
        age=age,
        sex=sex,
        height_cm=height,
        weight_kg=values["bmi"] * (height / 100.0) ** 2,
        calf_strength=values["calf_strength"],
    )
    spreads = differences_between_people().spreads
    own = {name: value for name, value in values.items() if spreads[name].numbers}
    return VirtualPerson(index, person, own)


def _ill(one: VirtualPerson, group: Population, chance: Chance) -> VirtualPerson:
    """Return the person with the diseases of the population."""
    differ, person, ceap = differences_between_people(), one.person, ""
    if group.heart_failure:
        person = replace(person, heart_failure=chosen(group.heart_failure, chance()))
    if group.ankle_index:
        lesions = narrowed_arteries(group.ankle_index, differ.narrowings, chance)
        person = replace(person, stenosis=lesions)
    if group.ceap:
        ceap = chosen(group.ceap, chance())
        person = replace(person, reflux=leaking_valves(differ.ceap[ceap], chance))
    return replace(one, person=person, ceap=ceap)
