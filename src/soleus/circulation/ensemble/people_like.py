"""Draws people who share what is known of one: age, sex and build are held, the rest is drawn."""

from dataclasses import replace

from soleus.circulation.ensemble.known import Known
from soleus.circulation.population import VirtualPerson, population_named, sample

AGE_BAND = 0.5
"""Half the width of the ages that people are drawn from [years]."""


def people_like(known: Known, n: int = 64, seed: int = 1) -> tuple[VirtualPerson, ...]:
    """Return ``n`` simulated people who agree with what is known of a person.

    Parameters
    ----------
    known : what is known; what is not is drawn as it is spread between people
    n : how many
    seed : the same seed gives the same people

    Examples
    --------
    >>> from soleus.circulation import Known, people_like
    >>> {p.person.sex for p in people_like(Known(age=55, sex="female"), n=8)}
    {'female'}

    Raises
    ------
    ExperimentError
        The number or the seed is none that can be drawn.
    """
    group = population_named("healthy")
    if known.sex is not None:
        group = replace(group, women=float(known.sex == "female"))
    if known.age is not None:
        low = max(10.0, known.age - AGE_BAND)
        group = replace(group, youngest=low, oldest=low + 2.0 * AGE_BAND)
        group = replace(group, age_mean=None, age_sd=None)
    held = {k: v for k in ("height_cm", "weight_kg") if (v := getattr(known, k)) is not None}
    return tuple(
        replace(one, person=replace(one.person, heart_failure=known.heart_failure, **held))
        for one in sample(group, n, seed)
    )
