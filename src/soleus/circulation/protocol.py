"""A protocol: what the person does, step by step, and the numbers of the model that a step sets."""

from dataclasses import dataclass
from math import radians, sin
from typing import Annotated, ClassVar

from soleus.circulation.data import read_data
from soleus.circulation.errors import ExperimentError
from soleus.circulation.network import HEIGHTS, LEGS, MUSCLES
from soleus.circulation.numbers import Numbers
from soleus.circulation.person import Person
from soleus.records import Record, limits

_ACTIVITIES = read_data("network/activities")
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


def _vigour(step: Step) -> float:
    """Return how hard a walker works, relative to 4 km/h on the flat; 1 in other activities."""
    return step.speed_km_h / 4.0 if step.activity == "walking" else 1.0


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
        "rate_work": a["rate"] * _vigour(step),
        "moving_trunk": 0.0,
    }
    strength = person.calf_strength if a["active"] else 1.0
    for leg in LEGS:
        on = 1.0 if leg in step.moving else 0.0
        for muscle in MUSCLES:
            for way in ("push", "pull"):
                power = 1.0 if muscle == "thigh" else strength
                out[f"{way}_{leg}_{muscle}"] = on * n[f"{step.activity}.{way}.{muscle}"] * power
        for part in ("calf", "thigh"):
            out[f"work_{leg}_{part}"] = on * n[f"{step.activity}.work.{part}"] * strength
            out[f"h_max_{leg}_{part}"] = n[f"{step.activity}.h_max.{part}"] * _vigour(step)
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
    return out | _movement(step, person, n) | _breath(step, n)
