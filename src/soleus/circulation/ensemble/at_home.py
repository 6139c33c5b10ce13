"""How likely a body makes what was measured of it at home, with the error of each measurement."""

from collections.abc import Mapping
from functools import cache
from math import log
from typing import Any, NamedTuple

import numpy as np

from soleus.circulation.body import differences
from soleus.circulation.data import read_data
from soleus.circulation.ensemble.battery import HOURS
from soleus.circulation.ensemble.build import own, tissue_ml
from soleus.circulation.ensemble.emulator import emulator, on_the_left
from soleus.circulation.ensemble.known import Known
from soleus.circulation.ensemble.prior import ERRORS, block
from soleus.circulation.ensemble.space import Crowd
from soleus.circulation.kernel import Array
from soleus.circulation.network import LEGS
from soleus.circulation.numbers import numbers_with
from soleus.circulation.person import Person

_SEXES = ("female", "male")
LONGEST_H = 12.0
"""Sitting beyond so many hours a day counts as so many."""


class Miss(NamedTuple):
    """How far a measurement lies from what each body would read, and the SD of that (n,) both.

    The SD holds the error of measuring and that of the emulator.
    """

    far: Array
    sd: Array

    @property
    def in_sd(self) -> Array:
        """How many SD it lies away."""
        return np.asarray(self.far / self.sd)


@cache
def errors() -> Mapping[str, Any]:
    """Return the errors of measurements at home, as at_home.toml says them."""
    return read_data("ensemble/at_home")


def error_score(latent: Array, name: str) -> Array:
    """Return the normal score of what moves one measurement and nothing in the legs."""
    return block(latent, "errors")[:, ERRORS.index(name)]


def usual_raises(crowd: Crowd) -> Array:
    """Return how many raises of one heel people of each body's age, sex and strength can do."""
    table = errors()["calf_raises"]
    usual = np.empty(len(crowd))
    for sex, rows in zip(_SEXES, (crowd.is_female, ~crowd.is_female), strict=True):
        ages, numbers = np.array(table[sex], float).T
        usual[rows] = np.interp(crowd.age[rows], ages, numbers)
    return np.asarray(usual * own(crowd, "calf_strength"))


def raises(crowd: Crowd, latent: Array) -> Array:
    """Return how many raises of one heel each body can do, its own endurance with it."""
    endures = errors()["calf_raises"]["endurance_sd"] * error_score(latent, "endurance")
    return np.asarray(usual_raises(crowd) * np.exp(endures))


@cache
def _girth_factor(sex: str) -> float:
    """Return the girth of a calf over the root of its volume by the height [cm/(mL/cm)^1/2]."""
    table = errors()["calf_girth"][sex]
    body = Person(age=30.0, sex=sex, height_cm=table["height_cm"], weight_kg=table["weight_kg"])
    volume = numbers_with()["tissue_calf"]
    for difference in differences():
        if "tissue_calf" in difference.names:
            volume *= difference.factor(body)
    return float(table["reference_cm"] / (volume / body.height_cm) ** 0.5)


def usual_girth_cm(crowd: Crowd) -> Array:
    """Return the girth in the morning of a calf of each body's tissue, of the usual shape [cm]."""
    factor = np.where(crowd.is_female, *(_girth_factor(sex) for sex in _SEXES))
    return np.asarray(factor * np.sqrt(tissue_ml(crowd, "calf") / crowd.height_cm))


def calf_girth_cm(crowd: Crowd, latent: Array) -> Array:
    """Return the girth of each body's calf in the morning, its own shape with it [cm]."""
    shape = errors()["calf_girth"]["shape_sd"] * error_score(latent, "calf_shape")
    return np.asarray(usual_girth_cm(crowd) * np.exp(shape))


def swelling_ml(crowd: Crowd, hours: Array) -> Array:
    """Return what both legs gain below the knees in hours of sitting still [mL].

    Straight lines between logarithms of hours and of gains, and on beyond the outer ones.

    Parameters
    ----------
    hours : the same for all bodies, or each its own (days,) or (n, days)

    Returns
    -------
    gains : (n, days)
    """
    sums = emulator(*(f"swelling_{h}h" for h in HOURS)).of(crowd)
    gains = np.column_stack([sums[f"swelling_{h}h"] for h in HOURS])
    known, t = np.log(HOURS), np.log(np.clip(hours, 0.1, LONGEST_H))
    t = np.broadcast_to(t, (len(crowd), np.shape(t)[-1]))
    place = np.clip(np.searchsorted(known, t) - 1, 0, len(known) - 2)
    low, high = (np.take_along_axis(gains, place + k, axis=1) for k in (0, 1))
    part = (t - known[place]) / (known[place + 1] - known[place])
    return np.asarray(np.exp(low + part * (high - low)))


def fullness(crowd: Crowd, latent: Array, gained_ml: Array) -> Array:
    """Return scores of evenings where legs gained so much below the knees (n, days), 0 to 10."""
    table = errors()["evening"]
    gain = 100.0 * gained_ml / (2.0 * tissue_ml(crowd, "calf", "foot"))[:, None]
    half = table["half_percent"] * np.exp(table["feeling_sd"] * error_score(latent, "feeling"))
    half = half[:, None]
    return np.asarray(10.0 * gain / (gain + half))


def day_hours(latent: Array, known: Known) -> Array:
    """Return the hours of sitting that a score is of, drawn where nobody has said them."""
    table = errors()["evening"]
    if known.sitting_hours is not None:
        return np.array([float(known.sitting_hours)])
    drawn = table["usual_hours"] + table["hours_sd"] * error_score(latent, "hours")
    return np.asarray(np.clip(drawn, 0.5, LONGEST_H)[:, None])


def noted_of(known: Known, reading: str) -> tuple[float, float] | None:
    """Return what was measured of a reading itself, and its error, in the emulator's scale."""
    kind, _, what = reading.partition("_")
    if kind == "arm" and (value := getattr(known, f"{what}_mmhg")) is not None:
        return log(value), errors()["arm"][f"{what}_sd"] / value
    if what == "index" and kind in known.ankle_index:
        return known.ankle_index[kind], float(errors()["ankle_index"]["sd"])
    return None


def _emulated(known: Known, crowd: Crowd) -> dict[str, Miss]:
    """Compare arm and ankles; the emulator's error adds to that of measuring."""
    readings = ("arm_systolic", "arm_diastolic", *(f"{leg}_index" for leg in LEGS))
    noted = {r: found for r in readings if (found := noted_of(known, r)) is not None}
    right = [r for r in noted if r.startswith(LEGS[1])]
    out: dict[str, Miss] = {}
    for names in ([r for r in noted if r not in right], right):
        sides = [on_the_left(name, crowd) for name in names]
        if sides:
            body, foretold = sides[0][1], emulator(*(name for name, _ in sides))
            sums, sds = foretold.of(body), foretold.errors(body)
            for name, (at, _) in zip(names, sides, strict=True):
                value, error = noted[name]
                out[name] = Miss(value - sums[at], np.asarray(np.hypot(error, sds[at])))
    return out


def _calves(known: Known, crowd: Crowd) -> dict[str, Miss]:
    """Compare calves; a person's endurance and shape are summed over, as parts of the error."""
    out, one = {}, np.ones(len(crowd))
    if known.calf_raises is not None:
        table = errors()["calf_raises"]
        # Somebody who can do none can still be told from somebody who can do one.
        far = log(max(known.calf_raises, 0.5)) - np.log(usual_raises(crowd))
        out["calf_raises"] = Miss(far, np.hypot(table["log_sd"], table["endurance_sd"]) * one)
    if girths := [max(g, 1.0) for g in known.calf_girth_cm.values()]:
        table = errors()["calf_girth"]
        sd = np.hypot(table["log_sd"] / len(girths) ** 0.5, table["shape_sd"])
        far = float(np.log(girths).mean()) - np.log(usual_girth_cm(crowd))
        out["calf_girth_cm"] = Miss(far, sd * one)
    return out


def misses(known: Known, crowd: Crowd, latent: Array) -> dict[str, Miss]:
    """Return how far each measurement lies from what each body would read, by name.

    What was not measured is missing.

    Parameters
    ----------
    known : what was measured
    crowd, latent : bodies, and the independent scores that they come from
    """
    out = _emulated(known, crowd) | _calves(known, crowd)
    if known.evening_swelling is not None:
        score = fullness(crowd, latent, swelling_ml(crowd, day_hours(latent, known)))[:, 0]
        sd = np.full(len(crowd), float(errors()["evening"]["mean_sd"]))
        out["evening_swelling"] = Miss(known.evening_swelling - score, sd)
    return out


def log_likelihood(known: Known, crowd: Crowd, latent: Array) -> Array:
    """Return how likely each body makes what was measured, as a logarithm (n,)."""
    out = np.zeros(len(crowd))
    for miss in misses(known, crowd, latent).values():
        out -= 0.5 * miss.in_sd**2 + np.log(miss.sd)
    return out
