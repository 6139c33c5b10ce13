"""Counts how many held-back people have their true readings where their ensembles state them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np

from soleus.circulation.ensemble.ensemble import Ensemble, ReadingRange
from soleus.circulation.ensemble.fit import fit
from soleus.circulation.ensemble.held_back import HeldBackPerson

SHOWN = (
    "femoral_gain_30",
    "femoral_gain_60",
    "seated_popliteal_60",
    "foot_vein_raises",
    "swelling_4h",
    "toe_raised",
    "left_index",
    "arm_systolic",
)
"""Readings that pages use, and of which calibration is shown."""
MEMBERS = 64


@dataclass(frozen=True, slots=True)
class Fitted:
    """One held-back person with the ranges that were stated of the readings shown."""

    one: HeldBackPerson
    told: dict[str, ReadingRange]
    stated: dict[str, ReadingRange]

    def is_inside(self, reading: str) -> bool:
        """Whether the true value lies in what was stated."""
        at = self.stated[reading]
        return at.low <= self.one.readings[reading] <= at.high


def ranges(ensemble: Ensemble) -> dict[str, ReadingRange]:
    """Return the stated range of each reading shown."""
    return {reading: ensemble.range(reading) for reading in SHOWN}


def fitted(people: Iterable[HeldBackPerson]) -> tuple[Fitted, ...]:
    """Return people with what is stated of them, before and after they were measured."""
    return tuple(
        Fitted(one, *(ranges(fit(known, MEMBERS, one.seed)) for known in (one.told, one.known)))
        for one in people
    )


def share_inside(results: Sequence[Fitted], reading: str) -> float:
    """Return how many of a hundred lie in the stated range."""
    read = [f.is_inside(reading) for f in results if np.isfinite(f.one.readings[reading])]
    return 100.0 * mean(read)


def narrowed(results: Sequence[Fitted], reading: str) -> float:
    """Return the width of what is stated once measured, against what was told alone (median)."""
    return float(np.median([f.stated[reading].width / f.told[reading].width for f in results]))
