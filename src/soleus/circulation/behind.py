"""What arterioles that live behind a narrowed artery have lost: part of their answer to nerves."""

from math import sqrt

from soleus.circulation.data import read_data
from soleus.circulation.network import LEGS, elements
from soleus.circulation.numbers import Numbers

_PLACES = read_data("network/persons")["lesion"].values()
_FED = {place["run"]: tuple(place["beds"]) for place in _PLACES}
"""The beds that each run of arteries feeds."""


def lesion_drop(q: float, healthy: float, viscous: float, swirl: float, around: float) -> float:
    r"""Pressure that a lesion with its collaterals takes beyond the healthy segment [mmHg].

    .. math::
        \Delta P = (R + R_s + K_s q_l)\, q_l - R q,\quad
        q = q_l + G_c (R + R_s + K_s q_l)\, q_l

    Parameters
    ----------
    q : flow that arrives behind it, steady [mL/s]
    healthy, viscous : resistance of the healthy segment R, and what the lesion adds R_s
        [mmHg s/mL]
    swirl : loss to turbulence K_s [mmHg s^2/mL^2]
    around : conductance of the collaterals G_c [mL/s/mmHg]
    """
    r = healthy + viscous
    b, a = 1.0 + around * r, around * swirl
    through = 2.0 * q / (b + sqrt(b * b + 4.0 * a * q))
    return max((r + swirl * through) * through - healthy * q, 0.0)


def worn_part(widening: float, at_most: float) -> float:
    """Return what is lost of the answer to nerves, by the widening that rest calls for.

    Parameters
    ----------
    widening : conductance that resting flow needs behind the narrowing, against a healthy leg's
    at_most : widening at which nothing is left, > 1
    """
    return min(max((widening - 1.0) / (at_most - 1.0), 0.0), 1.0)


def worn_numbers(p: Numbers) -> Numbers:
    """Return what a person's lesions have done to each bed of the legs.

    ``worn`` is the part of the answer to nerves that is lost, 0 behind healthy arteries to 1;
    ``lies`` the pressure across the arterioles' wall lying at rest [mmHg]. Both go by what the
    lesions take from resting flow, so they are the same whatever the experiment does: arterioles
    that have stood wide open for months at a low pressure have thin walls and answer little
    (Hillier 1999, Clin Sci 96:155-163, recalled).
    """
    taken = dict.fromkeys((e.id for e in elements("bed") if e.leg), 0.0)
    for leg in LEGS:
        for run, beds in _FED.items():
            q = sum(p[f"q0_{bed}"] for bed in beds)
            lesion = (p[f"{symbol}_{leg}_{run}"] for symbol in ("Rs", "Ks", "Gcol"))
            drop = lesion_drop(q, p[f"R_{run}"], *lesion)
            for bed in beds:
                taken[f"{leg}_{bed}"] += drop
    out: Numbers = {}
    for bed, drop in taken.items():
        widening = p["P_drive"] / max(p["P_drive"] - drop, 1.0)
        out[f"worn_{bed}"] = worn_part(widening, p["a_escape"])
        out[f"lies_{bed}"] = max(p["P_lying"] - 0.5 * drop, 0.3 * p["P_lying"])
    return out
