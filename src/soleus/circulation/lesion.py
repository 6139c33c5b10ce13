"""The pressure lost in a narrowing of an artery: Young and Tsai's two coefficients."""

from math import pi

VISCOSITY = 0.035
"""Viscosity of blood [g/cm/s]: textbook value at high shear."""
DENSITY = 1.055
"""Density of blood [g/cm3]: textbook value."""
DYN_PER_MMHG = 1333.22
OCCLUDED = 1.0e5
"""Resistance that stands for no flow at all [mmHg s/mL]."""


def lesion_coefficients(
    diameter_cm: float, reduction: float, length_cm: float
) -> tuple[float, float]:
    r"""Resistance and turbulence coefficient of a stenosis [mmHg s/mL, mmHg s^2/mL^2].

    .. math::
        \Delta P = \frac{K_v \mu}{2 \pi D^3} Q
                 + \frac{K_t \rho}{2 A_0^2} \left(\frac{A_0}{A_s} - 1\right)^2 |Q| Q, \quad
        K_v = 32\,(0.83 L + 1.64 D_s) \frac{(A_0 / A_s)^2}{D},\ K_t = 1.52

    Friction in the throat and swirling behind it; both explode beyond 70 % of the diameter.

    Parameters
    ----------
    diameter_cm : healthy inner diameter D [cm]
    reduction : part of the diameter that is lost, 0 to 1 [-]
    length_cm : length of the narrowing L [cm]

    Holds when
        flow is slow enough for inertia in the throat to be neglected, the narrowing blunt.

    Source
        Young & Tsai 1973, J Biomech 6:395-410 and 547-559; K_v and K_t as in Seeley & Young
        1976, J Biomech 9:439-448.

    Checked by
        tests/circulation/test_lesion.py: no loss without lesion, Poiseuille's order, growth.
    """
    if reduction <= 0.0:
        return 0.0, 0.0
    throat = 1.0 - reduction
    if throat < 0.02:
        return OCCLUDED, 0.0
    areas = 1.0 / throat**2
    area = pi * diameter_cm**2 / 4.0
    kv = 32.0 * (0.83 * length_cm + 1.64 * throat * diameter_cm) * areas**2 / diameter_cm
    viscous = kv * VISCOSITY / (2.0 * pi * diameter_cm**3) / DYN_PER_MMHG
    turbulent = 1.52 * DENSITY / (2.0 * area**2) * (areas - 1.0) ** 2 / DYN_PER_MMHG
    return min(viscous, OCCLUDED), turbulent
