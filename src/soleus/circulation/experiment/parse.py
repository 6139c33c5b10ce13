"""Reads an experiment file, with every fault at once, and runs it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from soleus.circulation.errors import ExperimentError
from soleus.circulation.experiment.experiment import Experiment
from soleus.circulation.instruments import INSTRUMENTS
from soleus.circulation.numbers import Numbers
from soleus.circulation.numbers_listed import override_faults
from soleus.circulation.person import Person
from soleus.circulation.protocol import Protocol, Step
from soleus.circulation.simulate import LONG_S, full_seconds
from soleus.language import meant
from soleus.records import Limit, Record, limits, limits_of, read_toml
from soleus.vocabulary import InvalidDataError

ONLY_WITH = {
    "degrees": ("posture", ("tilted",)),
    "foot_above_heart_cm": ("posture", ("legs_raised",)),
    "speed_km_h": ("activity", ("walking",)),
    "grade_percent": ("activity", ("walking",)),
    "movement": ("activity", ("ankle_pumps", "passive_ankle_pumps")),
    "load": ("activity", ("ankle_pumps",)),
}
"""Keys of a step that need another key to have a certain value."""
STEPS_PER_MINUTE_AT_4_KM_H = 105.0

MOST_FULL_S = 6 * 3600.0
"""Most time that may run beat by beat: its records take 0.9 GB."""

_ANY = limits.anything()
_MODEL = {"unbounded": limits.flag()}
_FILE = {
    "person": _ANY,
    "numbers": limits.mapping_of(_ANY, _ANY),
    "model": _ANY,
    "step": limits.list_of(_ANY, least=1),
    "read": limits.list_of(_ANY),
}
"""The keys of an experiment file; their content is read by the records."""

Part = TypeVar("Part", bound=Record)


def _part(kind: type[Part], data: Any, where: str, faults: list[str]) -> Part | None:  # noqa: ANN401
    """Return one table of the file as a record, or None after adding its faults."""
    try:
        return kind.from_dict(data)
    except ExperimentError as error:
        faults += [f"{where}: {fault}" for fault in error.faults]
        return None


def _step(data: Any, number: int, faults: list[str]) -> Step | None:  # noqa: ANN401
    where = f"step {number}"
    if isinstance(data, Mapping):
        data = {"name": where, **data}
        for key, (other, needed) in ONLY_WITH.items():
            if key in data and data.get(other, "rest") not in needed:
                faults.append(
                    f"{where}: {key} is given, but the {other} is not {' or '.join(needed)}"
                )
        if "round" in data:
            faults.append(f"{where}: unknown key 'round'; say repeat")
        if data.get("activity") == "walking":
            data |= _pace(data.get("per_minute"), data.get("speed_km_h"))
    return _part(Step, data, where, faults)


def _pace(cadence: object, speed: object) -> dict[str, object]:
    """Return a walker's cadence and speed, each computed from the other if it is missing."""
    if cadence is None:
        cadence = STEPS_PER_MINUTE_AT_4_KM_H
        if isinstance(speed, int | float) and speed > 0:
            cadence *= (min(speed, 8.0) / 4.0) ** 0.5
    if speed is None:
        speed = 4.0
        if isinstance(cadence, int | float):
            speed *= (min(cadence, 200.0) / STEPS_PER_MINUTE_AT_4_KM_H) ** 2
            speed = min(max(speed, 0.5), 8.0)
    return {"per_minute": cadence, "speed_km_h": speed}


def _read(data: Any, number: int, faults: list[str]) -> str:  # noqa: ANN401
    """Return the name of a reading: its instrument and place."""
    name = data.get("instrument") if isinstance(data, Mapping) else None
    known = {"instrument": limits.literal(*INSTRUMENTS)}
    if not isinstance(name, str) or name not in INSTRUMENTS:
        known |= {"place": _ANY, "vessel": _ANY, "name": _ANY}
    elif name == "state":
        known["name"] = _state_name()
    elif word := INSTRUMENTS[name].word:
        known[word] = limits.literal(*INSTRUMENTS[name].places)
    needed = [key for key in known if known[key] is not _ANY]
    values, wrong = limits.read_object(known, needed, data)
    faults += [f"read {number}: {fault}" for fault in wrong]
    return ":".join(map(str, values.values()))


def _state_name() -> Limit:
    """Allow the name of a state; there are too many of them to list in a fault."""

    def fault(value: object) -> str | None:
        if value in INSTRUMENTS["state"].places:
            return None
        hint = meant(str(value), INSTRUMENTS["state"].places)
        return f"is {str(value)[:60]!r}{hint or '; soleus lab states lists every name'}"

    return Limit(fault)


def _faults_between(reads: list[str], steps: tuple[Step, ...]) -> list[str]:
    faults: list[str] = []
    for number, read in enumerate(reads, 1):
        if read in reads[: number - 1]:
            faults.append(f"read {number}: {read} is read twice; once is enough")
        if read == "abi" and not any(s.posture == "supine" for s in steps):
            faults.append(f"read {number}: abi is read lying down; no step is supine")
    return faults


def _numbers(values: Mapping[str, Any], faults: list[str]) -> Numbers:
    """Return the numbers of the model that the file replaces."""
    free, wrong = limits.read_object(_MODEL, [], values.get("model", {}))
    faults += [f"model: {fault}" for fault in wrong]
    table = values.get("numbers", {})
    wrong = override_faults(table, is_unbounded=free.get("unbounded", False))
    faults += [f"numbers: {fault}" for fault in wrong]
    return {} if wrong else {name: float(value) for name, value in table.items()}


def _protocol(steps: tuple[Step, ...], faults: list[str]) -> Protocol | None:
    try:
        protocol = Protocol(steps)
    except ExperimentError as error:
        faults += error.faults
        return None
    if (beats := sum(full_seconds(step) for step in protocol.steps)) > MOST_FULL_S:
        faults.append(
            f"the steps hold {beats / 3600.0:.3g} h that run beat by beat; at most "
            f"{MOST_FULL_S / 3600.0:g} h can be recorded: repeat less often, or make steps "
            f"longer than {LONG_S:g} s"
        )
    return protocol


def _load(source: str | Path | Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(source, Mapping):
        return source
    path = Path(source)
    try:
        return read_toml(path, str(path))
    except InvalidDataError as error:
        raise ExperimentError(error.faults) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not a text file"
        raise ExperimentError([f"{path}: cannot be read: {reason}"]) from error


def parse_experiment(source: str | Path | Mapping[str, Any]) -> Experiment:
    """Return the experiment in a file or table.

    Raises
    ------
    ExperimentError
        The experiment is written wrongly; every fault is listed.
    """
    values, wrong = limits.read_object(_FILE, ["step"], _load(source))
    faults = [f"experiment: {fault}" for fault in wrong]
    table = values.get("person", {})
    person = _part(Person, table, "person", faults)
    read_steps = [_step(data, i, faults) for i, data in enumerate(values.get("step", ()), 1)]
    steps = tuple(step for step in read_steps if step)
    reads = [_read(data, i, faults) for i, data in enumerate(values.get("read", ()), 1)]
    numbers = _numbers(values, faults)
    faults = faults or _faults_between(reads, steps)
    protocol = None if faults else _protocol(steps, faults)
    if person is None or protocol is None or faults:
        raise ExperimentError(faults)
    left_out = (n for n in limits_of(Person) if n not in (*table, "stenosis", "reflux"))
    return Experiment(person, protocol, tuple(reads), tuple(left_out), numbers)


def run_experiment(
    source: str | Path | Mapping[str, Any], changes: Mapping[str, float] | None = None
) -> dict[str, Any]:
    """Run an experiment file or table and return its readings.

    Examples
    --------
    >>> from soleus.circulation import run_experiment
    >>> answer = run_experiment({
    ...     "step": [{"name": "rest", "posture": "supine", "seconds": 60}],
    ...     "read": [{"instrument": "heart"}],
    ... })
    >>> 55 < answer["steps"][0]["readings"]["heart"]["rate_bpm"] < 82
    True

    Raises
    ------
    ExperimentError
        The experiment is written wrongly; every fault is listed.
    RunFailedError
        The run broke down; the error says where.
    """
    experiment = parse_experiment(source)
    return experiment.answer(experiment.run(changes))
