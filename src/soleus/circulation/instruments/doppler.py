"""A Doppler probe over a vein or an artery of the thigh or the knee."""

from math import inf, pi

import numpy as np

from soleus.circulation.kernel import Array
from soleus.circulation.network import LEGS
from soleus.circulation.run import View

VESSELS = tuple(
    f"{leg}_{place}_{kind}"
    for leg in LEGS
    for place in ("common_femoral", "popliteal")
    for kind in ("vein", "artery")
)
WINDOW_S = 60.0
BACKWARD_CM_S = 1.0
KINEMATIC_VISCOSITY_CM2_S = 0.033
"""Of blood: 3.5 mPa s over 1.055 g/mL."""

_FLOW = {
    "common_femoral_vein": ("q_{}_femoral_to_iliac",),
    "popliteal_vein": ("q_{}_popliteal_to_femoral",),
    "common_femoral_artery": ("q_{}_iliac_run", "round_{}_iliac_run"),
    "popliteal_artery": ("q_{}_femoral_run", "round_{}_femoral_run"),
}


def _area_mm2(view: View, leg: str, place: str, seconds: float) -> Array:
    n = view.numbers
    if place == "common_femoral_vein":
        P = np.maximum(view.last(f"P_{leg}_iliac_vein", seconds), -5.0)  # noqa: N806
        return np.asarray(
            n["cfv_area_mm2"] * (1.0 + n["cfv_widening"] * P / (P + n["cfv_half_mmhg"]))
        )
    if place == "popliteal_vein":
        volume = view.last(f"V_{leg}_popliteal_vein", seconds)
        return np.asarray(n["popliteal_vein_area_mm2"] * volume / (10.3 * view.who.scale))
    key = "femoral_artery_diameter_mm" if "femoral" in place else "popliteal_artery_diameter_mm"
    return np.full_like(view.last("P_aorta", seconds), pi / 4.0 * n[key] ** 2)


def flow(view: View, leg: str, place: str, seconds: float) -> Array:
    """Return the flow through a vessel in the last ``seconds`` of a step [mL/s]."""
    return np.asarray(sum(view.last(n.format(leg), seconds) for n in _FLOW[place]))


def fastest_in_vein(view: View, mean: Array, area_mm2: Array) -> Array:
    """Return the velocity of the fastest blood in a vein [cm/s].

    A parabola while flow is laminar; flatter from a Reynolds number of 2000 on, and a plug with
    the profile of turbulent flow above 6000 (Schlichting, Boundary-Layer Theory, ch. 20).
    """
    n = view.numbers
    diameter_cm = np.sqrt(4.0 * area_mm2 / pi) / 10.0
    reynolds = np.abs(mean) * diameter_cm / KINEMATIC_VISCOSITY_CM2_S
    x = np.clip((reynolds - 2000.0) / 4000.0, 0.0, 1.0)
    flat = x * x * (3.0 - 2.0 * x)
    return np.asarray((n["profile"] + (n["profile_turbulent"] - n["profile"]) * flat) * mean)


def _fastest(view: View, place: str, mean: Array, area_mm2: Array) -> Array:
    """Return the velocity of the fastest blood: a pulse moves as a plug, steady flow does not."""
    n = view.numbers
    if place.endswith("_vein"):
        return fastest_in_vein(view, mean, area_mm2)
    pulse = n[f"pulse_profile_{'femoral' if 'femoral' in place else 'popliteal'}"]
    steady = float(mean.mean())
    return np.asarray(n["profile"] * steady + pulse * (mean - steady))


def trace(view: View, vessel: str, seconds: float) -> Array:
    """Return the velocity of the fastest blood in the last ``seconds`` of a step [cm/s]."""
    leg, place = vessel.split("_", 1)
    area_mm2 = _area_mm2(view, leg, place, seconds)
    mean = flow(view, leg, place, seconds) / (area_mm2 / 100.0)
    return _fastest(view, place, np.asarray(mean), area_mm2)


def longest_backward_s(times: Array, velocity: Array) -> float:
    """Return the longest unbroken time with a velocity below -1 cm/s [s]."""
    longest = now = 0.0
    steps = np.diff(times, append=times[-1])
    for dt, v in zip(steps, velocity, strict=True):
        now = now + float(dt) if v < -BACKWARD_CM_S else 0.0
        longest = max(longest, now)
    return longest


def doppler(view: View, vessel: str) -> dict[str, float]:
    r"""Velocities, flow, area, shear rate and longest reflux of one vessel in one step.

    .. math:: v = [k\, \bar q + k_p (q - \bar q)] / A,\quad \dot\gamma = 8 (q / A) / d

    The trace follows the fastest blood in the beam: ``k`` = 2 times the mean over the
    cross-section where flow is steady (a parabola), ``k_p`` less in an artery's pulse, which
    moves more like a plug (in veins ``k_p`` = k); flow and shear use the mean.

    Parameters
    ----------
    view : one step of one person
    vessel : ``left_common_femoral_vein`` … (see ``VESSELS``)

    Holds when
        the beam covers the vessel and its angle is corrected. Probes and sites differ up to 2.5
        times between studies: compare ratios.

    Source
        Evans & McDicken 2000, Doppler Ultrasound, ch. 12 (maximum-frequency envelope);
        Womersley 1955, J Physiol 127:553-563.

    Checked by
        tests/circulation/instruments/test_instruments.py.

    Examples
    --------
    >>> from soleus.circulation import INSTRUMENTS, Person, Protocol, Step, simulate
    >>> rest, pumps = Step("rest", "supine", 30), Step("pumps", "supine", 30, "ankle_pumps", 60)
    >>> run = simulate(Person(), Protocol((rest, pumps)))
    >>> read = INSTRUMENTS["doppler"].read
    >>> slow, fast = (read(run.view(step), "left_common_femoral_vein") for step in (0, 1))
    >>> fast["tamv_cm_s"] > 1.5 * slow["tamv_cm_s"]
    True
    """
    leg, place = vessel.split("_", 1)
    times, _ = view.signal("P_aorta")
    q, area = flow(view, leg, place, WINDOW_S), _area_mm2(view, leg, place, WINDOW_S)
    mean = q / (area / 100.0)
    fastest = _fastest(view, place, mean, area)
    # Shear is computed from the mean over the cross-section, as studies of arteries report it.
    diameter_cm = np.sqrt(4.0 * area / pi) / 10.0
    return {
        "tamv_cm_s": float(fastest.mean()),
        "peak_cm_s": float(fastest.max()),
        "flow_ml_min": float(q.mean() * 60.0),
        "area_mm2": float(area.mean()),
        "shear_1_s": float((8.0 * mean / diameter_cm).mean()),
        "reflux_s": longest_backward_s(times, trace(view, vessel, inf)),
    }
