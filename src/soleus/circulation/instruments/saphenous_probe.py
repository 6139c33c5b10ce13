"""A Doppler probe over the great saphenous vein just below the groin."""

import numpy as np

from soleus.circulation.instruments.doppler import (
    BACKWARD_CM_S,
    WINDOW_S,
    fastest_in_vein,
    longest_backward_s,
)
from soleus.circulation.kernel import Array
from soleus.circulation.laws import tube_volume
from soleus.circulation.network import LEGS
from soleus.circulation.protocol import Step, contractions
from soleus.circulation.run import View

PLACES = LEGS
NARROWEST = 0.3
"""Part of its size lying down below which a probe sees no vein to measure."""
TURNS_WITHIN_S = 2.0
"""Blood that a release lets fall turns back within this time, or not at all."""

NO_RELEASE = "nothing lets go in this step: no movement of this leg, no cuff that opens"


def _velocity(view: View, flow: Array, volume: Array) -> Array:
    n, vein = view.numbers, "great_saphenous"
    lying = tube_volume(10.0, n[f"V0_{vein}"], n[f"dV_{vein}"], n[f"Pk_{vein}"], 2)
    area = n["saphenous_area_mm2"] * np.maximum(volume / lying, NARROWEST)
    return fastest_in_vein(view, flow / (area / 100.0), area)


def trace(view: View, leg: str) -> tuple[Array, Array]:
    """Return times and velocity in the step."""
    times, flow = view.signal(f"q_{leg}_saphenofemoral")
    _, volume = view.signal(f"V_{leg}_great_saphenous")
    return times, _velocity(view, flow, volume)


def _trace_after(view: View, leg: str) -> tuple[Array, Array]:
    """Return times and velocity in the step, and in the next one if the leg rests in it."""
    times, velocity = trace(view, leg)
    steps, index = view.run.protocol.steps, view.index + 1
    if index < len(steps) and leg not in steps[index].moving:
        later, more = trace(view.run.view(index, view.person), leg)
        times, velocity = np.concatenate([times, later]), np.concatenate([velocity, more])
    return times, velocity


def _opens(step: Step, before: Step | None) -> bool:
    """Whether a cuff lets go in a step."""
    if before is None:
        return False
    return any(mmhg < before.cuffs_mmhg[part] for part, mmhg in step.cuffs_mmhg.items())


def _release_s(view: View, leg: str) -> float | None:
    """Return when the last contraction ends, or a cuff begins to open [s from the step's start]."""
    step = view.step
    if leg in step.moving:
        ends = [end for _, end in contractions(step, leg, view.numbers) if end <= step.seconds]
        return max(ends, default=None)
    before = view.run.protocol.steps[view.index - 1] if view.index else None
    return 0.0 if _opens(step, before) else None


def _closing_s(view: View, leg: str, release: float) -> float:
    times, velocity = _trace_after(view, leg)
    since = times - (view.signal("P_aorta")[0][0] + release)
    backward = np.flatnonzero((velocity < -BACKWARD_CM_S) & (since >= 0.0))
    if not len(backward) or since[backward[0]] > TURNS_WITHIN_S:
        return 0.0
    breaks = np.flatnonzero(np.diff(backward) > 1)
    last = backward[breaks[0]] if len(breaks) else backward[-1]
    return float(since[last])


def saphenous_probe(view: View, place: str) -> dict[str, float | str | None]:
    """Velocities [cm/s], longest reflux [s], and how long the last release lets blood fall [s].

    The release is the end of the step's last contraction, or a cuff that opens in it. Closing is
    the time from there until backward flow falls below 1 cm/s; zero where blood never turns
    back. A fall that outlasts the record counts up to its end.

    Holds when
        the vein's cross-section follows the volume of the whole vein.

    Source
        Labropoulos 2003, J Vasc Surg 38:793-798 (reflux above 0.5 s after a release).

    Checked by
        tests/circulation/instruments/test_saphenous_probe.py.
    """
    times, velocity = trace(view, place)
    last = velocity[times > times[-1] - WINDOW_S]
    release = _release_s(view, place)
    values: dict[str, float | str | None] = {
        "tamv_cm_s": float(last.mean()),
        "peak_cm_s": float(last.max()),
        "reflux_s": longest_backward_s(times, velocity),
        "closing_s": None if release is None else _closing_s(view, place, release),
    }
    return values if release is not None else values | {"why": NO_RELEASE}
