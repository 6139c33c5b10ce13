"""Draws what nobody has told of a held-back person: it is there as often as among people."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from soleus.circulation.data import read_data
from soleus.circulation.ensemble.known import Known
from soleus.circulation.ensemble.space import VEINS, share_at
from soleus.circulation.network import LEGS
from soleus.circulation.person import Reflux
from soleus.circulation.population import VirtualPerson, population_named
from soleus.circulation.population.differences import differences_between_people
from soleus.circulation.population.diseases import Chance, narrowed_arteries
from soleus.circulation.population.spread import CutNormal

_LEAST_SEVERITY, _WORST = 0.05, 1.0


def with_untold(one: VirtualPerson, told: Known, chance: Chance) -> VirtualPerson:
    """Return the person with what people of this age and sex can have unseen.

    Populations hold one disease and no other, while nobody who tells of one has told that there is
    no other: veins leak in legs on which nothing is seen, and arteries are narrowed unnoticed. The
    shares are those of unknown.toml; the way is that of populations, and not that of the fit.

    Parameters
    ----------
    one : as a population draws people
    told : what is told of the person; of a leg whose class is told as C2 or more nothing is added
    chance : random numbers of this person alone
    """
    person = one.person
    arteries = population_named("arterial_disease").ankle_index
    share = float(share_at(read_data("ensemble/unknown")["narrowed"], np.array([person.age]))[0])
    if chance() < share and not person.stenosis and arteries is not None:
        lesions = narrowed_arteries(arteries, differences_between_people().narrowings, chance)
        person = replace(person, stenosis=lesions)
    unseen = tuple(_leaks(person.sex, told, chance))
    return replace(one, person=replace(person, reflux=(*person.reflux, *unseen)))


def _leaks(sex: str, told: Known, chance: Chance) -> Iterator[Reflux]:
    """Yield leaks of legs of which no class of disease is told, or one with nothing to be seen."""
    table, classes = read_data("ensemble/unknown")["leaking"], differences_between_people().ceap
    severity = CutNormal(table["severity_mean"], table["severity_sd"], _LEAST_SEVERITY, _WORST)
    for leg in LEGS:
        ceap = told.ceap.get(leg, "")
        part = float(table["unseen"]) if ceap else 1.0
        for vein in VEINS:
            whether, how_much = chance(), chance()
            if ceap not in classes and whether < part * table[sex][vein]:
                yield Reflux(leg, vein, severity.quantile(how_much))
