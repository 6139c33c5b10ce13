"""The space that people are drawn from: normal scores, turned into bodies column by column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from soleus.circulation.data import read_data
from soleus.circulation.kernel import Array
from soleus.circulation.network import LEGS
from soleus.circulation.population.differences import Differences, differences_between_people
from soleus.circulation.population.spread import Spread

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

GRADES = tuple(read_data("network/persons")["heart_failure"])
VEINS = ("great_saphenous", "calf_perforator", "popliteal", "femoral")
"""Veins that can leak; the first is the one that is seen on the leg."""
FARTHEST = 3.5
"""A known height or weight beyond this many normal scores counts as this many."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Many bodies side by side, a row each.

    Parameters
    ----------
    age, height_cm, weight_kg : (n,)
    is_female : (n,)
    scores : correlated normal scores of the quantities by which people differ (n, quantities)
    grade : of heart failure, as its place in ``GRADES`` (n,)
    artery : place of the narrowed artery of each leg, -1 where none is (n, legs)
    index : ankle index that the narrowing leads to at 66 years (n, legs)
    leaks : severity of each leaking vein, 0 where it does not (n, legs, veins)
    """

    age: Array
    is_female: Flags
    height_cm: Array
    weight_kg: Array
    scores: Array
    grade: Places
    artery: Places
    index: Array
    leaks: Array

    def __len__(self) -> int:
        """Return how many bodies there are."""
        return len(self.age)

    def rows(self, places: Sequence[int] | Places) -> "Crowd":
        """Return some of the bodies."""
        at = np.asarray(places)
        return Crowd(*(getattr(self, name)[at] for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class _Cut:
    """A cut distribution of many bodies of one sex: centres, widths and ends, logarithms or not."""

    centre: Array
    width: Array
    least: float
    most: float
    is_log: bool

    def below(self, value: Array | float) -> Array:
        """Return the part of the whole distribution below a value."""
        return np.asarray(ndtr((value - self.centre) / self.width))

    @property
    def parts(self) -> tuple[Array, Array]:
        """The parts of the whole distribution below its two ends."""
        return self.below(self.least), self.below(self.most)


def _cut(spread: Spread, sex: str, age: Array) -> _Cut:
    cut = spread.at(40.0, sex)
    mean, sd = cut.mean, np.full(len(age), cut.sd)
    if spread.sd_by_age:
        ages, times = np.array(spread.sd_by_age).T
        sd *= np.interp(age, ages, times) / np.interp(40.0, ages, times)
    if not cut.is_log:
        return _Cut(np.full(len(age), mean), sd, cut.least, cut.most, False)
    width = np.sqrt(np.log1p((sd / mean) ** 2))
    least, most = float(np.log(cut.least)), float(np.log(cut.most))
    return _Cut(np.log(mean) - width**2 / 2.0, width, least, most, True)


def quantiles(spread: Spread, age: Array, is_female: Flags, scores: Array) -> Array:
    """Return the values of a quantity at normal scores, for each body's age and sex (n,)."""
    out = np.empty(len(scores))
    for sex, rows in (("female", is_female), ("male", ~is_female)):
        cut = _cut(spread, sex, age[rows])
        low, high = cut.parts
        value = cut.centre + cut.width * ndtri(low + ndtr(scores[rows]) * (high - low))
        value = np.clip(value, cut.least, cut.most)
        out[rows] = np.exp(value) if cut.is_log else value
    return out


def scores_of(spread: Spread, age: Array, is_female: Flags, values: Array) -> Array:
    """Return the normal scores of values of a quantity, for each body's age and sex (n,)."""
    out = np.empty(len(values))
    for sex, rows in (("female", is_female), ("male", ~is_female)):
        cut = _cut(spread, sex, age[rows])
        low, high = cut.parts
        value = np.log(values[rows]) if cut.is_log else values[rows]
        inside = np.clip(value, cut.least, cut.most)
        out[rows] = ndtri(np.clip((cut.below(inside) - low) / (high - low), 0.0, 1.0))
    return np.clip(out, -FARTHEST, FARTHEST)


@cache
def quantity_names() -> tuple[str, ...]:
    """Return what people differ by, in the order of the scores."""
    return tuple(differences_between_people().spreads)


@cache
def mixing(held: tuple[str, ...]) -> Array:
    """Return what turns independent scores into correlated ones; those ``held`` come first.

    With the held ones first, their correlated scores follow from as many independent ones, and
    fixing these leaves all others as they are among people who share what is held.
    """
    differ: Differences = differences_between_people()
    names = quantity_names()
    order = [*held, *(n for n in names if n not in held)]
    places = [names.index(n) for n in order]
    whole = differ.mixing() @ differ.mixing().T
    lower = np.linalg.cholesky(whole[np.ix_(places, places)])
    out = np.zeros_like(lower)
    out[places] = lower
    return out


def severities(mean: float, sd: float, scores: Array) -> Array:
    """Return how severely veins leak, at normal scores (cut at 0.05 and 1)."""
    low, high = (ndtr((end - mean) / sd) for end in (0.05, 1.0))
    return np.asarray(np.clip(mean + sd * ndtri(low + ndtr(scores) * (high - low)), 0.05, 1.0))


def share_at(table: Mapping[str, Sequence[Sequence[float]]], age: Array) -> Array:
    """Return the share of people of each age of whom something holds."""
    ages, shares = np.array(table["by_age"], float).T
    return np.asarray(np.interp(age, ages, shares))


def chosen_places(shares: Sequence[float], scores: Array) -> Places:
    """Return which of several words each score falls to, by their shares."""
    ends = np.cumsum(shares) / np.sum(shares)
    found = np.searchsorted(ends, ndtr(scores), side="right")
    return np.asarray(np.minimum(found, len(shares) - 1), np.int64)


N_LEGS, N_VEINS = len(LEGS), len(VEINS)
