"""Cuffs on arm, ankle and toe, and the ankle-brachial index."""

from soleus.circulation.network import LEGS
from soleus.circulation.run import View

SETTLES_S = 30.0
"""Pressures swing for so long after a change of posture that no index can be read."""

PLACES = tuple(f"{leg}_{place}" for leg in LEGS for place in ("brachial", "ankle", "toe"))
WINDOW_S = 9.0


def _name(place: str) -> str:
    leg, where = place.split("_")
    return "P_brachial_artery" if where == "brachial" else f"P_{leg}_{where}_artery"


def _read(view: View, place: str) -> tuple[float, float, float]:
    p = view.last(_name(place), WINDOW_S)
    return float(p.max()), float(p.min()), float(p.mean())


NO_PULSE = "no pulse arrives: the artery is empty"


def artery(view: View, place: str) -> dict[str, float | str | None]:
    """Systolic, diastolic and mean pressure of an artery at its own height [mmHg].

    A cuff finds the highest pressure that still pushes a pulse past it: the highest peak of the
    last two breaths. The simulated wall does not resist the cuff (no stiff arteries).

    Source
        Aboyans 2012, Circulation 126:2890-2909 (AHA statement on the ankle-brachial index).

    Checked by
        tests/circulation/instruments/test_instruments.py.
    """
    systolic, diastolic, mean = _read(view, place)
    if systolic <= 0.0:
        parts = ("systolic_mmhg", "diastolic_mmhg", "mean_mmhg")
        return dict.fromkeys(parts) | {"why": NO_PULSE}
    return {"systolic_mmhg": systolic, "diastolic_mmhg": diastolic, "mean_mmhg": mean}


def abi(view: View, _: str = "") -> dict[str, float | str | None]:
    """Systolic pressure of each ankle over that of the higher arm, lying down (same source)."""
    lain = view.seconds_in_posture
    if lain is not None and lain < SETTLES_S:
        why = f"posture changed {lain:g} s ago; the index is read after {SETTLES_S:g} s of lying"
        return {"left": None, "right": None, "why": why}
    arm = max(_read(view, f"{leg}_brachial")[0] for leg in LEGS)
    return {leg: max(_read(view, f"{leg}_ankle")[0], 0.0) / arm for leg in LEGS}
