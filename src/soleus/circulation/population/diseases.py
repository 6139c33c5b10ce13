"""Draws what is ill in one person: leaking valves, narrowed arteries, a failing heart."""

from collections.abc import Callable, Mapping

from soleus.circulation.body import between
from soleus.circulation.network import LEGS
from soleus.circulation.person import Reflux, Stenosis
from soleus.circulation.population.differences import AnkleIndex, CeapClass, Narrowing

Chance = Callable[[], float]
"""Returns the next random number of one person, from 0 to 1."""


def chosen(shares: Mapping[str, float], part: float) -> str:
    """Return the word whose share of the whole holds this part."""
    words = [word for word, share in shares.items() if share > 0.0]
    left = part * sum(shares.values())
    for word in words[:-1]:
        left -= shares[word]
        if left < 0.0:
            return word
    return words[-1]


def leaking_valves(ceap: CeapClass, chance: Chance) -> tuple[Reflux, ...]:
    """Return the leaks of both legs of somebody of a class, at least one."""
    severity = ceap.severity()
    leaks = [
        Reflux(leg, vessel, severity.quantile(how_much))
        for leg in LEGS
        for vessel, share in ceap.leaks.items()
        for whether, how_much in [(chance(), chance())]
        if whether < share
    ]
    # Somebody of a class of disease has some: the vein that leaks most often, in one leg.
    vessel = max(ceap.leaks, key=lambda v: ceap.leaks[v])
    leg, how_much = LEGS[int(chance() < 0.5)], chance()
    return tuple(leaks) or (Reflux(leg, vessel, severity.quantile(how_much)),)


def narrowed_arteries(
    index: AnkleIndex, narrowings: Mapping[str, Narrowing], chance: Chance
) -> tuple[Stenosis, ...]:
    """Return a narrowing of one leg or both, each by the ankle index that it leads to."""
    first, both = LEGS[int(chance() < 0.5)], chance() < index.both_legs
    lesions = []
    for leg in sorted(LEGS, key=lambda leg: leg != first):
        vessel, value = chosen(index.vessels, chance()), index.spread().quantile(chance())
        place = narrowings[vessel]
        lesions.append(Stenosis(leg, vessel, between(place.points, value), place.length_cm))
    return tuple(lesions if both else lesions[:1])
