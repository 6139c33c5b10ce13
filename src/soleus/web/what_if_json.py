"""A comparison of two simulated legs as programs are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from soleus.prediction import INSIDE

if TYPE_CHECKING:
    from soleus.prediction import Comparison, LegSetting
    from soleus.prediction.runs import Compared, Simulated


def as_json(comparison: Comparison, compared: Compared, *, is_refined: bool) -> dict[str, Any]:
    """Return both legs with their curves, what is said of them, and how many people there are."""
    people = compared.people or (None, None)
    settings = (comparison.first, comparison.second)
    legs = [_leg(*each) for each in zip(settings, compared.usual, people, strict=True)]
    return {
        "simulated": True,
        "address": f"/what-if?{comparison.query}",
        "view": comparison.view,
        "first": legs[0],
        "second": legs[1],
        "says": [{"text": each.says, "claims": list(each.claims)} for each in compared.sentences()],
        "people": compared.count,
        "of": compared.of,
        "is_refined": is_refined,
    }


def _leg(setting: LegSetting, usual: Simulated, people: Simulated | None) -> dict[str, Any]:
    low, high = _range(people)
    return {
        "setting": setting.as_dict(),
        "at": _numbers(usual.at),
        "curve": _numbers(usual.curves[0]),
        "reading": float(usual.readings[0]),
        "low": low,
        "high": high,
    }


def _range(people: Simulated | None) -> tuple[list[float], list[float]]:
    """Return where 90 of 100 people lie at each point; nothing before there are some."""
    if people is None:
        return [], []
    known = people.curves[np.isfinite(people.curves).all(axis=1)]
    if len(known) < 2:
        return [], []
    low, high = np.percentile(known, INSIDE, axis=0)
    return _numbers(low), _numbers(high)


def _numbers(values: np.ndarray[Any, np.dtype[np.float64]]) -> list[float]:
    return [round(float(value), 3) for value in values]
