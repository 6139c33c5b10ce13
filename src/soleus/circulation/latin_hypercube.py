"""Draws numbers of the model from distributions of one's own, spread evenly over them."""

from collections.abc import Mapping
from typing import Protocol as Shape

import numpy as np
from scipy.stats import qmc

from soleus.circulation.errors import ExperimentError
from soleus.circulation.kernel import Array
from soleus.circulation.numbers import Numbers
from soleus.circulation.numbers_listed import ListedNumber, listed_numbers
from soleus.language import meant


class Distribution(Shape):
    """What a prior has to offer; every frozen distribution of ``scipy.stats`` does."""

    def cdf(self, x: float) -> float:
        """Return the part of the distribution below a value."""
        ...

    def ppf(self, q: Array) -> Array:
        """Return the values that these parts of the distribution lie below."""
        ...


def draw_numbers(
    priors: Mapping[str, Distribution | None], n: int, seed: int
) -> tuple[Numbers, ...]:
    """Return ``n`` sets of numbers of the model, as ``simulate`` takes them.

    They form a Latin hypercube: each n-th part of each prior is drawn from once. A prior is cut
    where the bounds of its number end.

    Parameters
    ----------
    priors : a distribution by the name of its number; None for any value within the bounds alike
    n : how many sets
    seed : another seed draws other sets

    Examples
    --------
    >>> from scipy.stats import norm
    >>> from soleus.circulation import draw_numbers
    >>> sets = draw_numbers({"P_set": norm(90, 5), "h_gain": None}, 200, seed=1)
    >>> pressures = [each["P_set"] for each in sets]
    >>> 89.5 < sum(pressures) / len(pressures) < 90.5
    True

    Raises
    ------
    ExperimentError
        A prior is of no number of the model, or has nothing within its bounds.
    """
    known = listed_numbers()
    faults = [
        f"no such number in the model: '{name}'{meant(name, known)}"
        for name in priors
        if name not in known
    ]
    if isinstance(n, bool) or not isinstance(n, int) or n < 1:
        faults.append(f"n is {str(n)[:60]}, but has to be a whole number from 1")
    if faults:
        raise ExperimentError(faults)
    parts = qmc.LatinHypercube(d=max(len(priors), 1), rng=np.random.default_rng(seed)).random(n)
    columns = [
        _values(prior, known[name], part, faults)
        for (name, prior), part in zip(priors.items(), parts.T, strict=False)
    ]
    if faults:
        raise ExperimentError(faults)
    return tuple(
        {name: float(column[i]) for name, column in zip(priors, columns, strict=True)}
        for i in range(n)
    )


def _values(
    prior: Distribution | None, number: ListedNumber, parts: Array, faults: list[str]
) -> Array:
    """Return the values at these parts of a prior, cut at the number's bounds."""
    if prior is None:
        return number.low + (number.high - number.low) * parts
    low, high = float(prior.cdf(number.low)), float(prior.cdf(number.high))
    if not low < high:
        faults.append(
            f"{number.name}: the prior has nothing within {number.low:g} to {number.high:g}"
        )
        return parts
    values = np.asarray(prior.ppf(low + (high - low) * parts), np.float64)
    return np.clip(values, number.low, number.high)
