"""Holds what simulated people foretold of some days against what the person noted of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.stats import chi2

from soleus.circulation import Ensemble, LegDay, ReadingRange, stated_range

Noted = Literal["score", "girth_gain_cm"]
"""How full the legs felt in the evening (0 to 10), or what the calf gained by tape [cm]."""
SURE = 0.01
"""The model is called wrong where it would foretell such days less often than once in a hundred."""
ENOUGH_DAYS = 6
"""Of fewer days nothing is said."""


@dataclass(frozen=True, slots=True)
class DayCompared:
    """One day: what was foretold of its evening, and what was noted.

    Parameters
    ----------
    day : as the diary has it
    foretold : nine in ten of the simulated evenings, with the day's own error
    noted : what the person noted; None where nothing was
    """

    day: LegDay
    foretold: ReadingRange
    noted: float | None

    @property
    def is_inside(self) -> bool | None:
        """Whether the noted value lies in the range; None where nothing was noted."""
        if self.noted is None:
            return None
        return self.foretold.low <= self.noted <= self.foretold.high


@dataclass(frozen=True, slots=True)
class ComparedDays:
    """What was foretold of some days against what was noted of them.

    Parameters
    ----------
    kind : ``score`` (0 to 10) or ``girth_gain_cm``
    days : in the order of the diary
    bias : mean of noted less foretold, in the kind's unit
    error : root of the mean square of the same
    expected_error : the same if the model were right
    chance : how often simulated people who fit the person would lie as far off as the person does
    slope : by how much noted rises where foretold rises by 1; None where it does not differ
    """

    kind: Noted
    days: tuple[DayCompared, ...]
    bias: float
    error: float
    expected_error: float
    chance: float
    slope: float | None

    @property
    def n_noted(self) -> int:
        """How many days were noted."""
        return sum(d.noted is not None for d in self.days)

    @property
    def n_inside(self) -> int:
        """How many of them lie in the range."""
        return sum(bool(d.is_inside) for d in self.days)

    @property
    def was_wrong(self) -> bool | None:
        """Whether the model is wrong of this person; None where too few days were noted."""
        return self.chance < SURE if self.n_noted >= ENOUGH_DAYS else None


def compare_days(ensemble: Ensemble, days: Sequence[LegDay], kind: Noted = "score") -> ComparedDays:
    """Return what an ensemble foretold of some days against what was noted of them.

    Ranges are those of the ensemble as it is: of one that has learnt from the same days they are
    the best that the model can say of them, and ``was_wrong`` then says that the model cannot say
    it at all. Of one that has learnt from earlier days they are a forecast.

    Parameters
    ----------
    ensemble : who fit the person
    days : of the diary; those on which nothing of the kind was noted are foretold only
    kind : what was noted
    """
    foretold, sd = ensemble.foretold(days, kind)
    noted = [getattr(day, kind) for day in days]
    ranges = [_range(column, s, kind) for column, s in zip(foretold.T, sd.T, strict=True)]
    shown = tuple(DayCompared(*row) for row in zip(days, ranges, noted, strict=True))
    at = np.array([i for i, value in enumerate(noted) if value is not None], int)
    values = np.array([noted[i] for i in at], float)
    return _judged(kind, shown, foretold[:, at], sd[:, at], values)


def _range(foretold: np.ndarray, sd: np.ndarray, kind: Noted) -> ReadingRange:
    """Return where nine in ten simulated evenings lie, the day's own error included."""
    errors = np.array([-1.593, -0.9674, -0.5895, -0.2822, 0.0, 0.2822, 0.5895, 0.9674, 1.593])
    evenings = foretold[:, None] + sd[:, None] * errors
    if kind == "score":
        evenings = np.clip(evenings, 0.0, 10.0)
    return stated_range(evenings, len(foretold))


def _judged(
    kind: Noted,
    days: tuple[DayCompared, ...],
    foretold: np.ndarray,
    sd: np.ndarray,
    noted: np.ndarray,
) -> ComparedDays:
    if not len(noted):
        return ComparedDays(kind, days, 0.0, 0.0, 0.0, 1.0, None)
    middle = np.median(foretold, axis=0)
    miss = noted - middle
    own = np.sqrt((sd**2).mean(axis=0) + foretold.var(axis=0))
    return ComparedDays(
        kind,
        days,
        float(miss.mean()),
        float(np.sqrt((miss**2).mean())),
        float(np.sqrt((own**2).mean())),
        _chance(foretold, sd, noted),
        _slope(middle, noted),
    )


def _chance(foretold: np.ndarray, sd: np.ndarray, noted: np.ndarray) -> float:
    """Return how often members would lie as far from their own days as these days lie from them.

    The posterior predictive p-value of the sum of squares: Gelman, Meng & Stern 1996, Stat Sinica
    6:733-807. Doubled for the lesser tail would tell of days too alike; that is no fault here.
    """
    far = (((noted - foretold) / sd) ** 2).sum(axis=1)
    return float(chi2.sf(far, len(noted)).mean())


def _slope(middle: np.ndarray, noted: np.ndarray) -> float | None:
    """Return by how much what was noted rises with what was foretold (least squares)."""
    spread = middle - middle.mean()
    if len(noted) < ENOUGH_DAYS or float((spread**2).sum()) < 1e-9:
        return None
    return float((spread * (noted - noted.mean())).sum() / (spread**2).sum())
