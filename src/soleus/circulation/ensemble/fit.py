"""Fits an ensemble to a person: everybody in it agrees with what was told and measured."""

from collections.abc import Sequence

import numpy as np

from soleus.circulation.ensemble.at_home import log_likelihood
from soleus.circulation.ensemble.days import LegDay, log_likelihood_of_days
from soleus.circulation.ensemble.ensemble import Ensemble
from soleus.circulation.ensemble.fingerprint import people_fingerprint
from soleus.circulation.ensemble.known import Known
from soleus.circulation.ensemble.prior import Prior, dimensions
from soleus.circulation.ensemble.temper import Tempered, temper
from soleus.circulation.errors import ExperimentError
from soleus.circulation.kernel import Array

PARTICLES = 1024
"""So many are moved to what is known, however few are asked for: the first of them are the same."""


def fit(known: Known, n: int = 64, seed: int = 1, *, days: Sequence[LegDay] = ()) -> Ensemble:
    """Return ``n`` simulated people who fit what is known of a person.

    Age, sex, height and weight are held exactly. What was measured is fitted within its error;
    what is neither told nor measured stays as wide as it is between people.

    Parameters
    ----------
    known : what is told and measured
    n : how many; the first of them are the same whatever ``n`` is
    seed : the same seed gives the same people
    days : of a diary, to learn from

    Examples
    --------
    >>> from soleus.circulation import Known, fit
    >>> told = Known(age=55, sex="female", height_cm=168, weight_kg=68)
    >>> fit(told, n=32).range("femoral_gain_60").width > 0.3
    True

    Raises
    ------
    ExperimentError
        The number or the seed is none that can be drawn.
    """
    if not 0 < n <= PARTICLES or not 0 <= seed < 2**63:
        fault = f"n is {n} and seed {seed}, but have to be 1 to {PARTICLES}, and not below 0"
        raise ExperimentError([fault])
    found = posterior(known, seed, days)
    chosen = np.round(found.particles[:n], 6)
    scores = tuple(tuple(float(x) for x in member) for member in chosen)
    return Ensemble(known, seed, people_fingerprint(), scores, tuple(days))


def posterior(known: Known, seed: int, days: Sequence[LegDay] = ()) -> Tempered:
    """Return all particles that fit what is known, in an order of chance."""
    prior, rng = Prior.of(known), np.random.default_rng([seed, PARTICLES])

    def likelihood(latent: Array) -> Array:
        crowd = prior.crowd(latent)
        return log_likelihood(known, crowd, latent) + log_likelihood_of_days(days, crowd, latent)

    found = temper(likelihood, rng.standard_normal((PARTICLES, dimensions())), rng)
    order = rng.permutation(PARTICLES)
    return Tempered(found.particles[order], found.log_likelihood[order], found.stages)


def learn(ensemble: Ensemble, days: Sequence[LegDay]) -> Ensemble:
    """Return the ensemble once it has learnt from more days of the diary, with as many members."""
    together = (*ensemble.days, *days)
    return fit(ensemble.known, len(ensemble.scores), ensemble.seed, days=together)
