"""What the model says for each measurement, for several sets of numbers side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from soleus.circulation.errors import ExperimentError, RunFailedError
from soleus.circulation.experiment.experiment import Experiment, refuse_broken
from soleus.circulation.experiment.needed import names_needed
from soleus.circulation.fitting.own_rows import (
    OwnRow,
    OwnRows,
    last_rounds,
    part_fault,
    reads_of,
    value_of,
)
from soleus.circulation.instruments import reading
from soleus.circulation.kernel import Array
from soleus.circulation.run import Run
from soleus.circulation.simulate import simulate


@dataclass(frozen=True)
class Simulator:
    """Reads every row of some measurements in the model."""

    own: OwnRows

    @cached_property
    def _by_experiment(self) -> Mapping[str, tuple[Experiment, list[int], tuple[str, ...]]]:
        found = {}
        for name, experiment in self.own.experiments.items():
            places = [i for i, row in enumerate(self.own.rows) if row.experiment == name]
            keep = names_needed(reads_of([self.own.rows[i] for i in places]))
            found[name] = (experiment, places, keep)
        return found

    def values(self, sets: Sequence[Mapping[str, float]]) -> Array:
        """Return the simulated value of each row for each set of numbers (sets, rows).

        Raises
        ------
        ExperimentError
            A row names a reading that is not there, or cannot be had in its step.
        RunFailedError
            A run broke down; the error says with which numbers.
        """
        # Two at least: one person alone runs in a kernel of its own, with other last digits.
        abreast = [*sets, sets[-1]]
        values = np.empty((len(sets), len(self.own.rows)))
        faults: list[str] = []
        for experiment, places, keep in self._by_experiment.values():
            numbers = [{**experiment.numbers, **each} for each in abreast]
            people = [experiment.person] * len(abreast)
            run = simulate(people, experiment.protocol, numbers, keep)
            for k in range(len(sets)):
                _refuse(run, k, sets[k])
                for i in places:
                    values[k, i] = self._value(i, run, k, experiment, faults)
        if faults:
            raise ExperimentError(list(dict.fromkeys(faults)))
        return values

    def _value(
        self, place: int, run: Run, person: int, experiment: Experiment, faults: list[str]
    ) -> float:
        row = self.own.rows[place]
        rounds = last_rounds(experiment)
        here = _read(row, run, rounds[row.step], person, f"row {place + 1}", faults)
        there = None
        if row.against:
            there = _read(row, run, rounds[row.against], person, f"row {place + 1}", faults)
        return value_of(row, here, there)


def _read(row: OwnRow, run: Run, step: int, person: int, where: str, faults: list[str]) -> float:
    read, part = row.parts
    parts = reading(run.view(step, person), read)
    if fault := part_fault(row, parts):
        faults.append(f"{where}: {fault}")
        return 1.0
    return float(parts[part])


def _refuse(run: Run, person: int, numbers: Mapping[str, float]) -> None:
    try:
        refuse_broken(run, person)
    except RunFailedError as error:
        said = ", ".join(f"{name} = {value:.4g}" for name, value in numbers.items())
        raise RunFailedError(f"with {said}: {error}") from error
