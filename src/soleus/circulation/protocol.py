"""A protocol: what the person does, step by step, and the numbers of the model that a step sets."""

from dataclasses import dataclass
from math import radians, sin
from typing import Annotated, ClassVar

from soleus.circulation.body import between
from soleus.circulation.data import read_data
from soleus.circulation.errors import ExperimentError
from soleus.circulation.laws import walking_power
from soleus.circulation.network import HEIGHTS, LEGS, MUSCLES
from soleus.circulation.numbers import Numbers
from soleus.circulation.person import Person
from soleus.records import Record, limits

_ACTIVITIES = read_data("network/activities")
_PERSONS = read_data("network/persons")
_POSTURES_FOR = {
    "walking": ("standing",),
    "calf_raises": ("standing", "seated", "dangling"),
}
"""The postures that an activity needs; other activities go with every posture."""


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
    grade_percent: Annotated[float, limits.real(-10.0, 20.0)] = 0.0
    legs: Annotated[str, limits.literal(*LEGS, "both")] = "both"
    degrees: Annotated[float, limits.real(0.0, 90.0)] = 60.0
    foot_above_heart_cm: Annotated[float, limits.real(0.0, 100.0)] = 30.0
    breathing: Annotated[str, limits.literal(*_ACTIVITIES["breathing"])] = "quiet"
    calf_cuff_mmhg: Annotated[float, limits.real(0.0, 300.0)] = 0.0

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
        return tuple(faults)

    @property
    def moving(self) -> tuple[str, ...]:
        """The legs that move in this step."""
        if self.activity == "rest":
            return ()
        return LEGS if self.legs == "both" else (self.legs,)

    @property
    def cycles_per_second(self) -> float:
        """Movement cycles a second of each moving leg."""
        return float(_ACTIVITIES[self.activity]["cycle"] * self.per_minute / 60.0)


@dataclass(frozen=True, slots=True)
class Protocol:
    """Steps in order.

    Examples
    --------
    >>> from soleus.circulation import Protocol, Step
    >>> protocol = Protocol((Step("rest", "supine", 120), Step("up", "standing", 60)))
    >>> sum(step.seconds for step in protocol.steps)
    180
    """

    steps: tuple[Step, ...]


def heights_cm(step: Step, person: Person) -> dict[str, float]:
    """Return the depth of each place below the heart in this step [cm]."""
    postures = read_data("network/postures")
    if step.posture == "legs_raised":
        return {h: postures["legs_raised"][h] * step.foot_above_heart_cm for h in HEIGHTS}
    tall = person.height_cm / 170.0
    if step.posture == "tilted":
        lean = sin(radians(step.degrees))
        return {h: postures["standing"][h] * lean * tall for h in HEIGHTS}
    return {h: postures[step.posture][h] * tall for h in HEIGHTS}


def _work_uptake(step: Step, person: Person, n: Numbers) -> float:
    """Return the oxygen that a movement takes up beyond keeping still [mL/min]."""
    if step.activity != "walking":
        part = len(step.moving) / len(LEGS)
        return float(_ACTIVITIES[step.activity]["oxygen"] * person.weight_kg * part)
    power = walking_power(step.speed_km_h / 3.6, step.grade_percent)
    cost = between(_PERSONS["walking_cost"]["points"], person.age)
    return power * cost * person.weight_kg * 60.0 / n["oxygen_joules"]


def _vigour(uptake: float, step: Step, n: Numbers) -> float:
    """Return how many times their flow at rest a walker's legs call for, against 4 km/h.

    The same work needs the same blood at any age (Proctor 2003, J Appl Physiol 94:1859-1869), so
    legs with less flow at rest call for more of it. 1 in other activities.
    """
    if step.activity != "walking":
        return 1.0
    return uptake / (float(_ACTIVITIES["walking"]["oxygen"]) * 70.0 * n["legs_flow"])


def _oxygen(step: Step, person: Person, n: Numbers) -> Numbers:
    """Return the oxygen that a step calls for, at most what the person can take up [mL/min]."""
    still = n["uptake_rest"] * _PERSONS["uptake_in_posture"][step.posture]
    return {"uptake_need": min(still + _work_uptake(step, person, n), n["uptake_most"])}


def _movement(step: Step, person: Person, n: Numbers) -> Numbers:
    a = _ACTIVITIES[step.activity]
    cadence = step.cycles_per_second
    longest = a["longest"] * cadence if cadence else 1.0
    out: Numbers = {
        "cadence": cadence,
        "push_width": min(a["push_part"], longest),
        "pull_width": min(a["pull_part"], longest),
        "offset_left": 0.0,
        "offset_right": 0.5 if a["alternate"] else 0.0,
        "moving_trunk": 0.0,
    }
    press = between(a["pressed"], step.speed_km_h) if "pressed" in a else 1.0
    strength = person.calf_strength * n["strength"] if a["active"] else 1.0
    able = min(_work_uptake(step, person, n), n["uptake_most"] - n["uptake_rest"])
    vigour = _vigour(able, step, n)
    for leg in LEGS:
        on = 1.0 if leg in step.moving else 0.0
        for muscle in MUSCLES:
            for way in ("push", "pull"):
                power = press if muscle == "thigh" else press * strength
                out[f"{way}_{leg}_{muscle}"] = on * n[f"{step.activity}.{way}.{muscle}"] * power
        for part in ("calf", "thigh"):
            out[f"work_{leg}_{part}"] = on * n[f"{step.activity}.work.{part}"] * min(strength, 1.0)
            out[f"h_max_{leg}_{part}"] = n[f"{step.activity}.h_max.{part}"] * vigour
        out[f"moving_{leg}"] = on * min(cadence / 0.5, 1.5)
    return out


def _breath(step: Step, n: Numbers) -> Numbers:
    b = _ACTIVITIES["breathing"][step.breathing]
    return {
        "chest_swing": float(b["chest"]),
        "abdomen_swing": float(b["abdomen"]),
        "breath_rate": n["breath_rate"] * b["rate"],
    }


def step_numbers(step: Step, before: Step, person: Person, n: Numbers) -> Numbers:
    """Return the numbers that a step sets; heights move from the step before to this one."""
    old, new = heights_cm(before, person), heights_cm(step, person)
    out = {f"from_{h}": old[h] for h in HEIGHTS} | {f"to_{h}": new[h] for h in HEIGHTS}
    out["cuff"] = step.calf_cuff_mmhg
    return out | _movement(step, person, n) | _breath(step, n) | _oxygen(step, person, n)
