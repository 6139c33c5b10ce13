"""Flow between two places: through an open link, a valve, a lesion or a bed, with inertia."""


def open_flow(dP: float, G: float) -> float:
    r"""Flow through an open link [mL/s].

    .. math:: q = G\,\Delta P

    Laminar flow in proportion to the pressure difference.

    Parameters
    ----------
    dP : pressure upstream less downstream, both at heart level [mmHg]
    G : conductance [mL/s/mmHg]

    Holds when
        flow is laminar and developed.

    Source
        Poiseuille's law.

    Checked by
        tests/circulation/laws/test_flow.py: proportionality.
    """
    return G * dP


def valve_flow(dP: float, G: float, leak: float) -> float:
    r"""Flow through a valve that opens one way [mL/s].

    .. math:: q = G \max(\Delta P,\ \ell\,\Delta P)

    It is open to forward flow; backward flow has only the leak.

    Parameters
    ----------
    dP : pressure upstream less downstream, both at heart level [mmHg]
    G : conductance when open [mL/s/mmHg]
    leak : part of the conductance left when closed, 0 competent to 1 no valve [-]

    Holds when
        the time that leaflets take to close (some tenths of a second) does not matter.

    Source
        Ideal diode with leak; the share of leak is this model's measure of reflux.

    Checked by
        tests/circulation/laws/test_flow.py: forward, backward, leaking.
    """
    return G * max(dP, leak * dP)


def artery_slope(
    q: float, dP: float, R: float, R_lesion: float, K_lesion: float, L: float
) -> float:
    r"""How fast the flow in an artery changes [mL/s^2].

    .. math:: L \frac{dq}{dt} = \Delta P - \left(R + R_s + K_s |q|\right) q

    Pressure that friction does not use up accelerates the blood. A lesion adds viscous loss, and
    loss to turbulence behind it.

    Parameters
    ----------
    q : flow now [mL/s]
    dP : pressure difference over the segment [mmHg]
    R : resistance of the healthy segment [mmHg s/mL]
    R_lesion, K_lesion : Young and Tsai's two coefficients [mmHg s/mL, mmHg s^2/mL^2]
    L : inertance, L > 0 [mmHg s^2/mL]

    Holds when
        wave travel within one segment can be neglected.

    Source
        Young & Tsai 1973, J Biomech 6:395-410, eq. 5.

    Checked by
        tests/circulation/laws/test_flow.py: steady flow solves the quadratic.
    """
    return (dP - (R + R_lesion + K_lesion * abs(q)) * q) / L


def bed_flow(P_artery: float, P_vein: float, P_outside: float, G: float) -> float:
    r"""Flow through a capillary bed that outside pressure can close [mL/s].

    .. math:: q = G \max\left[P_a - \max(P_v, P_{out}), 0\right]

    Flow depends on the higher of the pressures behind the arterioles, like a waterfall on its
    edge. It never runs backward through arterioles.

    Parameters
    ----------
    P_artery, P_vein : pressures at the bed's own height [mmHg]
    P_outside : pressure of tissue, stocking or cuff [mmHg]
    G : conductance [mL/s/mmHg]

    Holds when
        vessels behind the arterioles collapse when pressed (vascular waterfall).

    Source
        Permutt & Riley 1963, J Appl Physiol 18:924-932.

    Checked by
        tests/circulation/laws/test_flow.py: waterfall and no backward flow.
    """
    return G * max(P_artery - max(P_vein, P_outside), 0.0)
