"""A needle in a vein on the back of the foot, with its gauge at ankle height."""

import numpy as np

from soleus.circulation.kernel import Array
from soleus.circulation.network import LEGS
from soleus.circulation.run import View

PLACES = LEGS
BREATH_S = 4.5
REGAINED = 0.9
EMPTY_MMHG = 20.0
"""What a needle in a collapsed vein reads below the pressure around the leg, at most."""


def _last_cycle_s(view: View) -> float:
    """Seconds of the last whole cycles of movement, at least one; of a breath if no leg moves."""
    cadence = view.step.cycles_per_second
    if not view.step.moving or cadence <= 0.0:
        return BREATH_S
    return float(np.ceil(cadence) / cadence) if cadence > 1.0 else 1.0 / cadence


def _empty_mmhg(view: View) -> float:
    """Return the least that a needle reads: in an empty vein, the tissue round it."""
    return view.step.lower_body_mmhg - EMPTY_MMHG


def _smoothed(times: Array, x: Array) -> Array:
    """Moving average over about a second, so that a heartbeat does not count as refilling."""
    dt = float(np.median(np.diff(times))) if len(times) > 1 else 1.0
    n = min(max(round(1.0 / dt), 1), len(x))
    kernel = np.ones(n) / n
    padded = np.concatenate([np.full(n - 1, x[0]), x])
    return np.convolve(padded, kernel, mode="valid")


def _refill(view: View, name: str, start: float, end: float) -> dict[str, float | str | None]:
    """Seconds into the next step until 90 % of the fall from start to end has come back."""
    after = view.following(name)
    if not view.step.moving:
        return {"refill_90_s": None, "why": "no leg moves in this step"}
    if start - end < 1.0:
        return {"refill_90_s": None, "why": "the pressure does not fall in this step"}
    if after is None:
        return {"refill_90_s": None, "why": "no step follows in which it could refill"}
    times, x = after
    back = np.flatnonzero(_smoothed(times, x) >= end + REGAINED * (start - end))
    if not len(back):
        return {"refill_90_s": None, "why": "it does not refill within the step that follows"}
    return {"refill_90_s": float(times[back[0]] - times[0])}


def foot_vein(view: View, place: str) -> dict[str, float | str | None]:
    """Pressure at the start, on average, at the end and at its lowest [mmHg]; refilling time [s].

    The end is the mean of the last whole cycle of movement (or breath). Refilling is the time
    from the end of a movement until 90 % of the fall has come back, read in the step after it.

    Holds when
        the vein is the dorsal one; the plantar muscles press on deeper veins.

    Source
        Nicolaides & Zukowski 1986, World J Surg 10:903-910 (ambulatory venous pressure, RT90).

    Checked by
        tests/circulation/instruments/test_instruments.py.
    """
    name = f"P_{place}_foot_vein"
    times, x = view.signal(name)
    x = np.maximum(x, _empty_mmhg(view))
    first = x[times < times[0] + 1.0]
    end = float(x[times > times[-1] - _last_cycle_s(view)].mean())
    return {
        "start_mmhg": float(first.mean()) if view.step.moving else float(x[0]),
        "mean_mmhg": float(np.average(x, weights=np.gradient(times)) if len(x) > 1 else x[0]),
        "end_mmhg": end,
        "lowest_mmhg": float(x.min()),
    } | _refill(view, name, float(x[0]), end)
