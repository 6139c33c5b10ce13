"""Says in words what the people of an arm do, step by step."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from soleus.trials.trial import Trial, TrialOutcome

_SAID_APART = ("name", "posture", "seconds", "activity", "per_minute", "block", "repeat", "round")


def arms_in_words(trial: Trial) -> list[tuple[str, str]]:
    """Return each arm's name, with its steps and what everybody wears in it."""
    return [
        (arm.name, _arm(table["step"], arm.wears))
        for arm, table in zip(trial.arms, _tables_of(trial), strict=True)
    ]


def _tables_of(trial: Trial) -> list[Mapping[str, Any]]:
    tables = {table["name"]: table for table in trial.table["arm"]}
    return [tables[arm.name] for arm in trial.arms]


def _arm(steps: Sequence[Mapping[str, Any]], wears: Mapping[str, Any]) -> str:
    parts = []
    for block, group in groupby(steps, lambda step: step.get("block", "")):
        inside = list(group)
        said = ", ".join(_step(step) for step in inside)
        times = inside[0].get("repeat", 1)
        parts.append(f"{times} times [{said}]" if block and times > 1 else said)
    worn = "; ".join(f"{key} {value}" for key, value in wears.items())
    return ", then ".join(parts) + (f"; {worn}" if worn else "")


def _step(step: Mapping[str, Any]) -> str:
    activity = str(step.get("activity", "")).replace("_", " ")
    rate = f" {step['per_minute']:g} a minute" if "per_minute" in step else ""
    others = [
        f"{key.replace('_', ' ')} {value}" for key, value in step.items() if key not in _SAID_APART
    ]
    posture = str(step["posture"]).replace("_", " ")
    told = [posture, f"{activity}{rate}", *others, duration(step["seconds"])]
    return f"{step['name']} ({', '.join(word for word in told if word)})"


def duration(seconds: float) -> str:
    """Return a time in hours and minutes, or seconds where that is what it is in."""
    minutes, rest = divmod(seconds, 60)
    if rest or minutes < 2:
        return f"{seconds:g} s"
    hours, minutes = divmod(int(minutes), 60)
    words = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return " ".join(word for word in words if word)


def read_in_words(outcome: TrialOutcome) -> str:
    """Return by which instrument an outcome is read, and when."""
    against = f", as a {outcome.counted} to '{outcome.against}'" if outcome.against else ""
    return f"{outcome.part} of {outcome.read}, at the end of '{outcome.step}'{against}"
