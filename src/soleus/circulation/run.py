"""A finished run: what was recorded, when, in which step and of whom."""

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from soleus.circulation.kernel import Array
from soleus.circulation.numbers import Numbers
from soleus.circulation.person import Person
from soleus.circulation.protocol import Protocol, Step

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True, slots=True)
class Recording:
    """The records of a step, or of a part of it that ran at one pace.

    Parameters
    ----------
    step : index of the step
    times : seconds since the start of the run, one for each record
    logs : records of each block of people (times, observed, lanes)
    """

    step: int
    times: Array
    logs: tuple[Array, ...]

    def of(self, person: int) -> Array:
        """Return the records of one person (times, observed)."""
        width = self.logs[0].shape[2]
        return np.asarray(self.logs[person // width][:, :, person % width])


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that was recorded of some people on one protocol.

    Parameters
    ----------
    people, protocol : who and what
    observed : names of the values in a record
    recordings : the records
    start : the record at time 0 (observed, people)
    numbers : the data files' numbers as they are for each person
    given : the same before age, sex, build and heart moved them, for another run of that person
    """

    people: tuple[Person, ...]
    protocol: Protocol
    observed: tuple[str, ...]
    recordings: tuple[Recording, ...]
    start: Array
    numbers: tuple[Numbers, ...]
    given: tuple[Numbers, ...]

    def signal(self, name: str, step: int, person: int = 0) -> tuple[Array, Array]:
        """Return times [s] and values of one name in one step."""
        i = self.observed.index(name)
        parts = [r for r in self.recordings if r.step == step]
        return (
            np.concatenate([r.times for r in parts]),
            np.concatenate([r.of(person)[:, i] for r in parts]),
        )

    def at_start(self, name: str, person: int = 0) -> float:
        """Return the value of a name at the start of the run."""
        return float(self.start[self.observed.index(name), person])

    def view(self, step: int, person: int = 0) -> "View":
        """Return one step of one person, for instruments to read."""
        return View(self, step, person)

    def conservation_error_ml(self, person: int = 0) -> float:
        """Return the largest change of blood and tissue fluid together over the run [mL]."""
        fluids = [i for i, n in enumerate(self.observed) if n.startswith(("V_", "F_"))]
        start = self.start[fluids, person].sum()
        errors = [r.of(person)[:, fluids].sum(axis=1) - start for r in self.recordings]
        return float(max(np.abs(e).max() for e in errors))

    def first_fault(self, person: int = 0) -> tuple[str, float] | None:
        """Return the first name that left the finite numbers, and when [s]; None if none did."""
        for r in self.recordings:
            bad = ~np.isfinite(r.of(person))
            if bad.any():
                row = int(bad.any(axis=1).argmax())
                return self.observed[int(bad[row].argmax())], float(r.times[row])
        return None

    def to_xarray(self) -> "xr.Dataset":
        """Return the run as an xarray data set with units and sources as attributes."""
        from soleus.circulation.dataset import dataset

        parts, people = self.recordings, range(len(self.people))
        times = np.concatenate([r.times for r in parts])
        steps = np.concatenate([np.full(len(r.times), r.step) for r in parts])
        values = np.stack([np.concatenate([r.of(i) for r in parts]) for i in people], axis=2)
        names = [s.name for s in self.protocol.steps]
        return dataset(self.observed, times, steps, values, names, self.citations())

    def citations(self) -> tuple[str, ...]:
        """Return the sources of the laws and numbers that the run uses."""
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
        """The step."""
        return self.run.protocol.steps[self.index]

    @property
    def numbers(self) -> Numbers:
        """The model's numbers; instruments have some of their own among them."""
        return self.run.numbers[self.person]

    @property
    def given(self) -> Numbers:
        """The model's numbers before age, sex, build and heart moved them."""
        return self.run.given[self.person]

    @property
    def who(self) -> Person:
        """The person."""
        return self.run.people[self.person]

    @property
    def seconds_in_posture(self) -> float | None:
        """Seconds from the last change of posture to the step's end; None if there was none."""
        steps = self.run.protocol.steps[: self.index + 1]
        same = list(takewhile(lambda s: s.place == self.step.place, reversed(steps)))
        return sum(s.seconds for s in same) if len(same) < len(steps) else None

    def signal(self, name: str) -> tuple[Array, Array]:
        """Return times [s] and values of a name in this step."""
        return self.run.signal(name, self.index, self.person)

    def last(self, name: str, seconds: float) -> Array:
        """Return the values of the last ``seconds`` of the step, or of all of it if shorter."""
        t, x = self.signal(name)
        return np.asarray(x[t > t[-1] - seconds])

    def following(self, name: str) -> tuple[Array, Array] | None:
        """Return times and values in the next step; None if this is the last."""
        if self.index + 1 >= len(self.run.protocol.steps):
            return None
        return self.run.signal(name, self.index + 1, self.person)
