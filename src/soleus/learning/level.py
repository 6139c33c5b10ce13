"""Whether a score is high for good and not by chance: its average with a margin for noise."""

import math

from soleus.learning.series import Series


def surely_above(series: Series, margin: float, noise: float) -> float:
    """Return the level that the average is above even if chance has raised it.

    The one-sided lower confidence limit of a mean: ``margin`` standard errors below it, with the
    scatter seen but at most ``noise``, so that steady scores are taken as they stand.
    """
    scatter = min(series.spread, noise)
    return series.mean - margin * scatter / math.sqrt(len(series))
