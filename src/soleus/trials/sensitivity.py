"""Which properties of people move an outcome: Sobol's indices and Morris's effects, by SALib."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from soleus.trials.design import LEVELS, places_of, problem_of, varied

if TYPE_CHECKING:
    from soleus.trials.store import Results
    from soleus.trials.trial import Sensitivity

FEWEST_BLOCKS = 4
"""Trajectories or base samples below which nothing is said."""
SURE_OF_ALL = 0.95


@dataclass(frozen=True, slots=True)
class PropertyEffect:
    """How much one property of people moves one outcome; None where the method does not say.

    Parameters
    ----------
    varied : the property
    against : the arm that the outcome is compared with; empty where it is the outcome itself
    mu_star, mu_star_conf : mean size of Morris's elementary effects, in the outcome's unit for the
        way from the lowest level to the highest, and half of its 95 % interval
    mu, sigma : their mean with its sign, and their SD: large where a property acts by others
    s1, s1_conf : share of the variance that goes with this property alone, and half of its interval
    st, st_conf : the same, with what it does together with others
    """

    analysis: int
    method: str
    outcome: str
    arm: str
    against: str
    varied: str
    mu_star: float | None = None
    mu_star_conf: float | None = None
    mu: float | None = None
    sigma: float | None = None
    s1: float | None = None
    s1_conf: float | None = None
    st: float | None = None
    st_conf: float | None = None

    @property
    def size(self) -> float:
        """By what properties are ranked: the mean effect of Morris, the total share of Sobol."""
        found = self.mu_star if self.st is None else self.st
        return 0.0 if found is None or not np.isfinite(found) else found

    @property
    def half_width(self) -> float:
        """Half of the 95 % interval of the size."""
        found = self.mu_star_conf if self.st is None else self.st_conf
        return 0.0 if found is None or not np.isfinite(found) else found


@dataclass(frozen=True, slots=True)
class SensitivityAnalysis:
    """What came out of one analysis.

    Parameters
    ----------
    number : its place in the trial file, from 1
    people : who were simulated
    left_out : trajectories or base samples with a run that broke down or had no reading
    effects : of each property, the largest first; empty where too few samples were left
    """

    number: int
    asked: Sensitivity
    people: int
    left_out: int
    effects: tuple[PropertyEffect, ...]


def sensitivity_of(results: Results, number: int) -> SensitivityAnalysis:
    """Return what moves the outcome of an analysis whose people are all done.

    A trajectory or base sample of which one run broke down is left out whole.
    """
    trial, asked = results.trial, results.trial.designed
    assert asked is not None
    names = varied(trial, asked)
    values = results.values(asked.outcome, trial.people)
    blocks = (values[1] - values[0] if asked.against else values[0]).reshape(asked.base, -1)
    whole = np.isfinite(blocks).all(axis=1)
    columns: Mapping[str, np.ndarray] = {}
    if whole.sum() >= FEWEST_BLOCKS:
        places = places_of(names, asked.method, asked.base, trial.seed)
        here = places.reshape(asked.base, -1, len(names))[whole].reshape(-1, len(names))
        columns = _columns(names, asked.method, here, blocks[whole].ravel(), trial.seed)
    effects = [
        PropertyEffect(
            number, asked.method, asked.outcome, asked.arm, asked.against, name,
            **{key: float(column[i]) for key, column in columns.items()},
        )
        for i, name in enumerate(names if columns else ())
    ]  # fmt: skip
    ranked = sorted(effects, key=lambda effect: -effect.size)
    return SensitivityAnalysis(number, asked, trial.people, int((~whole).sum()), tuple(ranked))


def _columns(
    names: tuple[str, ...], method: str, places: np.ndarray, found: np.ndarray, seed: int
) -> dict[str, np.ndarray]:
    """Return what SALib has to say of each property, by the names of the fields."""
    from SALib.analyze import morris, sobol

    problem, settings = problem_of(names, method), {"conf_level": SURE_OF_ALL, "seed": seed % 2**32}
    if method == "morris":
        said = morris.analyze(problem, places, found, num_levels=LEVELS, **settings)
        return {key: said[key] for key in ("mu_star", "mu_star_conf", "mu", "sigma")}
    with np.errstate(divide="ignore", invalid="ignore"):
        said = sobol.analyze(problem, found, calc_second_order=False, **settings)
    return {key.lower(): said[key] for key in ("S1", "S1_conf", "ST", "ST_conf")}
