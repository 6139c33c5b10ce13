"""A protocol: what the person does, step by step, and the numbers of the model that a step sets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import radians, sin
from typing import Annotated, ClassVar

from soleus.circulation.body import between
from soleus.circulation.data import read_data
from soleus.circulation.errors import ExperimentError
from soleus.circulation.laws import walking_power
from soleus.circulation.network import CUFFS, HEIGHTS, LEGS, MUSCLES
from soleus.circulation.numbers import Numbers, numbers_with
from soleus.circulation.person import Person
from soleus.records import Record, limits

_ACTIVITIES = read_data("network/activities")
_PERSONS = read_data("network/persons")
_POSTURES_FOR = {
    "walking": ("standing",),
    "calf_raises": ("standing", "seated", "dangling"),
}
"""The postures that an activity needs; other activities go with every posture."""
_STEP_M = (0.1, 1.2)
"""Shortest and longest step of a walker: shuffling, and the fastest walk of a tall person."""
_VALSALVA_S = 20.0
"""Longest strain that is asked of anybody."""

_CUFF = limits.real(0.0, 300.0)


@dataclass(frozen=True, slots=True)
class Step(Record):
    """One step of a protocol; its fields have the names of an experiment file's keys.

    Examples
    --------
    >>> from soleus.circulation import Step
    >>> Step("pumps", "supine", 180, "ankle_pumps", 30, legs="left").moving
    ('left',)
    >>> Step("pumps", "supine", 180, "ankle_pumps", 30).cycles_per_second
    0.5
    """

    error: ClassVar = ExperimentError
    name: str
    posture: Annotated[str, limits.literal(*read_data("network/postures"), "tilted")]
    seconds: Annotated[float, limits.real(1.0, 86400.0)]
    activity: Annotated[str, limits.literal(*(a for a in _ACTIVITIES if a != "breathing"))] = "rest"
    per_minute: Annotated[float, limits.real(0.0, 200.0)] = 0.0
    speed_km_h: Annotated[float, limits.real(0.5, 8.0)] = 4.0
    legs: Annotated[str, limits.literal(*LEGS, "both")] = "both"
    degrees: Annotated[float, limits.real(-30.0, 90.0)] = 60.0
    foot_above_heart_cm: Annotated[float, limits.real(0.0, 100.0)] = 30.0
    breathing: Annotated[str, limits.literal(*_ACTIVITIES["breathing"])] = "quiet"
    calf_cuff_mmhg: Annotated[float, _CUFF] = 0.0
    thigh_cuff_mmhg: Annotated[float, _CUFF] = 0.0
    foot_cuff_mmhg: Annotated[float, _CUFF] = 0.0
    cuff_seconds: Annotated[float, limits.real(0.2, 10.0)] = 1.0
    lower_body_mmhg: Annotated[float, limits.real(-60.0, 0.0)] = 0.0
    movement: Annotated[str, limits.literal("plantar", "dorsal", "both")] = "both"
    load: Annotated[float, limits.real(0.0, 1.0)] = 0.0
    grade_percent: Annotated[float, limits.real(-10.0, 20.0)] = 0.0
    block: str = ""
    repeat: Annotated[int, limits.whole(1, 500)] = 1
    round: Annotated[int, limits.whole(1, 500)] = 1

    def _faults_between(self) -> tuple[str, ...]:
        faults = []
        postures = _POSTURES_FOR.get(self.activity, (self.posture,))
        if self.posture not in postures:
            needed = " or ".join(postures)
            faults.append(f"{self.activity} needs the posture {needed}, not {self.posture}")
        if self.activity == "rest":
            if self.per_minute:
                faults.append("per_minute is given, but the activity is rest")
        else:
            least, most = (10.0, 200.0) if self.activity == "walking" else (0.5, 120.0)
            if fault := limits.real(least, most).fault(self.per_minute):
                faults.append(limits.fault_of("per_minute", fault))
        if self.breathing == "valsalva" and self.seconds > _VALSALVA_S:
            strained = f"seconds is {self.seconds:g}, but a valsalva strains"
            faults.append(f"{strained} at most {_VALSALVA_S:g}")
        if self.cuff_seconds > self.seconds:
            faults.append(f"cuff_seconds is {self.cuff_seconds:g}, longer than the step")
        return (*faults, *self._walking_faults(bool(faults)))

    def _walking_faults(self, has_faults: bool) -> tuple[str, ...]:
        if self.activity != "walking" or has_faults:
            return ()
        faults = []
        if self.legs != "both":
            faults.append(f"legs is {self.legs}, but walking takes both")
        length = self.speed_km_h / 0.06 / self.per_minute
        shortest, longest = _STEP_M
        if not shortest <= length <= longest:
            faults.append(
                f"{self.per_minute:g} steps a minute at {self.speed_km_h:g} km/h would be "
                f"{length:.2g} m each; a walker's step is {shortest:g} to {longest:g} m"
            )
        return tuple(faults)

    @property
    def moving(self) -> tuple[str, ...]:
        """The legs that move in this step."""
        if self.activity == "rest":
            return ()
        return LEGS if self.legs == "both" else (self.legs,)

    @property
    def place(self) -> tuple[str, float]:
        """The posture, and how far it is tilted or raised where it is."""
        far = {"tilted": self.degrees, "legs_raised": self.foot_above_heart_cm}
        return self.posture, far.get(self.posture, 0.0)

    @property
    def cycles_per_second(self) -> float:
        """Movement cycles a second of each moving leg."""
        return float(_ACTIVITIES[self.activity]["cycle"] * self.per_minute / 60.0)

    @property
    def cuffs_mmhg(self) -> dict[str, float]:
        """The pressure of the cuff round each part."""
        return {part: float(getattr(self, f"{part}_cuff_mmhg")) for part in CUFFS}

    def at_rest(self) -> "Step":
        """Return the step's posture and breath alone, with nothing that moves or presses."""
        return Step(
            self.name,
            self.posture,
            max(self.seconds, 1.0),
            degrees=self.degrees,
            foot_above_heart_cm=self.foot_above_heart_cm,
            breathing="quiet" if self.breathing == "valsalva" else self.breathing,
        )


@dataclass(frozen=True, slots=True)
class Protocol:
    """Steps in order; those that repeat are written out, each with its round.

    Raises
    ------
    ExperimentError
        The steps of a block do not stand together, or say different things of how often; or
        straining goes on for too long.

    Examples
    --------
    >>> from soleus.circulation import Protocol, Step
    >>> protocol = Protocol((Step("rest", "supine", 120), Step("up", "standing", 60)))
    >>> sum(step.seconds for step in protocol.steps)
    180
    >>> squeezes = Step("squeeze", "supine", 5, calf_cuff_mmhg=60, repeat=3)
    >>> [step.round for step in Protocol((squeezes,)).steps]
    [1, 2, 3]
    """

    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        """Write out the steps and blocks that repeat."""
        groups = [tuple(g) for _, g in groupby(enumerate(self.steps), key=_group)]
        written: list[Step] = []
        for group in groups:
            steps = [step for _, step in group]
            times = {step.repeat for step in steps if step.repeat > 1} or {1}
            name = steps[0].block
            if len(times) > 1:
                told = " and ".join(map(str, sorted(times)))
                raise ExperimentError([f"block {name} is repeated {told} times; say it once"])
            if name and any(step.block == name for step in written):
                raise ExperimentError([f"the steps of block {name} do not stand together"])
            written += _rounds(steps, times.pop())
        _refuse_long_strain(written)
        object.__setattr__(self, "steps", tuple(written))


def _refuse_long_strain(steps: Sequence[Step]) -> None:
    """Refuse steps that strain one after the other for longer than one step may."""
    for is_strained, together in groupby(steps, key=lambda s: s.breathing == "valsalva"):
        seconds = sum(step.seconds for step in together) if is_strained else 0.0
        if seconds > _VALSALVA_S:
            told = f"{seconds:g} s of valsalva follow on each other; at most {_VALSALVA_S:g}"
            raise ExperimentError([told])


def _group(numbered: tuple[int, Step]) -> tuple[str, int]:
    """Return what the steps of one block have in common; a step without one stands alone."""
    number, step = numbered
    return (step.block, -1) if step.block else ("", number)


def _rounds(steps: Sequence[Step], times: int) -> list[Step]:
    """Return the steps as often as they are done; those of another protocol keep their round."""
    if times == 1:
        return list(steps)
    return [replace(s, repeat=1, round=k) for k in range(1, times + 1) for s in steps]


def heights_cm(step: Step, person: Person, n: Mapping[str, float] | None = None) -> Numbers:
    """Return the depth of each place below the heart in this step [cm]."""
    known = numbers_with() if n is None else n
    posture = "standing" if step.posture == "tilted" else step.posture
    depths = {h: known[f"{posture}.{h}"] for h in HEIGHTS}
    tall = person.height_cm / 170.0
    if step.posture == "legs_raised":
        tall = step.foot_above_heart_cm
    if step.posture == "tilted":
        tall *= sin(radians(step.degrees))
    return {h: depth * tall for h, depth in depths.items()}


def _borne(step: Step, n: Mapping[str, float]) -> float:
    """Return the part of a movement's load that is borne in this posture."""
    return n.get(f"{step.activity}.borne.{step.posture}", 1.0)


def _work_uptake(step: Step, person: Person, n: Numbers) -> float:
    """Return the oxygen that a movement takes up beyond keeping still [mL/min]."""
    if step.activity != "walking":
        part = len(step.moving) / len(LEGS)
        a = step.activity
        asked = _borne(step, n) * n[f"{a}.oxygen"]
        asked += step.load * n.get(f"{a}.load.oxygen", 0.0)
        return asked * person.weight_kg * part
    power = walking_power(step.speed_km_h / 3.6, step.grade_percent)
    table = _PERSONS["walking_cost"]
    cost = between(table["points"], person.age)
    cost *= float((person.height_cm / 170.0) ** table["by_stature"])
    return power * cost * person.weight_kg * 60.0 / n["oxygen_joules"]


def _vigour(uptake: float, step: Step, n: Numbers) -> float:
    """Return how many times their flow at rest a walker's legs call for, against 4 km/h.

    The same work needs the same blood at any age (Proctor 2003, J Appl Physiol 94:1859-1869), so
    legs with less flow at rest call for more of it. 1 in other activities.
    """
    if step.activity != "walking":
        return 1.0
    return uptake / (n["walking.oxygen"] * 70.0 * n["legs_flow"])


def _oxygen(step: Step, person: Person, n: Numbers) -> Numbers:
    """Return the oxygen that a step calls for, at most what the person can take up [mL/min]."""
    still = n["uptake_rest"] * _PERSONS["uptake_in_posture"][step.posture]
    return {"uptake_need": min(still + _work_uptake(step, person, n), n["uptake_most"])}


def _widths(step: Step, n: Mapping[str, float]) -> dict[str, float]:
    """Return the parts of the cycle that push and pull last."""
    cadence = step.cycles_per_second
    longest = n[f"{step.activity}.longest"] * cadence if cadence else 1.0
    return {way: min(n[f"{step.activity}.{way}_part"], longest) for way in ("push", "pull")}


def _left_out(step: Step) -> str:
    """Return which of push and pull half a movement leaves out; empty if neither."""
    return {"plantar": "pull", "dorsal": "push"}.get(step.movement, "")


def contractions(step: Step, leg: str, n: Mapping[str, float]) -> list[tuple[float, float]]:
    """Return when each contraction of a leg begins and ends [s from the step's start]."""
    cadence, widths, found = step.cycles_per_second, _widths(step, n), []
    if leg not in step.moving or not cadence:
        return []
    offset = 0.5 if leg == "right" and _ACTIVITIES[step.activity]["alternate"] else 0.0
    for cycle in range(-1, int(step.seconds * cadence) + 1):
        for way, phase in (("push", 0.0), ("pull", 0.5)):
            begin = (cycle + phase - offset) / cadence
            if way != _left_out(step) and 0.0 <= begin < step.seconds:
                found.append((begin, begin + widths[way] / cadence))
    return found


def _movement(step: Step, person: Person, n: Numbers) -> Numbers:
    a, cadence, widths = step.activity, step.cycles_per_second, _widths(step, n)
    out: Numbers = {
        "cadence": cadence,
        "push_width": widths["push"],
        "pull_width": widths["pull"],
        "offset_left": 0.0,
        "offset_right": 0.5 if _ACTIVITIES[a]["alternate"] else 0.0,
        "moving_trunk": 0.0,
    }
    strength = person.calf_strength * n["strength"] if _ACTIVITIES[a]["active"] else 1.0
    able = min(_work_uptake(step, person, n), n["uptake_most"] - n["uptake_rest"])
    vigour = _vigour(able, step, n)
    for leg in LEGS:
        on = 1.0 if leg in step.moving else 0.0
        out |= _muscles(step, leg, on, strength, n)
        out |= _work(step, leg, on * strength, vigour, n)
        out[f"moving_{leg}"] = on * min(cadence / 0.5, 1.5)
    return out


def _muscles(step: Step, leg: str, on: float, strength: float, n: Numbers) -> Numbers:
    """Return the pressure of each muscle in push and pull; half a movement leaves one of them."""
    out: Numbers = {}
    activity = _ACTIVITIES[step.activity]
    press = between(activity["pressed"], step.speed_km_h) if "pressed" in activity else 1.0
    for way in ("push", "pull"):
        part = 0.0 if way == _left_out(step) else on
        part *= _borne(step, n) if way == "push" else 1.0
        for muscle in MUSCLES:
            pressure = n[f"{step.activity}.{way}.{muscle}"]
            pressure += step.load * n.get(f"{step.activity}.load.{way}.{muscle}", 0.0)
            power = press if muscle == "thigh" else press * strength
            out[f"{way}_{leg}_{muscle}"] = part * pressure * power
    return out


def _work(step: Step, leg: str, on: float, vigour: float, n: Numbers) -> Numbers:
    """Return the contractions that call for blood, and the most that they can call up."""
    out: Numbers = {}
    a = step.activity
    on *= n.get(f"{a}.alone.{step.movement}", 1.0)
    for part in ("calf", "thigh"):
        out[f"work_{leg}_{part}"] = on * n[f"{a}.work.{part}"]
        added = step.load * n.get(f"{a}.load.h_max.{part}", 0.0)
        out[f"h_max_{leg}_{part}"] = n[f"{a}.h_max.{part}"] * vigour + added
    return out


def _breath(step: Step, before: Step, n: Numbers) -> Numbers:
    b = f"breathing.{step.breathing}"
    return {
        "chest_swing": n[f"{b}.chest"],
        "abdomen_swing": n[f"{b}.abdomen"],
        "breath_rate": n["breath_rate"] * n[f"{b}.rate"],
        "from_effort": n.get(f"breathing.{before.breathing}.strain", 0.0),
        "to_effort": n.get(f"{b}.strain", 0.0),
    }


def _pressed_on(step: Step, before: Step, n: Numbers) -> Numbers:
    """Return what presses on the legs from outside, before and in this step."""
    old, new = before.cuffs_mmhg, step.cuffs_mmhg
    out = {f"from_cuff_{part}": old[part] for part in CUFFS}
    out |= {f"to_cuff_{part}": new[part] for part in CUFFS}
    # A change is over before a short step ends, so that the next step begins where it left off.
    return out | {
        "cuff_seconds": step.cuff_seconds,
        "from_suction": before.lower_body_mmhg,
        "to_suction": step.lower_body_mmhg,
        "suction_seconds": min(n["suction_seconds"], step.seconds),
        "ramp_seconds": min(n["ramp_seconds"], step.seconds),
    }


def step_numbers(step: Step, before: Step, person: Person, n: Numbers) -> Numbers:
    """Return the numbers that a step sets; heights move from the step before to this one."""
    old, new = heights_cm(before, person, n), heights_cm(step, person, n)
    out = {f"from_{h}": old[h] for h in HEIGHTS} | {f"to_{h}": new[h] for h in HEIGHTS}
    out |= _movement(step, person, n) | _breath(step, before, n)
    return out | _pressed_on(step, before, n) | _oxygen(step, person, n)
