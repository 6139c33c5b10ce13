"""Measurements of one's own: a row says where it was read, its value and its error."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, ClassVar

from soleus.circulation.errors import ExperimentError
from soleus.circulation.experiment import Experiment, parse_experiment
from soleus.circulation.experiment.csv_parquet import read_rows
from soleus.circulation.instruments import INSTRUMENTS
from soleus.language import meant
from soleus.records import NonBlank, Record, limits
from soleus.vocabulary import MOST_FAULTS

_TEXTS = ("experiment", "step", "reading", "against", "counted")


@dataclass(frozen=True, slots=True)
class OwnRow(Record):
    """One measurement.

    Parameters
    ----------
    experiment : file of the experiment that says who was measured and how; from the rows' folder
    step : name of the step that it was read in; of a repeated step, its last round
    reading : instrument, place and part, such as ``foot_vein:left end_mmhg``
    value, sd : what was read, and its error (standard deviation), in the reading's unit
    against : an earlier step that the value is counted against
    counted : how: ``difference`` or ``ratio``
    """

    error: ClassVar = ExperimentError
    experiment: NonBlank
    step: NonBlank
    reading: NonBlank
    value: Annotated[float, limits.real()]
    sd: Annotated[float, limits.real(1e-12)]
    against: str = ""
    counted: Annotated[str, limits.literal("ratio", "difference")] = "ratio"

    @property
    def parts(self) -> tuple[str, str]:
        """The instrument with its place, and the part of its reading."""
        read, _, part = self.reading.rpartition(" ")
        return read, part


@dataclass(frozen=True, slots=True)
class OwnRows:
    """Measurements, and the experiments that they were made in, by the name of their file."""

    rows: tuple[OwnRow, ...]
    experiments: Mapping[str, Experiment]


def read_own_rows(path: Path) -> OwnRows:
    """Return the measurements of a CSV or Parquet file, with their experiments.

    Raises
    ------
    ExperimentError
        A row or an experiment is written wrongly; every fault is listed.
    """
    faults: list[str] = []
    rows: list[OwnRow] = []
    for number, told in enumerate(read_rows(path, _TEXTS), 1):
        try:
            rows.append(OwnRow.from_dict({k: v for k, v in told.items() if v is not None}))
        except ExperimentError as error:
            faults += [f"{path.name}, row {number}: {fault}" for fault in error.faults]
    if not rows and not faults:
        faults.append(f"{path.name}: no measurement is in it")
    experiments: dict[str, Experiment] = {}
    for name in dict.fromkeys(row.experiment for row in rows):
        try:
            experiments[name] = parse_experiment(path.parent / name)
        except ExperimentError as error:
            faults += [f"{name}: {fault}" for fault in error.faults]
    for number, row in enumerate(rows, 1):
        if row.experiment in experiments and not faults:
            found = _faults_of(row, experiments[row.experiment])
            faults += [f"{path.name}, row {number}: {fault}" for fault in found]
    if faults:
        raise ExperimentError(list(islice(faults, MOST_FAULTS)))
    return OwnRows(tuple(rows), experiments)


def _faults_of(row: OwnRow, experiment: Experiment) -> Iterator[str]:
    names = [step.name for step in experiment.protocol.steps]
    for key, step in (("step", row.step), ("against", row.against)):
        if step and step not in names:
            hint = meant(step, names) or f"; it has {', '.join(dict.fromkeys(names))}"
            yield f"{key} is '{step}', which {row.experiment} does not have{hint}"
    read, part = row.parts
    instrument, _, place = read.partition(":")
    if not part or instrument not in INSTRUMENTS:
        yield f"reading is '{row.reading}', but has to be like 'foot_vein:left end_mmhg'"
    elif place not in (INSTRUMENTS[instrument].places or ("",)):
        hint = meant(place, INSTRUMENTS[instrument].places)
        yield f"{instrument} reads no '{place}'{hint}"


def last_rounds(experiment: Experiment) -> Mapping[str, int]:
    """Return where the last round of each step of an experiment stands."""
    return {step.name: place for place, step in enumerate(experiment.protocol.steps)}


def value_of(row: OwnRow, here: float, there: float | None) -> float:
    """Return a simulated value, counted as the row counts its own."""
    if there is None:
        return here
    return here - there if row.counted == "difference" else here / there


def reads_of(rows: Sequence[OwnRow]) -> tuple[str, ...]:
    """Return the names of the readings that rows need, each once."""
    return tuple(dict.fromkeys(row.parts[0] for row in rows))


def part_fault(row: OwnRow, parts: Mapping[str, Any]) -> str | None:
    """Return why a row's part is not among a reading's parts, or has no value; None if it does."""
    read, part = row.parts
    if part not in parts:
        known = [name for name in parts if name != "why"]
        return f"{read} has no '{part}'{meant(part, known) or '; it has ' + ', '.join(known)}"
    if parts[part] is None:
        return f"{row.reading} cannot be had in {row.step}: {parts.get('why', 'no value')}"
    return None
