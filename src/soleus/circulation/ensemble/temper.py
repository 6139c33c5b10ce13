"""Moves a crowd of particles from what is likely beforehand to what is likely once measured.

Tempered sequential Monte Carlo (Del Moral 2006, J R Stat Soc B 68:411-436) in the space of
independent normal scores, with moves that keep these as they are (preconditioned Crank-Nicolson:
Cotter 2013, Stat Sci 28:424-446): nobody leaves the bounds of the distributions.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from soleus.circulation.ensemble.space import Places
from soleus.circulation.kernel import Array

Likelihood = Callable[[Array], Array]
"""Says of particles (n, dimensions) how likely each makes what was measured, in logarithms (n,)."""

KEPT = 0.5
"""Part of the particles that a stage may not lose, counted by their weights."""
MOVES = 12
LAST_MOVES = 30
AIM = 0.3
"""Share of moves that should be taken; steps widen or narrow towards it."""


@dataclass(frozen=True, slots=True)
class Tempered:
    """Particles that are as likely as what was measured makes them.

    Parameters
    ----------
    particles : (n, dimensions), each as likely as any other
    log_likelihood : of each (n,)
    stages : how many steps led there; 0 where nothing was measured
    """

    particles: Array
    log_likelihood: Array
    stages: int


def temper(likelihood: Likelihood, start: Array, rng: np.random.Generator) -> Tempered:
    """Return particles of the posterior, from particles of independent normal scores.

    Parameters
    ----------
    likelihood : of what was measured
    start : particles of the prior (n, dimensions)
    rng : the only source of chance
    """
    x, fits = start, likelihood(start)
    heat, stages, step = 0.0, 0, 0.5
    if np.ptp(fits) == 0.0:
        return Tempered(x, fits, 0)
    while heat < 1.0:
        hotter = _next_heat(fits, heat)
        chosen = _resampled((hotter - heat) * fits, rng)
        x, fits, heat, stages = x[chosen], fits[chosen], hotter, stages + 1
        for _ in range(MOVES if heat < 1.0 else LAST_MOVES):
            x, fits, taken = _moved(likelihood, x, fits, heat, step, rng)
            step = min(max(step * np.exp(taken - AIM), 0.02), 0.95)
    return Tempered(x, fits, stages)


def _left(log_weights: Array) -> float:
    """Return the share of particles that weights leave, by the effective sample size."""
    w = np.exp(log_weights - log_weights.max())
    return float(w.sum() ** 2 / (w**2).sum() / len(w))


def _next_heat(fits: Array, heat: float) -> float:
    if _left((1.0 - heat) * fits) >= KEPT:
        return 1.0
    low, high = 0.0, 1.0 - heat
    for _ in range(40):
        middle = (low + high) / 2.0
        low, high = (middle, high) if _left(middle * fits) >= KEPT else (low, middle)
    return heat + max(low, 1e-9)


def _resampled(log_weights: Array, rng: np.random.Generator) -> Places:
    """Return places of particles, each as often as its weight says (systematic resampling)."""
    w = np.exp(log_weights - log_weights.max())
    ends = np.cumsum(w) / w.sum()
    at = (np.arange(len(w)) + rng.random()) / len(w)
    return np.asarray(np.minimum(np.searchsorted(ends, at), len(w) - 1), np.int64)


def _moved(
    likelihood: Likelihood,
    x: Array,
    fits: Array,
    heat: float,
    step: float,
    rng: np.random.Generator,
) -> tuple[Array, Array, float]:
    """Return the particles after one move of each, how well they fit, and the share that moved.

    Every other move goes in a third of the directions only, with a wider step: what a person has
    or has not (a leak, a narrowing) changes one by one.
    """
    moved, far = np.ones(x.shape[1], bool), step
    if rng.random() < 0.5:
        moved, far = np.asarray(rng.random(x.shape[1]) < 1.0 / 3.0), min(2.0 * step, 0.95)
    new = x.copy()
    chance = rng.standard_normal((len(x), int(moved.sum())))
    new[:, moved] = np.sqrt(1.0 - far**2) * x[:, moved] + far * chance
    new_fits = likelihood(new)
    taken = np.log(rng.random(len(x))) < heat * (new_fits - fits)
    x = np.where(taken[:, None], new, x)
    return x, np.where(taken, new_fits, fits), float(taken.mean())
