"""Reads an experiment file and says everything that is wrong with it at once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soleus.circulation.experiment.faults import ExperimentError, Table
from soleus.circulation.instruments import INSTRUMENTS
from soleus.circulation.network import LEGS, read_data
from soleus.circulation.person import Person, Reflux, Stenosis
from soleus.circulation.protocol import Protocol, Step

POSTURES = ("supine", "seated", "standing", "legs_raised", "dangling", "tilted")
ACTIVITIES = ("rest", "ankle_pumps", "passive_ankle_pumps", "calf_raises", "walking")
PERSON_KEYS = (
    "age", "sex", "height_cm", "weight_kg", "heart_failure", "calf_strength", "dehydration",
    "stockings", "stenosis", "reflux",
)  # fmt: skip
STEP_KEYS = (
    "name", "posture", "seconds", "activity", "per_minute", "speed_km_h", "legs", "degrees",
    "foot_above_heart_cm", "breathing", "calf_cuff_mmhg",
)  # fmt: skip
ONLY_WITH = {
    "degrees": ("posture", "tilted"),
    "foot_above_heart_cm": ("posture", "legs_raised"),
    "speed_km_h": ("activity", "walking"),
}
POSTURES_FOR = {
    "walking": ("standing",),
    "calf_raises": ("standing", "seated", "dangling"),
}
STEPS_PER_MINUTE_AT_4_KM_H = 105.0


@dataclass(frozen=True, slots=True)
class Read:
    """One thing that is measured: an instrument and where it is held."""

    instrument: str
    place: str

    @property
    def key(self) -> str:
        """The name of the reading in the answer."""
        return f"{self.instrument}:{self.place}" if self.place else self.instrument


@dataclass(frozen=True, slots=True)
class Experiment:
    """A person, a protocol and what is read of them.

    Parameters
    ----------
    person, protocol, reads : what was asked
    left_out : values of the person that the file leaves to a healthy adult's
    """

    person: Person
    protocol: Protocol
    reads: tuple[Read, ...]
    left_out: tuple[str, ...]


def _list(data: Mapping[str, Any], key: str, faults: list[str], where: str) -> list[Any]:
    value = data.get(key, [])
    if not isinstance(value, list):
        faults.append(f"{where}{key}: must be a list of tables, written [[{where}{key}]]")
        return []
    return value


def _stenosis(data: object, where: str, faults: list[str]) -> Stenosis:
    t = Table(data, where, faults)
    t.known(("leg", "vessel", "diameter_reduction", "length_cm"))
    return Stenosis(
        t.word("leg", LEGS),
        t.word("vessel", tuple(read_data("persons")["lesion"])),
        t.number("diameter_reduction", 0.0, 1.0),
        t.number("length_cm", 0.1, 40.0, 4.0),
    )


def _reflux(data: object, where: str, faults: list[str]) -> Reflux:
    t = Table(data, where, faults)
    t.known(("leg", "vessel", "severity"))
    return Reflux(
        t.word("leg", LEGS),
        t.word("vessel", tuple(read_data("persons")["reflux"])),
        t.number("severity", 0.0, 1.0),
    )


def _person(data: object, faults: list[str]) -> Person:
    t = Table(data, "person", faults)
    t.known(PERSON_KEYS)
    persons = read_data("persons")
    usual = persons["healthy"]
    narrowed = _list(t.data, "stenosis", faults, "person.")
    leaking = _list(t.data, "reflux", faults, "person.")
    return Person(
        age=t.number("age", 10, 110, usual["age"]),
        sex=t.word("sex", ("female", "male"), usual["sex"]),
        height_cm=t.number("height_cm", 120, 220, usual["height_cm"]),
        weight_kg=t.number("weight_kg", 30, 250, usual["weight_kg"]),
        heart_failure=t.word("heart_failure", tuple(persons["heart_failure"]), "none"),
        calf_strength=t.number("calf_strength", 0.0, 1.5, usual["calf_strength"]),
        dehydration=t.number("dehydration", 0.0, 0.05, usual["dehydration"]),
        stockings=t.word("stockings", tuple(persons["stockings"]), "none"),
        stenosis=tuple(
            _stenosis(s, f"person.stenosis {i}", faults) for i, s in enumerate(narrowed, 1)
        ),
        reflux=tuple(_reflux(r, f"person.reflux {i}", faults) for i, r in enumerate(leaking, 1)),
    )


def _pace(t: Table, activity: str) -> tuple[float, float]:
    """Return events a minute and walking speed, each from the other where one is left out."""
    if activity == "rest":
        if t.data.get("per_minute"):
            t.fault("per_minute is given, but the activity is rest")
        return 0.0, 4.0
    most = 200.0 if activity == "walking" else 120.0
    if activity != "walking":
        return t.number("per_minute", 0.5, most), 4.0
    speed = t.data.get("speed_km_h")
    usual = (
        STEPS_PER_MINUTE_AT_4_KM_H * (speed / 4.0) ** 0.5
        if isinstance(speed, int | float) and speed > 0
        else 105.0
    )
    per_minute = t.number("per_minute", 10.0, most, min(usual, most))
    return per_minute, t.number(
        "speed_km_h", 0.5, 8.0, min(max(4.0 * (per_minute / 105.0) ** 2, 0.5), 8.0)
    )


def _step(data: object, number: int, faults: list[str]) -> Step:
    t = Table(data, f"step {number}", faults)
    t.known(STEP_KEYS)
    posture = t.word("posture", POSTURES)
    activity = t.word("activity", ACTIVITIES, "rest")
    for key, (other, needed) in ONLY_WITH.items():
        if key in t.data and {"posture": posture, "activity": activity}[other] != needed:
            t.fault(f"{key} is given, but the {other} is not {needed}")
    allowed = POSTURES_FOR.get(activity, POSTURES)
    if posture not in allowed:
        t.fault(f"{activity} needs the posture {' or '.join(allowed)}, not {posture}")
    per_minute, speed = _pace(t, activity)
    return Step(
        name=t.text("name", f"step {number}"),
        posture=posture,
        seconds=t.number("seconds", 1.0, 86400.0),
        activity=activity,
        per_minute=per_minute,
        speed_km_h=speed,
        legs=t.word("legs", ("left", "right", "both"), "both"),
        degrees=t.number("degrees", 0.0, 90.0, 60.0),
        foot_above_heart_cm=t.number("foot_above_heart_cm", 0.0, 100.0, 30.0),
        breathing=t.word("breathing", tuple(read_data("activities")["breathing"]), "quiet"),
        calf_cuff_mmhg=t.number("calf_cuff_mmhg", 0.0, 300.0, 0.0),
    )


def _read(data: object, number: int, faults: list[str]) -> Read:
    t = Table(data, f"read {number}", faults)
    name = t.word("instrument", tuple(INSTRUMENTS))
    instrument = INSTRUMENTS[name]
    if t.data.get("instrument") != name:
        return Read(name, "")
    t.known(("instrument", instrument.word) if instrument.word else ("instrument",))
    place = t.word(instrument.word, instrument.places) if instrument.word else ""
    return Read(name, place)


def _check_reads(reads: tuple[Read, ...], steps: tuple[Step, ...], faults: list[str]) -> None:
    seen: set[str] = set()
    for number, read in enumerate(reads, 1):
        if read.key in seen:
            faults.append(f"read {number}: {read.key} is read twice; once is enough")
        seen.add(read.key)
        if read.instrument == "abi" and not any(s.posture == "supine" for s in steps):
            faults.append(f"read {number}: abi is read lying down; no step is supine")


def _load(source: str | Path | Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(source, Mapping):
        return source
    path = Path(source)
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not a text file"
        raise ExperimentError((f"{path}: cannot be read: {reason}",)) from error
    except tomllib.TOMLDecodeError as error:
        raise ExperimentError((f"{path}: not valid TOML: {error}",)) from error


def parse_experiment(source: str | Path | Mapping[str, Any]) -> Experiment:
    """Return the experiment in a file or table.

    Raises
    ------
    ExperimentError
        Something is wrong; it holds every fault, not the first alone.
    """
    data = _load(source)
    faults: list[str] = []
    Table(dict(data), "experiment", faults).known(("person", "step", "read"))
    person = _person(data.get("person", {}), faults)
    rows = _list(data, "step", faults, "")
    if not rows:
        faults.append("experiment: there is no [[step]]; a protocol needs at least one")
    steps = tuple(_step(s, i, faults) for i, s in enumerate(rows, 1))
    reads = tuple(_read(r, i, faults) for i, r in enumerate(_list(data, "read", faults, ""), 1))
    if not faults:
        _check_reads(reads, steps, faults)
    if faults:
        raise ExperimentError(tuple(faults))
    given = data.get("person", {})
    usual = tuple(k for k in PERSON_KEYS if k not in given and k not in ("stenosis", "reflux"))
    return Experiment(person, Protocol(steps), reads, usual)
