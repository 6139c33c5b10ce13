"""Sets the averaged heart's output to the beating one's, so that no blood shifts between them."""

from collections.abc import Sequence

from soleus.circulation.kernel import Array
from soleus.circulation.numbers import Numbers

WINDOW = 450
"""Number of records to average over: 9 s at 20 ms, two quiet breaths."""


def _relaxed_volume(P: float, V0: float, E_min: float, V_stiff: float) -> float:  # noqa: N803
    """Return the volume of a relaxed chamber at this pressure, by Newton's rule."""
    x = max(P, 0.1) / E_min * 0.7
    for _ in range(30):
        y = x / V_stiff
        x -= (E_min * x * (1.0 + y * y) - max(P, 0.1)) / (E_min * (1.0 + 3.0 * y * y))
    return V0 + x


def balance_gains(observed: Sequence[str], log: Array, p: Numbers) -> Numbers:
    """Return the gains at which the averaged ventricles put out as much as the beating ones did.

    Parameters
    ----------
    observed, log : names and records (times, names) of a period that ran beat by beat
    p : the person's numbers
    """
    means = dict(zip(observed, log[-WINDOW:].mean(axis=0), strict=True))
    gains: Numbers = {}
    for ventricle, outflow, atrium, artery, inlet in (
        ("left_ventricle", "q_aortic", "P_left_atrium", "P_aorta", "G_mitral"),
        ("right_ventricle", "q_pulmonary", "P_right_atrium", "P_pulmonary_artery", "G_tricuspid"),
    ):
        chest, flow, V0 = means["P_chest"], means[outflow], p[f"V0_{ventricle}"]  # noqa: N806
        filling = means[atrium] - chest - flow / p[inlet]
        filled = _relaxed_volume(filling, V0, p[f"Emin_{ventricle}"], p[f"Vs_{ventricle}"])
        not_ejected = (means[artery] - chest) / (p[f"Emax_{ventricle}"] * means["inotropy"])
        stroke = max(filled - V0 - not_ejected, 5.0)
        gains[f"gain_{ventricle}"] = min(max(flow / (means["rate"] * stroke), 0.2), 5.0)
    return gains
