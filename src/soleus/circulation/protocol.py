"""A protocol: what the person does, step by step, and what each step means to the model."""

from dataclasses import dataclass
from math import radians, sin

from soleus.circulation.equations import HEIGHTS, MUSCLES
from soleus.circulation.network import LEGS, read_data
from soleus.circulation.numbers import Numbers
from soleus.circulation.person import Person


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a protocol, in the words of an experiment file.

    Examples
    --------
    >>> from soleus.circulation import Step
    >>> Step("pumps", "supine", 180, "ankle_pumps", 30, legs="left").moving
    ('left',)
    >>> Step("pumps", "supine", 180, "ankle_pumps", 30).cycles_per_second
    0.5
    """

    name: str
    posture: str
    seconds: float
    activity: str = "rest"
    per_minute: float = 0.0
    speed_km_h: float = 4.0
    legs: str = "both"
    degrees: float = 60.0
    foot_above_heart_cm: float = 30.0
    breathing: str = "quiet"
    calf_cuff_mmhg: float = 0.0

    @property
    def moving(self) -> tuple[str, ...]:
        """The legs that move in this step."""
        if self.activity == "rest":
            return ()
        return LEGS if self.legs == "both" else (self.legs,)

    @property
    def cycles_per_second(self) -> float:
        """Movement cycles a second of each moving leg."""
        return float(read_data("activities")[self.activity]["cycle"] * self.per_minute / 60.0)


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
    """Return how far each place lies below the heart in this step [cm]."""
    postures = read_data("postures")
    if step.posture == "legs_raised":
        return {h: postures["legs_raised"][h] * step.foot_above_heart_cm for h in HEIGHTS}
    tall = person.height_cm / 170.0
    if step.posture == "tilted":
        lean = sin(radians(step.degrees))
        return {h: postures["standing"][h] * lean * tall for h in HEIGHTS}
    return {h: postures[step.posture][h] * tall for h in HEIGHTS}


def _vigour(step: Step) -> float:
    """How hard a walker works, against 4 km/h on the flat."""
    return step.speed_km_h / 4.0 if step.activity == "walking" else 1.0


def _movement(step: Step, person: Person, n: Numbers) -> Numbers:
    a = read_data("activities")[step.activity]
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
                power = 1.0 if muscle in ("thigh",) else strength
                out[f"{way}_{leg}_{muscle}"] = on * n[f"{step.activity}.{way}.{muscle}"] * power
        for part in ("calf", "thigh"):
            out[f"work_{leg}_{part}"] = on * n[f"{step.activity}.work.{part}"] * min(strength, 1.0)
            out[f"h_max_{leg}_{part}"] = n[f"{step.activity}.h_max.{part}"] * _vigour(step)
        out[f"moving_{leg}"] = on * min(cadence / 0.5, 1.5)
    return out


def _breath(step: Step, n: Numbers) -> Numbers:
    b = read_data("activities")["breathing"][step.breathing]
    return {
        "chest_swing": float(b["chest"]),
        "abdomen_swing": float(b["abdomen"]),
        "breath_rate": n["breath_rate"] * b["rate"],
    }


def step_numbers(step: Step, before: Step, person: Person, n: Numbers) -> Numbers:
    """Return what this step sets in the model, coming from the step before."""
    old, new = heights_cm(before, person), heights_cm(step, person)
    out = {f"from_{h}": old[h] for h in HEIGHTS} | {f"to_{h}": new[h] for h in HEIGHTS}
    out["cuff"] = step.calf_cuff_mmhg
    return out | _movement(step, person, n) | _breath(step, n)
