"""Simulated diaries: people whose truth is known, as they would note it, with its noise.

No diary here is a person's. Scores scatter by a point and are rounded and cut to 0 to 10, a tape
by 0.4 cm, the days of a week differ, and a fifth of everything is missing.
"""

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

START = date(2026, 3, 1)
SCORES = ("swelling_left", "swelling_right", "heaviness", "leg_fatigue", "leg_pain")

Truth = Callable[[int], float]
"""The true value on a day, counted from 0."""


@dataclass(frozen=True, slots=True)
class Life:
    """One person's truth and how it is noted.

    Parameters
    ----------
    scores : true scores; those left out are 0
    calves : true circumferences in cm, left and right, or None where no tape is used
    rhythm : points by which the days of a week differ
    calf_rhythm_cm : the same of both calves, in cm
    tape_every : days from one tape to the next
    effort_share : part of the days with legs raised or moved
    gone_share : part of the mornings on which swelling is gone, or None where none is noted
    is_evening : whether the check knows of nothing but swelling that comes and goes
    missing : part of the days, or of the values, that is missing
    """

    scores: Mapping[str, Truth] = field(default_factory=dict)
    calves: tuple[Truth, Truth] | None = None
    rhythm: float = 0.5
    calf_rhythm_cm: float = 0.2
    tape_every: int = 1
    effort_share: float = 0.8
    gone_share: float | None = None
    is_evening: bool = False
    missing: float = 0.2


def level(value: float) -> Truth:
    """Return a truth that stays."""
    return lambda _: value


def step(before: float, after: float, at: int, over: int = 1) -> Truth:
    """Return a truth that goes from one level to another, from day ``at`` on, over some days."""
    return lambda day: before + (after - before) * min(max((day - at + 1) / over, 0), 1)


def ramp(before: float, a_day: float, at: int = 0) -> Truth:
    """Return a truth that rises by so much a day from day ``at`` on."""
    return lambda day: before + a_day * max(day - at + 1, 0)


def diary(life: Life, days: int, rng: random.Random) -> dict[str, Any]:
    """Return the diary of one life, in the shape that a file has."""
    shape, by_day = _week(rng), rng.random() < 0.5
    entries = []
    for day in range(days):
        seen = _values(life, day, shape, rng)
        if by_day:
            seen = {} if rng.random() < life.missing else seen
        else:
            seen = {name: value for name, value in seen.items() if rng.random() >= life.missing}
        if seen:
            entries.append({"date": (START + timedelta(days=day)).isoformat(), **seen})
    pattern = "evening" if life.is_evening else None
    return {"entries": entries, "evaluated_on": None, "pattern": pattern}


def _week(rng: random.Random) -> Callable[[int], float]:
    """Return how the days of a week differ: a wave, or working days and a free end."""
    phase = rng.randrange(7)
    if rng.random() < 0.5:
        return lambda day: math.sin(2 * math.pi * (day + phase) / 7)
    return lambda day: 0.45 if (day + phase) % 7 < 5 else -1.1


def _values(
    life: Life, day: int, shape: Callable[[int], float], rng: random.Random
) -> dict[str, float | bool]:
    values: dict[str, float | bool] = {}
    for name in SCORES:
        truth = life.scores.get(name, level(0))(day) + life.rhythm * shape(day)
        values[name] = min(10, max(0, round(rng.gauss(truth, 1))))
    if life.calves and day % life.tape_every == 0:
        for leg, calf in zip(("left", "right"), life.calves, strict=True):
            truth = calf(day) + life.calf_rhythm_cm * shape(day)
            values[f"calf_{leg}_cm"] = round(rng.gauss(truth, 0.4), 1)
    if life.gone_share is not None:
        values["gone_by_morning"] = rng.random() < life.gone_share
    done = rng.random() < life.effort_share
    values["elevation_minutes"] = 20 if done else 0
    values["sessions"] = 1 if done else 0
    return values


def until(document: Mapping[str, Any], day: int) -> dict[str, Any]:
    """Return the diary as it stood at the end of a day, counted from 0."""
    last = (START + timedelta(days=day)).isoformat()
    return {**document, "entries": [e for e in document["entries"] if e["date"] <= last]}
