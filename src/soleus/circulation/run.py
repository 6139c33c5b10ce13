"""A finished run: what was observed, when, in which step, for whom."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from soleus.circulation.kernel import Array
from soleus.circulation.numbers import Numbers
from soleus.circulation.person import Person
from soleus.circulation.protocol import Protocol, Step

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a step that ran at one pace.

    Parameters
    ----------
    step : index of the step
    pulsing : whether it ran beat by beat
    times : seconds since the start of the run, one a record
    logs : records of each block of people (times, observed, lanes)
    """

    step: int
    pulsing: bool
    times: Array
    logs: tuple[Array, ...]

    def of(self, person: int) -> Array:
        """Return the records of one person (times, observed)."""
        width = self.logs[0].shape[2]
        return np.asarray(self.logs[person // width][:, :, person % width])


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that was observed of some people on one protocol.

    Parameters
    ----------
    people, protocol : who and what
    observed : names in the order of the records
    stretches : the records
    start : what was observed at time 0 (observed, people)
    numbers : the model's numbers, for each person
    """

    people: tuple[Person, ...]
    protocol: Protocol
    observed: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    start: Array
    numbers: tuple[Numbers, ...]

    def column(self, name: str) -> int:
        """Return the place of a name among the observed."""
        return self.observed.index(name)

    def signal(self, name: str, step: int, person: int = 0) -> tuple[Array, Array]:
        """Return times [s] and values of one name in one step."""
        i = self.column(name)
        parts = [s for s in self.stretches if s.step == step]
        return (
            np.concatenate([s.times for s in parts]),
            np.concatenate([s.of(person)[:, i] for s in parts]),
        )

    def at_start(self, name: str, person: int = 0) -> float:
        """Return the value of a name at the start of the run."""
        return float(self.start[self.column(name), person])

    def view(self, step: int, person: int = 0) -> "View":
        """Return one step of one person, as instruments see it."""
        return View(self, step, person)

    def conservation_error_ml(self, person: int = 0) -> float:
        """Return the largest change of blood and tissue fluid together over the run [mL]."""
        kept = [i for i, n in enumerate(self.observed) if n.startswith(("V_", "F_"))]
        start = self.start[kept, person].sum()
        ends = [s.of(person)[:, kept].sum(axis=1) - start for s in self.stretches]
        return float(max(np.abs(e).max() for e in ends))

    def first_fault(self, person: int = 0) -> tuple[str, float] | None:
        """Return the first name that left the finite numbers, and when [s]; None if none did."""
        for s in self.stretches:
            bad = ~np.isfinite(s.of(person))
            if bad.any():
                row = int(bad.any(axis=1).argmax())
                return self.observed[int(bad[row].argmax())], float(s.times[row])
        return None

    def to_xarray(self) -> "xr.Dataset":
        """Return the whole run as an xarray data set with units and sources as attributes."""
        from soleus.circulation.dataset import dataset

        times = np.concatenate([s.times for s in self.stretches])
        steps = np.concatenate([np.full(len(s.times), s.step) for s in self.stretches])
        everyone = range(len(self.people))
        logs = [np.concatenate([s.of(i) for s in self.stretches]) for i in everyone]
        names = [s.name for s in self.protocol.steps]
        return dataset(self.observed, times, steps, np.stack(logs, axis=2), names, self.citations())

    def citations(self) -> tuple[str, ...]:
        """Return the sources of the laws and numbers that this run rests on."""
        from soleus.circulation.citations import citations_for

        return citations_for(self.people)


@dataclass(frozen=True, slots=True)
class View:
    """One step of one person."""

    run: Run
    index: int
    person: int

    @property
    def step(self) -> Step:
        """The step itself."""
        return self.run.protocol.steps[self.index]

    @property
    def numbers(self) -> Numbers:
        """The model's numbers, for instruments with numbers of their own."""
        return self.run.numbers[self.person]

    @property
    def who(self) -> Person:
        """The person."""
        return self.run.people[self.person]

    def signal(self, name: str) -> tuple[Array, Array]:
        """Return times [s] and values of a name in this step."""
        return self.run.signal(name, self.index, self.person)

    def last(self, name: str, seconds: float) -> Array:
        """Return the values of the last ``seconds`` of the step, or of all of it if shorter."""
        t, x = self.signal(name)
        return np.asarray(x[t > t[-1] - seconds])

    def following(self, name: str) -> tuple[Array, Array] | None:
        """Return times and values in the next step; None where this is the last."""
        if self.index + 1 >= len(self.run.protocol.steps):
            return None
        return self.run.signal(name, self.index + 1, self.person)
