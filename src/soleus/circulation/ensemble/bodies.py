"""Turns rows of a crowd into people that the model can simulate, and back."""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.special import ndtr

from soleus.circulation.body import between
from soleus.circulation.ensemble.space import GRADES, VEINS, Crowd, Flags, quantity_names, scores_of
from soleus.circulation.kernel import Array
from soleus.circulation.network import LEGS
from soleus.circulation.person import Person, Reflux, Stenosis
from soleus.circulation.population import VirtualPerson, population_named
from soleus.circulation.population.differences import differences_between_people


def _arteries() -> tuple[str, ...]:
    spread = population_named("arterial_disease").ankle_index
    return tuple(spread.vessels) if spread else ()


def _stenosis(crowd: Crowd, row: int) -> tuple[Stenosis, ...]:
    places, names = differences_between_people().narrowings, _arteries()
    found = []
    for i, leg in enumerate(LEGS):
        if (artery := int(crowd.artery[row, i])) >= 0:
            place = places[names[artery]]
            lost = between(place.points, float(crowd.index[row, i]))
            found.append(Stenosis(leg, place.vessel, lost, place.length_cm))
    return tuple(found)


def _reflux(crowd: Crowd, row: int) -> tuple[Reflux, ...]:
    return tuple(
        Reflux(leg, vein, float(crowd.leaks[row, i, j]))
        for i, leg in enumerate(LEGS)
        for j, vein in enumerate(VEINS)
        if crowd.leaks[row, i, j] > 0.0
    )


def people_of(crowd: Crowd) -> tuple[VirtualPerson, ...]:
    """Return the people of a crowd, in order."""
    return tuple(_people(crowd))


def _people(crowd: Crowd) -> Iterator[VirtualPerson]:
    spreads, names = differences_between_people().spreads, quantity_names()
    for row in range(len(crowd)):
        age, sex = float(crowd.age[row]), "female" if crowd.is_female[row] else "male"
        parts = dict(zip(names, ndtr(crowd.scores[row]), strict=True))
        own = {n: s.at(age, sex).quantile(float(parts[n])) for n, s in spreads.items() if s.numbers}
        strength = spreads["calf_strength"].at(age, sex).quantile(float(parts["calf_strength"]))
        person = Person(
            age=age,
            sex=sex,
            height_cm=float(crowd.height_cm[row]),
            weight_kg=float(crowd.weight_kg[row]),
            heart_failure=GRADES[int(crowd.grade[row])],
            calf_strength=strength,
            stenosis=_stenosis(crowd, row),
            reflux=_reflux(crowd, row),
        )
        yield VirtualPerson(row, person, own)


def crowd_of(people: Sequence[VirtualPerson]) -> Crowd:
    """Return people side by side, whatever population they were drawn from."""
    who, names = [p.person for p in people], _arteries()
    artery, index = np.full((len(who), len(LEGS)), -1), np.ones((len(who), len(LEGS)))
    leaks = np.zeros((len(who), len(LEGS), len(VEINS)))
    age, is_female = np.array([p.age for p in who]), np.array([p.sex == "female" for p in who])
    for row, person in enumerate(who):
        for s in person.stenosis:
            leg = LEGS.index(s.leg)
            artery[row, leg] = names.index(s.vessel)
            index[row, leg] = _index_of(s)
        for r in person.reflux:
            place = row, LEGS.index(r.leg), VEINS.index(r.vessel)
            leaks[place] = max(leaks[place], r.severity)
    return Crowd(
        age,
        is_female,
        np.array([p.height_cm for p in who]),
        np.array([p.weight_kg for p in who]),
        _scores(people, age, is_female),
        np.array([GRADES.index(p.heart_failure) for p in who]),
        artery,
        index,
        leaks,
    )


def _index_of(s: Stenosis) -> float:
    points = differences_between_people().narrowings[s.vessel].points
    by_loss = sorted((lost, index) for index, lost in points)
    return between(by_loss, s.diameter_reduction)


def _scores(people: Sequence[VirtualPerson], age: Array, is_female: Flags) -> Array:
    """Return the normal scores of all quantities, against people of the same age and sex."""
    values = {
        "height_cm": np.array([p.person.height_cm for p in people]),
        "bmi": np.array([p.person.weight_kg / (p.person.height_cm / 100.0) ** 2 for p in people]),
        "calf_strength": np.array([p.person.calf_strength for p in people]),
    }
    values |= {n: np.array([p.own[n] for p in people]) for n in people[0].own}
    spreads = differences_between_people().spreads
    return np.column_stack(
        [scores_of(spreads[n], age, is_female, values[n]) for n in quantity_names()]
    )
