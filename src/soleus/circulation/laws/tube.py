"""The wall of a vein: compliant when slack, stiff when full, collapsing under outside pressure."""

from math import sqrt


def tube_pressure(V: float, V0: float, dV: float, Pk: float, K: float) -> float:
    r"""Transmural pressure of a vein that holds a given volume [mmHg].

    .. math::
        V \ge V_0:&\quad P = P_k \frac{x}{1 - x},\quad x = \frac{V - V_0}{\Delta V} \\
        V < V_0:&\quad P = -K \left[\left(\frac{V_0}{V}\right)^{3/2} - 1\right]

    Easy to fill at first and stiffer towards its full size; below its resting volume it folds
    flat and gives up less and less for the same suction.

    Parameters
    ----------
    V : volume inside [mL]
    V0 : volume at zero transmural pressure [mL]
    dV : volume that it can take beyond V0 [mL]
    Pk : pressure at which half of dV is filled [mmHg]
    K : stiffness of the collapsed tube [mmHg]

    Holds when
        changes take longer than a tenth of a second (no wall viscosity). The full branch is
        continued in a straight line beyond 97 % of dV, so that no step can divide by zero.

    Source
        Collapse: Shapiro 1977, J Biomech Eng 99:126-147 (similarity law, n = 3/2). Full
        branch: a hyperbola, assumed as the simplest curve with a largest size.

    Checked by
        tests/circulation/laws/test_tube.py: inverse, monotone rise, half filling at Pk.
    """
    x = (V - V0) / dV
    full = min(x, 0.97)
    # Choosing dividend and divisor first leaves one division for both branches.
    ratio = (full if x >= 0.0 else V0) / (1.0 - full if x >= 0.0 else max(V, 0.02 * V0))
    distended = Pk * (ratio + 1111.0 * max(x - 0.97, 0.0))
    collapsed = K * (1.0 - ratio * sqrt(ratio))
    return distended if x >= 0.0 else collapsed


def tube_volume(P: float, V0: float, dV: float, Pk: float, K: float) -> float:
    r"""Volume of a vein at a given transmural pressure [mL].

    .. math:: V = V_0 + \Delta V \frac{P}{P + P_k}\ (P \ge 0),\quad
              V = V_0 (1 - P / K)^{-2/3}\ (P < 0)

    The inverse of :func:`tube_pressure`, for starting volumes and for checks.

    Parameters
    ----------
    P : transmural pressure [mmHg]
    V0, dV, Pk, K : as in :func:`tube_pressure`

    Holds when
        P stays below the straight continuation of the full branch.

    Source
        Algebra on :func:`tube_pressure`.

    Checked by
        tests/circulation/laws/test_tube.py: round trip.
    """
    if P >= 0.0:
        return V0 + dV * P / (P + Pk)
    return float(V0 * (1.0 - P / K) ** (-2.0 / 3.0))


def lumen(V: float, V_ref: float, cap: float) -> float:
    r"""How well a vein of this volume conducts, against its size lying down [-].

    .. math:: a = \min\left[(V / V_{ref})^2, a_{max}\right]

    Conductance grows with the square of the cross-section (Poiseuille) until junctions and
    valves limit it.

    Parameters
    ----------
    V : volume now [mL]
    V_ref : volume at supine rest [mL]
    cap : largest gain [-]

    Holds when
        length stays the same, so that volume stands for cross-section.

    Source
        Poiseuille's law; the cap is a calibrated stand-in for valve sinuses and junctions.

    Checked by
        tests/circulation/laws/test_tube.py: one at the reference, capped, none when empty.
    """
    r = max(V, 0.0) / V_ref
    return min(r * r, cap)


def joint_lumen(a: float, b: float) -> float:
    r"""Conductance factor of a link between two veins [-].

    .. math:: g = 2 a b / (a + b)

    Half of the link's length lies in each vein; the narrower one dominates.

    Parameters
    ----------
    a, b : factors of the two ends [-]

    Holds when
        both halves had equal resistance at the reference.

    Source
        Two conductances in series.

    Checked by
        tests/circulation/laws/test_tube.py: one for equal ends, dominated by the narrower.
    """
    return 2.0 * a * b / (a + b + 1e-9)


def squeeze(V: float, V0: float, dV: float, P_muscle: float) -> float:
    r"""Pressure that a contracting muscle puts on a vein inside it [mmHg].

    .. math::
        P = P_m\, \mathrm{clip}\left(\frac{V - V_0 - 0.05\,\Delta V}{0.15\,\Delta V}, 0, 1\right)

    A muscle can only press on blood that is still there: its grip fades as the vein empties.

    Parameters
    ----------
    V, V0, dV : volume and tube constants [mL]
    P_muscle : intramuscular pressure [mmHg]

    Holds when
        part of the deep veins lies between muscles and keeps a little blood.

    Source
        Assumed floor of ejection; needed for a residual volume after tiptoes.

    Checked by
        tests/circulation/laws/test_tube.py: full grip when full, none when empty.
    """
    grip = (V - V0 - 0.05 * dV) / (0.15 * dV)
    return P_muscle * min(max(grip, 0.0), 1.0)
