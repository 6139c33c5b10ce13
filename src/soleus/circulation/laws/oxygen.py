"""Oxygen that walking and rest ask for, and what it takes for a body to use it."""


def walking_uptake(speed: float, grade: float) -> float:
    r"""Oxygen that walking takes beyond rest [mL/kg/min].

    .. math::
        g \ge 0:&\quad \dot V = 0.1\,S + 1.8\,S\,g \\
        g < 0:&\quad \dot V = 0.1\,S\,\frac{C(g)}{C(0)},\quad
        C = 2.5 + 19.6 g + 51.9 g^2 - 76.8 g^3 - 58.7 g^4 + 280.5 g^5

    Lifting the body costs most of it uphill; a gentle slope down saves.

    Parameters
    ----------
    speed : S, along the ground [m/min]
    grade : g, metres up (negative: down) for each metre along [-]

    Holds when
        somebody walks steadily at 30 to 130 m/min, on a grade of -0.2 to 0.2.

    Source
        American College of Sports Medicine, Guidelines for Exercise Testing and Prescription
        (walking equation); downhill: Minetti 2002, J Appl Physiol 93:1039-1046 (cost of walking
        a metre on slopes, relative to the level).

    Checked by
        tests/circulation/laws/test_oxygen.py: 4 km/h on the level, rises with speed and grade.
    """
    up = 0.1 + 1.8 * grade
    cost = 19.6 + grade * (51.9 + grade * (-76.8 + grade * (-58.7 + grade * 280.5)))
    down = 0.1 * (1.0 + grade * cost / 2.5)
    return speed * (up if grade >= 0.0 else down)


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
