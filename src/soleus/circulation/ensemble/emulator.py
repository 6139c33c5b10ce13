"""Foretells readings of a crowd at once, by sums of products that stand in for the model itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from soleus.circulation.data import read_data
from soleus.circulation.ensemble.space import GRADES, VEINS, Crowd, quantity_names
from soleus.circulation.kernel import Array
from soleus.circulation.network import LEGS

ONE = "1"
"""The feature that is 1 for everybody: a term of it and another is that other alone."""
BUILD = ("height_cm", "bmi")
AT_A_TIME = 128
"""Bodies whose terms are worked out at a time, so that they stay in the processor's cache."""


def feature_names() -> tuple[str, ...]:
    """Return what of a body the emulator goes by, in the order of :func:`features`."""
    quantities = [n for n in quantity_names() if n not in BUILD]
    of_legs = [f"{leg}_{what}" for leg in LEGS for what in ("narrowed", "depth", *VEINS)]
    return (ONE, *quantities, "age", "female", "height", "weight", *GRADES[1:], *of_legs)


def features(crowd: Crowd) -> Array:
    """Return the features of each body (features, n), each of the order of 1."""
    names = quantity_names()
    n, places = len(crowd), [i for i, name in enumerate(names) if name not in BUILD]
    columns = [np.ones(n), *crowd.scores.T[places]]
    columns += [(crowd.age - 55.0) / 20.0, 1.0 * crowd.is_female]
    columns += [10.0 * np.log(crowd.height_cm / 170.0), 3.0 * np.log(crowd.weight_kg / 75.0)]
    columns += [1.0 * (crowd.grade == g) for g in range(1, len(GRADES))]
    for leg in range(len(LEGS)):
        is_narrowed = 1.0 * (crowd.artery[:, leg] >= 0)
        columns += [is_narrowed, is_narrowed * (0.7 - crowd.index[:, leg]) / 0.2]
        columns += list(crowd.leaks[:, leg].T)
    return np.stack(columns)


def mirrored(crowd: Crowd) -> Crowd:
    """Return the bodies with their legs exchanged."""
    return replace(
        crowd,
        artery=crowd.artery[:, ::-1],
        index=crowd.index[:, ::-1],
        leaks=crowd.leaks[:, ::-1],
    )


def on_the_left(reading: str, crowd: Crowd) -> tuple[str, Crowd]:
    """Return a reading of the right leg as one of the left of the mirrored bodies."""
    if reading.startswith(f"{LEGS[1]}_"):
        return reading.replace(LEGS[1], LEGS[0], 1), mirrored(crowd)
    return reading, crowd


def unlike(crowd: Crowd) -> Array:
    """Return what makes a body hard to foretell: far scores, heart, arteries, veins (5, n)."""
    return np.stack(
        [
            np.ones(len(crowd)),
            (crowd.scores**2).mean(axis=1) - 1.0,
            crowd.grade / 3.0,
            (crowd.artery >= 0).mean(axis=1),
            crowd.leaks.mean(axis=(1, 2)),
        ]
    )


@dataclass(frozen=True, slots=True)
class Emulator:
    """Sums of products of two features, one sum for each reading.

    Parameters
    ----------
    readings : names, in the order of the columns
    first, second : places of the two features of each term (terms,)
    weights : (readings, terms)
    spread : what the logarithm of the error's variance goes by, as in :func:`unlike` (readings, 5)
    is_log : whether the sum is the reading's logarithm
    """

    readings: tuple[str, ...]
    first: Array
    second: Array
    weights: Array
    spread: Array
    is_log: tuple[bool, ...]

    def of(self, crowd: Crowd) -> dict[str, Array]:
        """Return the sums by reading, in their own scale: logarithms where they are so (n,)."""
        x = features(crowd)
        sums = np.empty((len(self.readings), len(crowd)))
        for first in range(0, len(crowd), AT_A_TIME):
            some = np.ascontiguousarray(x[:, first : first + AT_A_TIME])
            terms = some[self.first] * some[self.second]
            sums[:, first : first + AT_A_TIME] = self.weights @ terms
        return dict(zip(self.readings, sums, strict=True))

    def errors(self, crowd: Crowd) -> dict[str, Array]:
        """Return how far the model lies from the sums (SD), in the sums' scale (n,)."""
        return dict(zip(self.readings, np.exp(0.5 * self.spread @ unlike(crowd)), strict=True))


@cache
def emulator(*readings: str) -> Emulator:
    """Return the emulator of some readings, of all by default."""
    tables: Mapping[str, Mapping] = read_data("ensemble/emulator")["reading"]  # type: ignore[type-arg]
    return built({name: tables[name] for name in readings or tables})


def built(tables: Mapping[str, Mapping]) -> Emulator:  # type: ignore[type-arg]
    """Return the emulator of parsed tables, by reading."""
    names = feature_names()
    terms = list(dict.fromkeys(term for t in tables.values() for term in t["terms"]))
    pairs = [_pair(term) for term in terms]
    weights = np.array([[t["terms"].get(term, 0.0) for term in terms] for t in tables.values()])
    return Emulator(
        tuple(tables),
        np.array([names.index(a) for a, _ in pairs]),
        np.array([names.index(b) for _, b in pairs]),
        weights,
        np.array([t["error"] for t in tables.values()], float),
        tuple(bool(t["is_log"]) for t in tables.values()),
    )


def _pair(term: str) -> tuple[str, str]:
    first, _, second = term.partition(" ")
    return first, second or ONE


def pairs_of(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return every product of two features that can differ between bodies."""
    known = list(names)
    return [(a, b) for i, a in enumerate(known) for b in known[i:]]
