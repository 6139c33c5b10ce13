"""How hard an activity was, and what tells so: its pulse, its steps, its speed, or what it is.

Where a file tells of single minutes, each counts for itself: an hour of easy riding with ten hard
minutes is fifty easy ones and ten hard ones. Else the mean of the whole tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from soleus.devices.activity import TrackedActivity
from soleus.devices.sports import Effort, Sport, sports
from soleus.records import Record, load_table, read_toml

_HARDEST_FIRST = (Effort.VIGOROUS, Effort.MODERATE, Effort.LIGHT)
_METRES_A_MINUTE = 1000 / 60
"""Of one kilometre an hour."""

_ON_FOOT = frozenset({Sport.WALKING, Sport.RUNNING})


class EffortBasis(StrEnum):
    """What tells how hard it was."""

    HEART_RATE = "heart_rate"
    CADENCE = "cadence"
    SPEED = "speed"
    KIND = "kind"
    HEART_RATE_BY_MINUTE = "heart_rate_by_minute"
    CADENCE_BY_MINUTE = "cadence_by_minute"
    SPEED_BY_MINUTE = "speed_by_minute"


@dataclass(frozen=True, slots=True)
class Judged:
    """How hard an activity was, what tells so, and the claims that this rests on."""

    effort: Effort
    basis: EffortBasis
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EffortPart:
    """Some minutes of an activity at one effort."""

    minutes: float
    judged: Judged


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


@dataclass(frozen=True, slots=True)
class _Minutes(Record):
    together: int
    least_share: float
    claims: tuple[str, ...]


@cache
def _minutes() -> _Minutes:
    data: Mapping[str, object] = read_toml(files("soleus.devices") / "effort.toml")
    return load_table(_Minutes, data["minutes"], "minutes")


@cache
def _data() -> tuple[_HeartRate, _Cadence, _Speed, _Kind]:
    data: Mapping[str, object] = read_toml(files("soleus.devices") / "effort.toml")
    return (
        load_table(_HeartRate, data["heart_rate"], "heart_rate"),
        load_table(_Cadence, data["cadence"], "cadence"),
        load_table(_Speed, data["speed"], "speed"),
        load_table(_Kind, data["kind"], "kind"),
    )


def efforts(activity: TrackedActivity, age: int | None) -> tuple[EffortPart, ...]:
    """Return the minutes of an activity by how hard they were, the most first.

    The minutes add up to those in movement. Training of strength stays what it is. Less than a
    minute at one effort counts with the next easier one.

    Parameters
    ----------
    age : in years, which the pulse is judged by; None where nobody has said it
    """
    whole, active = judge(activity, age), activity.active_seconds / 60
    told = _by_minute(activity, age, whole.basis)
    if not told:
        return (EffortPart(active, whole),)
    basis, values, bounds, claims = told
    found = Counter(_between(each, *bounds) for each in _together(values))
    shares = {each: active * found[each] / found.total() for each in _HARDEST_FIRST}
    judged = {each: Judged(each, basis, (*claims, *_minutes().claims)) for each in shares}
    parts = [EffortPart(n, judged[each]) for each, n in _without_scraps(shares).items() if n]
    return tuple(sorted(parts, key=lambda part: -part.minutes)) or (EffortPart(active, whole),)


def _by_minute(
    activity: TrackedActivity, age: int | None, basis: EffortBasis
) -> tuple[EffortBasis, list[int], tuple[float, float], tuple[str, ...]] | None:
    """Return what tells of single minutes, in the order in which :func:`judge` goes by it."""
    heart, cadence, speed, _ = _data()
    minutes = activity.by_minute
    if sports()[activity.sport].usual is Effort.STRENGTH:
        return None
    if age is not None and _is_enough(minutes.pulse, activity):
        most = (heart.of_years - age) / 100
        bounds = (heart.moderate_percent * most, heart.vigorous_percent * most)
        return EffortBasis.HEART_RATE_BY_MINUTE, _told(minutes.pulse), bounds, heart.claims
    if basis is EffortBasis.HEART_RATE:
        return None
    if activity.sport in _ON_FOOT and _is_enough(minutes.steps, activity):
        bounds = (cadence.moderate, cadence.vigorous)
        return EffortBasis.CADENCE_BY_MINUTE, _told(minutes.steps), bounds, cadence.claims
    kmh: tuple[float, ...] | None = getattr(speed, activity.sport.value, None)
    if kmh is None or basis is EffortBasis.CADENCE or not _is_enough(minutes.metres, activity):
        return None
    bounds = (kmh[0] * _METRES_A_MINUTE, kmh[1] * _METRES_A_MINUTE)
    return EffortBasis.SPEED_BY_MINUTE, _told(minutes.metres), bounds, speed.claims


def _is_enough(values: Sequence[int], activity: TrackedActivity) -> bool:
    """Whether minutes tell of enough of an activity, and of no more than there was of it."""
    least = _minutes().least_share * activity.active_seconds / 60
    most = max(activity.elapsed_seconds, activity.seconds) / 60 + 2
    return len(_told(values)) >= max(least, 1) and len(values) <= most


def _told(values: Sequence[int]) -> list[int]:
    """Return the minutes that tell something; one without a step or a metre is a pause."""
    return [each for each in values if each]


def _together(values: Sequence[int]) -> Iterator[float]:
    """Yield for each minute the mean of those around it."""
    aside = _minutes().together // 2
    for place in range(len(values)):
        around = values[max(0, place - aside) : place + aside + 1]
        yield sum(around) / len(around)


def _without_scraps(shares: Mapping[Effort, float]) -> Mapping[Effort, float]:
    """Return the minutes with less than one of an effort added to the next easier there is."""
    kept = dict(shares)
    for place, each in enumerate(_HARDEST_FIRST):
        easier = [other for other in _HARDEST_FIRST[place + 1 :] if kept[other]]
        if 0 < kept[each] < 1 and easier:
            kept[easier[0]] += kept[each]
            kept[each] = 0
    if 0 < kept[Effort.LIGHT] < 1 and (harder := [e for e in _HARDEST_FIRST[:2] if kept[e]]):
        kept[harder[-1]] += kept[Effort.LIGHT]
        kept[Effort.LIGHT] = 0
    return kept


def judge(activity: TrackedActivity, age: int | None) -> Judged:
    """Return how hard an activity was by the mean of the whole.

    Training of strength stays what it is, whatever the pulse.

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
