"""An experiment: how it runs, and its readings in the form of the API."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from soleus.circulation.errors import RunFailedError
from soleus.circulation.instruments import reading
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
    """

    person: Person
    protocol: Protocol
    reads: tuple[str, ...]
    left_out: tuple[str, ...]

    def run(self, changes: Mapping[str, float] | None = None) -> Run:
        """Run the experiment, with ``changes`` to the model's numbers.

        Raises
        ------
        RunFailedError
            The run lost volume or left the finite numbers.
        """
        run = simulate(self.person, self.protocol, changes)
        if fault := run.first_fault():
            name, when = fault
            raise RunFailedError(f"the run left the finite numbers at {when:.2f} s, in {name}")
        hours = sum(s.seconds for s in self.protocol.steps) / 3600.0
        lost = run.conservation_error_ml()
        if lost > LOST_ML_PER_HOUR * max(hours, 1.0):
            raise RunFailedError(
                f"the run lost {lost:.3g} mL in {hours:.2g} h; no reading can be trusted"
            )
        return run

    def answer(self, run: Run) -> dict[str, Any]:
        """Return the readings of a run of this experiment, as ``--json`` prints them."""
        steps = [
            {"name": s.name, "readings": self._readings(run, i)}
            for i, s in enumerate(self.protocol.steps)
        ]
        person = self.person.as_dict() | {"taken_from_a_healthy_adult": list(self.left_out)}
        model = {
            "simulated": True,  # readings say what they are, wherever they are used
            "version": VERSION,
            "conservation_error_ml": run.conservation_error_ml(),
        }
        return {"steps": steps, "person": person, "model": model}

    def _readings(self, run: Run, step: int) -> dict[str, Any]:
        view = run.view(step)
        is_lying = view.step.posture == "supine"
        return {name: reading(view, name) for name in self.reads if name != "abi" or is_lying}
