"""How hard an activity was, and what tells so: its pulse, its steps, its speed, or what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from soleus.devices.activity import TrackedActivity
from soleus.devices.sports import Effort, Sport, sports
from soleus.records import Record, load_table, read_toml

_ON_FOOT = frozenset({Sport.WALKING, Sport.RUNNING})


class EffortBasis(StrEnum):
    """What tells how hard it was."""

    HEART_RATE = "heart_rate"
    CADENCE = "cadence"
    SPEED = "speed"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Judged:
    """How hard an activity was, what tells so, and the claims that this rests on."""

    effort: Effort
    basis: EffortBasis
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _HeartRate(Record):
    moderate_percent: float
    vigorous_percent: float
    of_years: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cadence(Record):
    moderate: float
    vigorous: float
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Speed(Record):
    walking: tuple[float, ...]
    running: tuple[float, ...]
    cycling: tuple[float, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kind(Record):
    claims: tuple[str, ...]


@cache
def _data() -> tuple[_HeartRate, _Cadence, _Speed, _Kind]:
    data: Mapping[str, object] = read_toml(files("soleus.devices") / "effort.toml")
    return (
        load_table(_HeartRate, data["heart_rate"], "heart_rate"),
        load_table(_Cadence, data["cadence"], "cadence"),
        load_table(_Speed, data["speed"], "speed"),
        load_table(_Kind, data["kind"], "kind"),
    )


def judge(activity: TrackedActivity, age: int | None) -> Judged:
    """Return how hard an activity was.

    Training of strength and what is gentle by its kind stay what they are, whatever the pulse.

    Parameters
    ----------
    age : in years, which the pulse is judged by; None where nobody has said it
    """
    usual = sports()[activity.sport].usual
    by_heart, by_steps, by_speed, by_kind = _data()
    if usual is Effort.STRENGTH:
        return Judged(usual, EffortBasis.KIND, by_kind.claims)
    if activity.heart_rate is not None and age is not None:
        percent = 100 * activity.heart_rate / (by_heart.of_years - age)
        effort = _between(percent, by_heart.moderate_percent, by_heart.vigorous_percent)
        return Judged(effort, EffortBasis.HEART_RATE, by_heart.claims)
    minutes = activity.active_seconds / 60
    if activity.steps is not None and activity.sport in _ON_FOOT and minutes > 0:
        effort = _between(activity.steps / minutes, by_steps.moderate, by_steps.vigorous)
        return Judged(effort, EffortBasis.CADENCE, by_steps.claims)
    bounds: tuple[float, ...] | None = getattr(by_speed, activity.sport.value, None)
    if bounds is not None and activity.distance_m is not None and minutes > 0:
        effort = _between(activity.distance_m / 1000 / (minutes / 60), bounds[0], bounds[1])
        return Judged(effort, EffortBasis.SPEED, by_speed.claims)
    return Judged(usual, EffortBasis.KIND, by_kind.claims)


def _between(value: float, moderate: float, vigorous: float) -> Effort:
    if value >= vigorous:
        return Effort.VIGOROUS
    return Effort.MODERATE if value >= moderate else Effort.LIGHT
