"""Makes the person who stands at a chosen place of a population in each of their properties."""

from collections.abc import Mapping

from soleus.circulation.population.differences import (
    Population,
    differences_between_people,
    population_named,
)
from soleus.circulation.population.diseases import Chance
from soleus.circulation.population.sample import VirtualPerson, _healthy, _ill

MIDDLE = 0.5
OF_EVERYBODY = ("sex", "age")
"""Properties that are not among the published spreads."""


def property_names() -> tuple[str, ...]:
    """Return the names of all properties by which people of a population differ, disease apart."""
    return (*OF_EVERYBODY, *differences_between_people().spreads)


def person_at(
    of: str | Population, parts: Mapping[str, float], chance: Chance = lambda: MIDDLE
) -> VirtualPerson:
    """Return the person below whom these parts of the population lie, property by property.

    Each property is taken from its own spread alone: what goes together in people (narrow arteries
    in short ones) is taken apart, as a sensitivity analysis needs it.

    Parameters
    ----------
    of : name of a population, or one of your own
    parts : by property, between 0 and 1; what is not named stands in the middle
    chance : random numbers from 0 to 1 that diseases are dealt out by

    Examples
    --------
    >>> from soleus.circulation import person_at
    >>> weak, strong = (person_at("healthy", {"calf_strength": part}) for part in (0.1, 0.9))
    >>> weak.person.calf_strength < 1 < strong.person.calf_strength
    True
    >>> weak.person.height_cm == strong.person.height_cm
    True

    Raises
    ------
    ExperimentError
        There is no population of this name.
    """
    group = population_named(of) if isinstance(of, str) else of
    spreads = {**differences_between_people().spreads, **{s.name: s for s in group.spread}}
    sex = "female" if parts.get("sex", MIDDLE) < group.women else "male"
    age = group.age(parts.get("age", MIDDLE))
    values = {
        name: spread.at(age, sex).quantile(parts.get(name, MIDDLE))
        for name, spread in spreads.items()
    }
    return _ill(_healthy(0, age, sex, values), group, chance)
