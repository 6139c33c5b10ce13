"""An experiment: how it runs, and its readings in the form of the API."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from soleus.circulation.errors import RunFailedError
from soleus.circulation.instruments import implausible, reading
from soleus.circulation.person import Person
from soleus.circulation.protocol import Protocol
from soleus.circulation.run import Run
from soleus.circulation.simulate import simulate
from soleus.circulation.whole import VERSION

LOST_ML_PER_HOUR = 0.1
"""Largest error in volume that a run may have."""


@dataclass(frozen=True, slots=True)
class Experiment:
    """A person, a protocol and what is measured.

    Parameters
    ----------
    person, protocol : as the file states them
    reads : names of the readings: an instrument, or ``instrument:place``
    left_out : values of the person that the file leaves to the defaults
    numbers : numbers of the model that the file replaces
    """

    person: Person
    protocol: Protocol
    reads: tuple[str, ...]
    left_out: tuple[str, ...]
    numbers: Mapping[str, float] = field(default_factory=dict)

    def run(self, changes: Mapping[str, float] | None = None, *, states: bool = False) -> Run:
        """Run the experiment, with ``changes`` to the model's numbers besides its own.

        ``states`` records every state and inner signal, for NetCDF.

        Raises
        ------
        RunFailedError
            The run lost volume or left the finite numbers.
        """
        numbers = {**self.numbers, **(changes or {})}
        keep_all = states or any(read.startswith("state:") for read in self.reads)
        run = simulate(self.person, self.protocol, numbers, states=keep_all)
        refuse_broken(run)
        return run

    def answer(self, run: Run, place: int = 0) -> dict[str, Any]:
        """Return the readings of a run of this experiment, as ``--json`` prints them.

        Parameters
        ----------
        run : a run of this experiment's protocol
        place : which of the people of the run this experiment's person is

        Raises
        ------
        RunFailedError
            A reading lies outside what a living person can have.
        """
        repeated = {(s.name, s.block) for s in self.protocol.steps if s.round > 1}
        steps: list[dict[str, Any]] = [
            {"name": s.name}
            | ({"round": s.round} if (s.name, s.block) in repeated else {})
            | {"readings": self._readings(run, i, place)}
            for i, s in enumerate(self.protocol.steps)
        ]
        for step in steps:
            if fault := next(implausible(step["readings"]), None):
                raise RunFailedError(
                    f"the run left what a person can have, in {_told(step)}: {fault}"
                )
        person = self.person.as_dict() | {"taken_from_a_healthy_adult": list(self.left_out)}
        model = {
            "simulated": True,  # readings say what they are, wherever they are used
            "version": VERSION,
            "conservation_error_ml": run.conservation_error_ml(place),
        }
        if self.numbers:
            model["numbers"] = dict(self.numbers)
        return {"steps": steps, "person": person, "model": model}

    def _readings(self, run: Run, step: int, place: int) -> dict[str, Any]:
        view = run.view(step, place)
        is_lying = view.step.posture == "supine"
        return {name: reading(view, name) for name in self.reads if name != "abi" or is_lying}


def refuse_broken(run: Run, place: int = 0) -> None:
    """Raise ``RunFailedError`` if somebody's run lost volume or left the finite numbers."""
    if fault := run.first_fault(place):
        name, when = fault
        raise RunFailedError(f"the run left the finite numbers at {when:.2f} s, in {name}")
    hours = sum(s.seconds for s in run.protocol.steps) / 3600.0
    lost = run.conservation_error_ml(place)
    if lost > LOST_ML_PER_HOUR * max(hours, 1.0):
        raise RunFailedError(
            f"the run lost {lost:.3g} mL in {hours:.2g} h; no reading can be trusted"
        )


def _told(step: Mapping[str, Any]) -> str:
    """Return a step's name for a message."""
    return f"{step['name']}, round {step['round']}" if "round" in step else str(step["name"])
