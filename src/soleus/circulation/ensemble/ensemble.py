"""An ensemble: simulated people who fit one person, kept as plain numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from soleus.circulation.ensemble.at_home import misses, noted_of
from soleus.circulation.ensemble.bodies import people_of
from soleus.circulation.ensemble.days import LegDay, evenings
from soleus.circulation.ensemble.emulator import emulator, on_the_left
from soleus.circulation.ensemble.fingerprint import people_fingerprint
from soleus.circulation.ensemble.known import Known
from soleus.circulation.ensemble.prior import Prior, dimensions
from soleus.circulation.ensemble.space import Crowd
from soleus.circulation.errors import ExperimentError
from soleus.circulation.kernel import Array
from soleus.circulation.population import VirtualPerson
from soleus.records import Record, limits

_ERRORS = np.array([-1.593, -0.9674, -0.5895, -0.2822, 0.0, 0.2822, 0.5895, 0.9674, 1.593])
"""Nine normal scores with as much chance between each two (Hazen's places)."""

DOUBTED_SD = 2.5
"""A measurement further than so many SD from the members' mean is doubted."""


@dataclass(frozen=True, slots=True)
class ReadingRange:
    """What simulated people who fit a person read, nine in ten of them between low and high."""

    low: float
    middle: float
    high: float

    @property
    def width(self) -> float:
        """How far low and high lie apart."""
        return self.high - self.low


def stated_range(values: Array, members: int, part: float = 0.9) -> ReadingRange:
    """Return the range that holds ``part`` of what one more person of the same kind would read.

    The k-th of ``n`` draws lies above k / (n + 1) of all, so that the range between two quantiles
    of few members holds less than they are named by; the fewer, the further out ends are taken.
    Where each member has ``m`` values, quantiles lie (n - 1 / m) times the part of all members
    apart, and not (n - 1) times as with one value of each.

    Parameters
    ----------
    values : of the members, as many of each (any shape)
    """
    each = values.size / members
    whole = min(part * (members + 1) / (members - 1 / each), 1.0) if values.size > 1 else 1.0
    ends = np.quantile(values, (0.5 - whole / 2.0, 0.5, 0.5 + whole / 2.0))
    return ReadingRange(*(float(end) for end in ends))


@dataclass(frozen=True, slots=True)
class Ensemble(Record):
    """Simulated people who fit what is known of one person; nobody of them lives.

    Parameters
    ----------
    known : what was known of the person
    seed : which chance they were drawn by
    fingerprint : of the model and the populations that they belong to
    scores : independent normal scores of each member, from which everything follows
    days : of the diary that they have learnt from

    Examples
    --------
    >>> from soleus.circulation import Ensemble, Known, fit
    >>> ensemble = fit(Known(age=55, sex="female", systolic_mmhg=150), n=16)
    >>> Ensemble.from_dict(ensemble.as_dict()) == ensemble
    True
    """

    error: ClassVar = ExperimentError
    known: Known
    seed: Annotated[int, limits.whole(0)]
    fingerprint: Annotated[str, limits.text()]
    scores: Annotated[tuple[tuple[float, ...], ...], limits.list_of(limits.list_of(limits.real()))]
    days: tuple[LegDay, ...] = ()

    def _faults_between(self) -> tuple[str, ...]:
        if any(len(member) != dimensions() for member in self.scores):
            return (f"each member has to have {dimensions()} scores",)
        return ()

    @property
    def latent(self) -> Array:
        """The members' independent normal scores (members, dimensions)."""
        return np.array(self.scores, float).reshape(len(self.scores), dimensions())

    @property
    def crowd(self) -> Crowd:
        """The members side by side."""
        return Prior.of(self.known).crowd(self.latent)

    @property
    def members(self) -> tuple[VirtualPerson, ...]:
        """The members as people that ``simulate`` takes."""
        return people_of(self.crowd)

    @property
    def is_stale(self) -> bool:
        """Whether the model or the populations have changed since: then it has to be made anew."""
        return self.fingerprint != people_fingerprint()

    @property
    def doubts(self) -> tuple[str, ...]:
        """What was measured that none of the members comes near: misread, or the model is wrong."""
        far = misses(self.known, self.crowd, self.latent)
        return tuple(
            name for name, miss in far.items() if abs(float(miss.in_sd.mean())) > DOUBTED_SD
        )

    def foretold(self, days: Sequence[LegDay], kind: str) -> tuple[Array, Array]:
        """Return what each member would have noted of each day, and the SD of a day's own error.

        Parameters
        ----------
        days : what they were
        kind : ``score`` or ``girth_gain_cm``

        Returns
        -------
        values, sd : (members, days) both
        """
        return evenings(kind, self.crowd, self.latent, days)

    def range(self, reading: str, part: float = 0.9) -> ReadingRange:
        """Return where a reading of the person lies by the emulator, its own error included.

        Parameters
        ----------
        reading : one of ``battery.READINGS``, such as ``femoral_gain_60``
        part : of the members between low and high
        """
        return stated_range(self.values(reading), len(self.scores), part)

    def values(self, reading: str) -> Array:
        """Return what members read by the emulator, nine values each for its own error.

        Where the reading itself was measured, its value says something of the emulator's error too.
        """
        name, crowd = on_the_left(reading, self.crowd)
        foretold = emulator(name)
        sums, sd = foretold.of(crowd)[name], foretold.errors(crowd)[name]
        if (noted := noted_of(self.known, reading)) is not None:
            value, error = noted
            part = sd**2 / (sd**2 + error**2)
            sums, sd = sums + part * (value - sums), sd * np.sqrt(1.0 - part)
        spread = sums[:, None] + sd[:, None] * _ERRORS
        return np.asarray(np.exp(spread) if foretold.is_log[0] else spread).ravel()
