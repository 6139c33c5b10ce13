"""Exchange of fluid between blood and tissue: filtration, tissue pressure and lymph."""

from math import sqrt


def oncotic_pressure(c: float) -> float:
    r"""Colloid osmotic pressure of plasma protein [mmHg].

    .. math:: \pi = 2.1\,(7c) + 0.16\,(7c)^2 + 0.009\,(7c)^3

    Rises faster than the concentration.

    Parameters
    ----------
    c : protein concentration against normal plasma's 70 g/L [-]

    Holds when
        c lies between 0 and 2.

    Source
        Landis & Pappenheimer 1963, Handbook of Physiology, Circulation II, 961-1034, with
        concentration in g/dL.

    Checked by
        tests/circulation/laws/test_filtration.py: 25.6 mmHg at c = 1, none at 0.
    """
    return c * (14.7 + c * (7.84 + c * 3.087))


def capillary_pressure(P_artery: float, P_vein: float, share: float, offset: float) -> float:
    r"""Pressure in the capillary [mmHg].

    .. math:: P_c = P_v + f (P_a - P_v) + P_0

    Little of the arterial pressure passes the arterioles; most of it comes from the vein.

    Parameters
    ----------
    P_artery, P_vein : at the bed's own height [mmHg]
    share : resistance behind the capillary over the whole [-]
    offset : venules' share that does not change [mmHg]

    Holds when
        the ratio of resistances stays about the same.

    Source
        Pappenheimer & Soto-Rivera 1948, Am J Physiol 152:471-491, eq. 1; foot: Perry 1986,
        J Appl Physiol 60:2114.

    Checked by
        tests/circulation/laws/test_filtration.py: between the two ends.
    """
    return P_vein + share * (P_artery - P_vein) + offset


def filtered_part(L: float, D: float, B: float, Q_plasma: float) -> float:
    r"""Part of the plasma flow that is filtered into the tissue [-].

    .. math:: Q_p x = L \left(D - B \frac{x}{1 - x}\right)

    Filtered plasma leaves its protein in the blood, which opposes further filtration. Solved as a
    quadratic equation.

    Parameters
    ----------
    L : filtration coefficient of the segment [mL/s/mmHg]
    D : net filtration pressure at arterial protein [mmHg]
    B : rise of the mean oncotic pressure per unit of concentration gained, times sigma [mmHg]
    Q_plasma : plasma flow, Q > 0 [mL/s]

    Holds when
        concentration rises along the capillary in a straight line.

    Source
        Starling's law with the mean of arterial and venous protein; algebra.

    Checked by
        tests/circulation/laws/test_filtration.py: solves its equation; bare Starling when
        much plasma passes.
    """
    b = Q_plasma + L * (D + B)
    c = L * D
    root = sqrt(max(b * b - 4.0 * Q_plasma * c, 0.0))
    return 2.0 * c / (b + root)


def tissue_pressure(dv: float, crept: float, P_outside: float, K: float, K_slow: float) -> float:
    r"""Pressure of the fluid in the tissue [mmHg].

    .. math:: P_i = P_{out} - 1 + K (\delta - \delta_c) + K_s \delta\,(1 + \max(\delta, 0) / 4)

    Tissue is stiff at first and yields over hours, less so the more it has swollen.

    Parameters
    ----------
    dv : fluid gained, in % of the segment [%]
    crept : part of it to which the tissue has yielded [%]
    P_outside : stocking [mmHg]
    K, K_slow : stiffness at once and in the end [mmHg/%]

    Holds when
        swelling stays below about 10 %.

    Source
        Guyton 1963, Circ Res 12:399-414 (slightly negative at rest); creep as in
        Aukland & Reed 1993, Physiol Rev 73:1-78.

    Checked by
        tests/circulation/laws/test_filtration.py: -1 mmHg at rest, stiff before creep.
    """
    return P_outside - 1.0 + K * (dv - crept) + K_slow * dv * (1.0 + 0.25 * max(dv, 0.0))


def lymph_flow(rest: float, moving: float, gain: float, P_tissue: float, per_mmhg: float) -> float:
    r"""Lymph drained from a segment [mL/s].

    .. math:: Q_l = Q_0 (1 + g m) \mathrm{clip}\left[1 + k (P_i + 1), 0.05, 6\right]

    Movement pumps lymph; swollen tissue fills the vessels better.

    Parameters
    ----------
    rest : lymph flow at rest [mL/s]
    moving : contractions, 0 at rest to 1 in full swing [-]
    gain : how many times more in full swing [-]
    P_tissue : tissue pressure [mmHg]
    per_mmhg : gain per mmHg of tissue pressure [1/mmHg]

    Holds when
        lymph vessels are intact.

    Source
        Olszewski & Engeset 1980, Am J Physiol 239:H775-783 (leg lymph at rest and moving).

    Checked by
        tests/circulation/laws/test_filtration.py: rest value, movement, limits.
    """
    filling = min(max(1.0 + per_mmhg * (P_tissue + 1.0), 0.05), 6.0)
    return rest * (1.0 + gain * moving) * filling
