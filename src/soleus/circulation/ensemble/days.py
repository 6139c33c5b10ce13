"""Days as a diary has them, and what simulated people would have written of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from soleus.circulation.ensemble.at_home import (
    calf_girth_cm,
    errors,
    fullness,
    swelling_ml,
)
from soleus.circulation.ensemble.build import tissue_ml
from soleus.circulation.ensemble.emulator import emulator, mirrored
from soleus.circulation.ensemble.space import Crowd
from soleus.circulation.errors import ExperimentError
from soleus.circulation.kernel import Array
from soleus.records import Record, limits

MOST_BREAKS = 2.0
"""Breaks an hour that were simulated: two minutes of walking every half hour."""


@dataclass(frozen=True, slots=True)
class LegDay(Record):
    """One day: what it was, and what was noted of the legs in its evening.

    Parameters
    ----------
    hours : of sitting
    breaks : of them an hour, two minutes of walking each
    score : how full the legs felt in the evening, 0 to 10
    girth_gain_cm : girth of the calf in the evening less that of the morning
    """

    error: ClassVar = ExperimentError
    hours: Annotated[float, limits.real(0.25, 24)]
    breaks: Annotated[float, limits.real(0, 10)] = 0.0
    score: Annotated[float | None, limits.optional(limits.real(0, 10))] = None
    girth_gain_cm: Annotated[float | None, limits.optional(limits.real(-10, 20))] = None


def gained_ml(crowd: Crowd, days: Sequence[LegDay]) -> Array:
    """Return what both legs of each body gain below the knees on days (n, days) [mL].

    Breaks leave less of it, in proportion to how many there are.
    """
    kept = np.clip(emulator("breaks_part").of(crowd)["breaks_part"], 0.2, 1.0)[:, None]
    often = np.array([min(day.breaks, MOST_BREAKS) / MOST_BREAKS for day in days])
    still = swelling_ml(crowd, np.array([day.hours for day in days]))
    return np.asarray(still * (1.0 - (1.0 - kept) * often))


def girth_gains_cm(crowd: Crowd, latent: Array, gains_ml: Array) -> Array:
    """Return by how much each body's calf is wider in the evening [cm] (n, days)."""
    sums = emulator("left_calf_4h", "swelling_4h").of(crowd)
    other = emulator("left_calf_4h").of(mirrored(crowd))["left_calf_4h"]
    calf = (np.exp(sums["left_calf_4h"]) + np.exp(other)) / 2.0
    part = calf / np.exp(sums["swelling_4h"]) / tissue_ml(crowd, "calf")
    # A cylinder that keeps its length: girth goes with the root of volume.
    return np.asarray((0.5 * calf_girth_cm(crowd, latent) * part)[:, None] * gains_ml)


def evenings(kind: str, crowd: Crowd, latent: Array, days: Sequence[LegDay]) -> tuple[Array, Array]:
    """Return what each body would note of days, and the SD of a day's own error (n, days) both.

    Parameters
    ----------
    kind : ``score`` (0 to 10) or ``girth_gain_cm``
    """
    table, gains, shape = errors(), gained_ml(crowd, days), (len(crowd), len(days))
    if kind == "score":
        values, sd = fullness(crowd, latent, gains), np.array(table["evening"]["day_sd"])
    else:
        values = girth_gains_cm(crowd, latent, gains)
        sd = 2.0**0.5 * table["tape"]["log_sd"] * calf_girth_cm(crowd, latent)[:, None]
    return values, np.broadcast_to(sd, shape)


def log_likelihood_of_days(days: Sequence[LegDay], crowd: Crowd, latent: Array) -> Array:
    """Return how likely each body makes what was noted of some days, as a logarithm (n,)."""
    out = np.zeros(len(crowd))
    for kind in ("score", "girth_gain_cm"):
        noted = [day for day in days if getattr(day, kind) is not None]
        if noted:
            foretold, sd = evenings(kind, crowd, latent, noted)
            miss = np.array([getattr(day, kind) for day in noted]) - foretold
            out += (-0.5 * (miss / sd) ** 2 - np.log(sd)).sum(axis=1)
    return out
