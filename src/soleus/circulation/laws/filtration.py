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

    .. math:: P_c = P_v + f \max(P_a - P_v, 0) + P_0

    Little of the arterial pressure passes the arterioles; most of it comes from the vein. Where a
    cuff presses harder than the artery, nothing passes.

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
    return P_vein + share * max(P_artery - P_vein, 0.0) + offset


def filtered_part(L: float, D: float, B: float, Q_plasma: float) -> float:
    r"""Part of the plasma flow that is filtered into the tissue [-].

    .. math:: Q_p x = L \left(D - B \frac{x}{1 - x}\right),\quad x \ge -\tfrac12

    Filtered plasma leaves its protein in the blood, which opposes further filtration. Solved as a
    quadratic equation. Blood takes up fluid only as it passes: at most half as much again as its
    plasma, and none where nothing flows.

    Parameters
    ----------
    L : filtration coefficient of the segment [mL/s/mmHg]
    D : net filtration pressure at arterial protein [mmHg]
    B : rise of the mean oncotic pressure per unit of concentration gained, times sigma [mmHg]
    Q_plasma : plasma flow, Q >= 0 [mL/s]

    Holds when
        concentration rises along the capillary in a straight line.

    Source
        Starling's law with the mean of arterial and venous protein; algebra. The bound on what
        passing blood takes up is assumed; resting legs stay far from it.

    Checked by
        tests/circulation/laws/test_filtration.py: solves its equation; bare Starling when
        much plasma passes.
    """
    b = Q_plasma + L * (D + B)
    c = L * D
    root = sqrt(max(b * b - 4.0 * Q_plasma * c, 0.0))
    return max(2.0 * c / max(b + root, 1e-9), -0.5)


def water_left(F: float, fluid: float, bound: float) -> float:
    r"""Free fluid of the tissue that is left, against normal [-].

    .. math:: w = \max\left[1 + \frac{F}{(1 - b) W}, 0.02\right]

    Part of the fluid between cells is held by the gel and never leaves.

    Parameters
    ----------
    F : fluid gained [mL]
    fluid : free fluid at rest W, > 0 [mL]
    bound : part of it that the gel holds b, 0 to 1 [-]

    Holds when
        the tissue lives; the floor only keeps a division possible.

    Source
        Guyton 1966, Circ Res 19:412-419: gel and free fluid (recalled).

    Checked by
        tests/circulation/laws/test_filtration.py: one at rest, never below its floor.
    """
    return max(1.0 + F / ((1.0 - bound) * fluid), 0.02)


def tissue_pressure(
    dv: float, crept: float, left: float, P_outside: float, K: float, K_slow: float, K_dry: float
) -> float:
    r"""Pressure of the fluid in the tissue [mmHg].

    .. math::
        P_i = P_{out} - 1 + K (\delta - \delta_c) + K_s \delta\,(1 + \max(\delta, 0) / 4)
            - K_d \max\left(\frac{1}{w} - 1, 0\right)

    Swelling tissue is stiff at first and yields over hours, less so the more it has swollen.
    Drying tissue holds on to its fluid ever harder, so that the last of it never leaves.

    Parameters
    ----------
    dv : fluid gained, in % of the segment [%]
    crept : part of it to which the tissue has yielded [%]
    left : free fluid left, against normal [-]
    P_outside : stocking or cuff [mmHg]
    K, K_slow : stiffness at once and in the end [mmHg/%]
    K_dry : suction of the gel when half of the free fluid has gone [mmHg]

    Holds when
        swelling stays below about 20 %.

    Source
        Guyton 1963, Circ Res 12:399-414 (slightly negative at rest, steep on drying: some -7 mmHg
        once a tenth of the tissue's fluid has gone); creep as in Aukland & Reed 1993, Physiol Rev
        73:1-78. The hyperbola is assumed.

    Checked by
        tests/circulation/laws/test_filtration.py: -1 mmHg at rest, stiff before creep, steep when
        dry, rising with fluid.
    """
    swelling = K * (dv - crept) + K_slow * dv * (1.0 + 0.25 * max(dv, 0.0))
    return P_outside - 1.0 + swelling - K_dry * max(1.0 / left - 1.0, 0.0)


def lymph_flow(
    rest: float,
    moving: float,
    gain: float,
    P_tissue: float,
    per_mmhg: float,
    P_outside: float,
    closes: float,
    left: float,
) -> float:
    r"""Lymph drained from a segment [mL/s].

    .. math::
        Q_l = Q_0 (1 + g m)\, \mathrm{clip}\left[1 + k (P_i + 1), 0, 6\right]\,
            \mathrm{clip}\left[1 - \frac{P_{out}}{P_l}, 0, 1\right]\, \min(2 w, 1)

    Movement pumps lymph; swollen tissue fills the vessels better. What presses harder than they
    can pump closes them, and dry tissue has nothing to give.

    Parameters
    ----------
    rest : lymph flow at rest [mL/s]
    moving : contractions, 0 at rest to 1 in full swing [-]
    gain : how many times more in full swing [-]
    P_tissue : tissue pressure [mmHg]
    per_mmhg : gain per mmHg of tissue pressure [1/mmHg]
    P_outside : stocking or cuff [mmHg]
    closes : pressure from outside at which the collecting vessels are closed, > 0 [mmHg]
    left : free fluid left in the tissue, against normal [-]

    Holds when
        lymph vessels are intact.

    Source
        Olszewski & Engeset 1980, Am J Physiol 239:H775-783 (leg lymph at rest and moving, and the
        pressures that its vessels pump against).

    Checked by
        tests/circulation/laws/test_filtration.py: rest value, movement, limits.
    """
    filling = min(max(1.0 + per_mmhg * (P_tissue + 1.0), 0.0), 6.0)
    way = min(max(1.0 - P_outside / closes, 0.0), 1.0) * min(2.0 * left, 1.0)
    return rest * (1.0 + gain * moving) * filling * way
