"""Who somebody may be before anything is measured: what is told is held, the rest is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

from soleus.circulation.data import read_data
from soleus.circulation.ensemble.known import Known
from soleus.circulation.ensemble.space import (
    FARTHEST,
    GRADES,
    N_LEGS,
    N_VEINS,
    VEINS,
    Crowd,
    Flags,
    Places,
    chosen_places,
    mixing,
    quantiles,
    quantity_names,
    scores_of,
    severities,
    share_at,
)
from soleus.circulation.kernel import Array
from soleus.circulation.network import LEGS
from soleus.circulation.population import population_named
from soleus.circulation.population.differences import CeapClass, differences_between_people
from soleus.circulation.population.spread import CutNormal

BUILD = ("height_cm", "bmi")
ERRORS = ("endurance", "calf_shape", "feeling", "hours")
"""What of a person moves a measurement and nothing in the legs; drawn with the person."""
_GRID = np.linspace(-FARTHEST, FARTHEST, 281)


def _blocks() -> dict[str, int]:
    return {
        "age": 1,
        "sex": 1,
        "quantities": len(quantity_names()),
        "failing": 2,
        "narrowed": 3,
        "arteries": 2 * N_LEGS,
        "leaks": 2 * N_LEGS * N_VEINS,
        "errors": len(ERRORS),
    }


class _Leaking(NamedTuple):
    """The chance of each vein of a leg to leak, and how severely it then does."""

    shares: Array
    mean: float
    sd: float


def density(cut: CutNormal, values: Array) -> Array:
    """Return how many people lie at values, against others of the same distribution."""
    inside = (values >= cut.least) & (values <= cut.most)
    mean, sd = cut.mean, cut.sd
    if not cut.is_log:
        return np.where(inside, np.exp(-0.5 * ((values - mean) / sd) ** 2), 0.0)
    width = np.sqrt(np.log1p((sd / mean) ** 2))
    score = (np.log(values) - np.log(mean) + width**2 / 2.0) / width
    return np.where(inside, np.exp(-0.5 * score**2) / values, 0.0)


def _classes() -> Mapping[str, CeapClass]:
    return differences_between_people().ceap


def dimensions() -> int:
    """Return how many independent normal scores make one person."""
    return sum(_blocks().values())


def block(latent: Array, name: str) -> Array:
    """Return the columns of the independent scores that say one thing of a person."""
    first = 0
    for key, width in _blocks().items():
        if key == name:
            return latent[:, first : first + width]
        first += width
    raise LookupError(name)


@dataclass(frozen=True)
class Prior:
    """Turns independent normal scores into bodies that agree with what is told of a person.

    Parameters
    ----------
    known : what is told; its measurements have no part in it
    shares : how many have what is not told, as in unknown.toml
    ages : youngest and oldest where age is not told
    """

    known: Known
    shares: Mapping[str, Any]
    ages: tuple[float, float]

    @classmethod
    def of(cls, known: Known) -> "Prior":
        """Return the prior of a person, with shares and ages as people have them."""
        adults = population_named("healthy")
        return cls(known, read_data("ensemble/unknown"), (adults.youngest, adults.oldest))

    def crowd(self, latent: Array) -> Crowd:
        """Return the bodies of some independent scores (n, dimensions)."""
        age, is_female = self._age_and_sex(latent)
        height, weight, scores = self._build(latent, age, is_female)
        artery, index = self._arteries(latent, age)
        return Crowd(
            age,
            is_female,
            height,
            weight,
            scores,
            self._grade(latent, age),
            artery,
            index,
            self._leaks(latent, is_female),
        )

    def _age_and_sex(self, latent: Array) -> tuple[Array, Flags]:
        n, known = len(latent), self.known
        young, old = self.ages
        age = young + (old - young) * ndtr(block(latent, "age")[:, 0])
        if known.age is not None:
            age = np.full(n, float(known.age))
        is_female = block(latent, "sex")[:, 0] < 0.0
        if known.sex is not None:
            is_female = np.full(n, known.sex == "female")
        return age, is_female

    def _build(self, latent: Array, age: Array, is_female: Flags) -> tuple[Array, Array, Array]:
        """Return height [cm], weight [kg] and the scores of all quantities."""
        own, names, known = block(latent, "quantities"), quantity_names(), self.known
        spreads, lower = differences_between_people().spreads, mixing(BUILD)
        tall, wide = (names.index(n) for n in BUILD)
        h = self._height_scores(own[:, 0], age, is_female)
        height = quantiles(spreads["height_cm"], age, is_female, h)
        if known.height_cm is not None:
            height = np.full(len(age), float(known.height_cm))
        slope, rest = lower[wide, 0] / lower[tall, 0], lower[wide, 1]
        if known.weight_kg is None:
            b = slope * h + rest * own[:, 1]
            weight = quantiles(spreads["bmi"], age, is_female, b) * (height / 100.0) ** 2
        else:
            weight = np.full(len(age), float(known.weight_kg))
            b = scores_of(spreads["bmi"], age, is_female, weight / (height / 100.0) ** 2)
        free = np.column_stack([h / lower[tall, 0], (b - slope * h) / rest, own[:, 2:]])
        return height, weight, np.asarray(free @ lower.T)

    def _height_scores(self, own: Array, age: Array, is_female: Flags) -> Array:
        known = self.known
        if known.height_cm is not None:
            spread = differences_between_people().spreads["height_cm"]
            return scores_of(spread, age, is_female, np.full(len(age), float(known.height_cm)))
        if known.weight_kg is None:
            return own
        out = np.empty(len(age))
        for sex, rows in (("female", is_female), ("male", ~is_female)):
            out[rows] = np.interp(ndtr(own[rows]), self._heights_of_weight[sex], _GRID)
        return out

    @cached_property
    def _heights_of_weight(self) -> dict[str, Array]:
        """Return how heights are spread among people of the weight, by sex, over the grid."""
        spreads, out = differences_between_people().spreads, {}
        for sex in ("female", "male"):
            is_female, ages = np.full(len(_GRID), sex == "female"), np.full(len(_GRID), 40.0)
            tall = quantiles(spreads["height_cm"], ages, is_female, _GRID) / 100.0
            bmi = float(self.known.weight_kg or 0.0) / tall**2
            cut = spreads["bmi"].at(40.0, sex)
            slim = density(cut, bmi)
            part = np.cumsum(np.exp(-0.5 * _GRID**2) * (slim + 1e-300) / tall**2)
            out[sex] = part / part[-1]
        return out

    def _grade(self, latent: Array, age: Array) -> Places:
        if self.known.heart_failure is not None:
            return np.full(len(age), GRADES.index(self.known.heart_failure))
        table, own = self.shares["failing"], block(latent, "failing")
        shares = [float(table["grades"].get(g, 0.0)) for g in GRADES]
        grade = chosen_places(shares, own[:, 1])
        return np.where(ndtr(own[:, 0]) < share_at(table, age), grade, 0)

    def _arteries(self, latent: Array, age: Array) -> tuple[Places, Array]:
        """Return which artery of each leg is narrowed, and to which ankle index."""
        spread = population_named("arterial_disease").ankle_index
        if spread is None:
            raise LookupError("arterial_disease has no ankle index")
        own, places = block(latent, "narrowed"), block(latent, "arteries")
        is_ill = ndtr(own[:, 0]) < share_at(self.shares["narrowed"], age)
        both = ndtr(own[:, 2]) < spread.both_legs
        artery, index = np.full((len(age), N_LEGS), -1), np.ones((len(age), N_LEGS))
        cut = spread.spread()
        low, high = (ndtr((end - cut.mean) / cut.sd) for end in (cut.least, cut.most))
        for leg in range(N_LEGS):
            has = is_ill & (both | ((own[:, 1] < 0.0) == (leg == 0)))
            which = chosen_places(list(spread.vessels.values()), places[:, 2 * leg])
            part = low + ndtr(places[:, 2 * leg + 1]) * (high - low)
            artery[:, leg] = np.where(has, which, -1)
            index[:, leg] = np.where(has, cut.mean + cut.sd * ndtri(part), 1.0)
        return artery, index

    def _leaks(self, latent: Array, is_female: Flags) -> Array:
        own = block(latent, "leaks").reshape(-1, N_LEGS, N_VEINS, 2)
        whether, how_much = ndtr(own[..., 0]), own[..., 1]
        legs = [self._leaking(leg, is_female) for leg in LEGS]
        leaks = np.stack([whether[:, i] < leg.shares for i, leg in enumerate(legs)], axis=1)
        self._at_least_one(leaks, how_much)
        severity = [severities(leg.mean, leg.sd, how_much[:, i]) for i, leg in enumerate(legs)]
        return np.where(leaks, np.stack(severity, axis=1), 0.0)

    def _at_least_one(self, leaks: Flags, chance: Array) -> None:
        """Let one vein leak in somebody of a class of venous disease in whom none does, yet."""
        told = [i for i, leg in enumerate(LEGS) if self.known.ceap.get(leg, "") in _classes()]
        if told:
            rows = np.flatnonzero(~leaks.any(axis=(1, 2)))
            which = np.where(chance[rows, 0, 1] < 0.0, told[0], told[-1])
            leaks[rows, which, 0] = True

    def _leaking(self, leg: str, is_female: Flags) -> _Leaking:
        """Return which veins of a leg leak, and how severely."""
        told = self.known.ceap.get(leg, "C2" if leg in self.known.leaking else "")
        if told in _classes():
            ceap = _classes()[told]
            shares = np.array([ceap.leaks.get(v, 0.0) for v in VEINS])
            if leg in self.known.leaking:
                shares[0] = 1.0
            return _Leaking(shares, ceap.severity_mean, ceap.severity_sd)
        table = self.shares["leaking"]
        by_sex = [np.array([table[sex][v] for v in VEINS]) for sex in ("female", "male")]
        if told:  # C0 or C1: nothing is seen, which is so of many legs that leak a little
            by_sex = [table["unseen"] * shares for shares in by_sex]
        shares = np.where(is_female[:, None], *by_sex)
        return _Leaking(shares, float(table["severity_mean"]), float(table["severity_sd"]))
