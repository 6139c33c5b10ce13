"""The oxygen that blood brings, and how much of it a tissue takes."""


def arterial_oxygen(haematocrit: float) -> float:
    r"""Oxygen in each mL of arterial blood [mL/mL].

    .. math:: C = 1.34\,[\mathrm{mL/g}] \cdot 0.34\,[\mathrm{g/mL}] \cdot 0.98\, H

    Haemoglobin binds nearly all of it.

    Parameters
    ----------
    haematocrit : H, volume of cells in blood [-]

    Holds when
        lungs work well at sea level; what is merely dissolved (2 %) is left out.

    Source
        Hufner's number and the mean haemoglobin of red cells; textbook.

    Checked by
        tests/circulation/laws/test_oxygen.py: 0.19 to 0.20 in a healthy man.
    """
    return 1.34 * 0.34 * 0.98 * haematocrit


def limited_uptake(demand: float, delivered: float, largest_part: float) -> float:
    r"""Oxygen that a tissue takes up [mL/min].

    .. math:: \dot V = \min(\dot V_d,\ e_m\, C\, Q)

    It takes what it asks for, but never more than a part of what the blood brings.

    Parameters
    ----------
    demand : what it asks for [mL/min]
    delivered : what the arteries bring [mL/min]
    largest_part : most that it can take of that [-]

    Holds when
        what is missing is met without oxygen, for a while.

    Source
        Fick's principle; legs of trained men take up to 85-90 % at their limit: Calbet 2005,
        Am J Physiol Regul 289:R1448-1458, order of size.

    Checked by
        tests/circulation/laws/test_oxygen.py: never above demand nor above the part.
    """
    return min(demand, largest_part * delivered)
