"""Simulated people who fit one person, at once: for pages that need nothing but the people."""

from soleus.circulation.ensemble.fit import fit
from soleus.circulation.ensemble.known import Known
from soleus.circulation.population import VirtualPerson


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
    return fit(known, n, seed).members
