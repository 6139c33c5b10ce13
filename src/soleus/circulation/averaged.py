"""Ties the averaged heart to the beating one, so that a change of pace moves no blood."""

from collections.abc import Sequence

from soleus.circulation.kernel import Array
from soleus.circulation.numbers import Numbers

WINDOW = 450
"""Records that are averaged: 9 s at 20 ms, two quiet breaths."""


def _filled(P: float, V0: float, E_min: float, V_stiff: float) -> float:  # noqa: N803
    """Return the volume at which a slack chamber has this pressure, by Newton's rule."""
    x = max(P, 0.1) / E_min * 0.7
    for _ in range(30):
        y = x / V_stiff
        x -= (E_min * x * (1.0 + y * y) - max(P, 0.1)) / (E_min * (1.0 + 3.0 * y * y))
    return V0 + x


def balance_gains(observed: Sequence[str], log: Array, p: Numbers) -> Numbers:
    """Return the gains at which the averaged ventricles put out what the beating ones did.

    Parameters
    ----------
    observed, log : names and records of a stretch that ran beat by beat (times, names)
    p : the person's numbers
    """
    means = dict(zip(observed, log[-WINDOW:].mean(axis=0), strict=True))
    gains: Numbers = {}
    for side, gate, atrium, artery, mouth in (
        ("left_ventricle", "q_aortic", "P_left_atrium", "P_aorta", "G_mitral"),
        ("right_ventricle", "q_pulmonary", "P_right_atrium", "P_pulmonary_artery", "G_tricuspid"),
    ):
        chest, flow = means["P_chest"], means[gate]
        filling = means[atrium] - chest - flow / p[mouth]
        full = _filled(filling, p[f"V0_{side}"], p[f"Emin_{side}"], p[f"Vs_{side}"])
        held = (means[artery] - chest) / (p[f"Emax_{side}"] * means["inotropy"])
        stroke = max(full - p[f"V0_{side}"] - held, 5.0)
        gains[f"gain_{side}"] = min(max(flow / (means["rate"] * stroke), 0.2), 5.0)
    return gains
