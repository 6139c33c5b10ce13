"""What sets the heart's beat and the tone of all vessels: reflexes and the will to work."""


def bounded(x: float, low: float, high: float) -> float:
    r"""A value limited to a range [unit].

    .. math:: y = \min[\max(x, l), h]

    Reflexes saturate.

    Parameters
    ----------
    x, low, high : value and limits [unit]

    Holds when
        the corners do not matter.

    Source
        Definition.

    Checked by
        tests/circulation/laws/test_reflexes.py: inside and at both ends.
    """
    return min(max(x, low), high)


def relative_work(uptake: float, rest: float, most: float) -> float:
    r"""How hard somebody works, 0 at rest to 1 at the most that they can [-].

    .. math:: w = \frac{\dot V_{O_2} - \dot V_{rest}}{\dot V_{max} - \dot V_{rest}},
              \quad w \in [0, 1]

    The same walk is harder for whom can take up less oxygen.

    Parameters
    ----------
    uptake, rest, most : oxygen taken up now, lying at rest and at most [mL/min]

    Holds when
        work is steady and done by large muscles.

    Source
        Reserve of oxygen uptake, which the reserve of heart rate follows one to one: Swain &
        Leutholtz 1997, Med Sci Sports Exerc 29:410-414.

    Checked by
        tests/circulation/laws/test_reflexes.py: both ends, harder with less in reserve.
    """
    return min(max((uptake - rest) / (most - rest), 0.0), 1.0)


def command(work: float) -> float:
    r"""How much of their answer to the hardest work pressure, force and veins give [-].

    .. math:: c = w (2 - w)

    The first steps change more than the last: level towards the hardest work.

    Parameters
    ----------
    work : effort, 0 to 1 [-]

    Holds when
        large muscles work in a steady way.

    Source
        Shape assumed, the simplest that is steep at first and level at last; chosen so that mean
        pressure rises with the first kilometre an hour and stroke volume comes back to that lying
        down in mild walking (https://scilit.net/publications/e9e1d43c02ff7168bcd71d008f3b0948).

    Checked by
        tests/circulation/laws/test_reflexes.py: both ends, steep then level.
    """
    return work * (2.0 - work)


def pressure_error(P_set: float, P_sensed: float, rise: float, drive: float) -> float:
    r"""By how much arterial pressure lies below what the reflex defends [mmHg].

    .. math:: \epsilon = P_{set} + \rho c - P_s,\quad \epsilon \in [-30, 45]

    The will to work, and the working muscles, raise the pressure that the reflex defends; so the
    reflex does not fight the pressure that work needs.

    Parameters
    ----------
    P_set : pressure defended at rest [mmHg]
    P_sensed : mean arterial pressure where it is sensed [mmHg]
    rise : how much higher it is defended at the hardest work [mmHg]
    drive : part c of the answer to the hardest work, 0 to 1 [-]

    Holds when
        pressure stays within 30 mmHg above and 45 below what is defended; beyond, reflexes
        saturate.

    Source
        Resetting by central command and the exercise pressor reflex: Raven 2006, Exp Physiol
        91:37-49; range of the carotid reflex: Potts 1993, Am J Physiol 265:H1928-1938.

    Checked by
        tests/circulation/laws/test_reflexes.py: none at the set pressure, saturation.
    """
    return min(max(P_set + rise * drive - P_sensed, -30.0), 45.0)


def heart_rate(rest: float, most: float, work: float, gain: float, error: float) -> float:
    r"""Beats of the heart a second [1/s].

    .. math:: f = \frac{1}{60} [f_r + (f_m - f_r)\,w + g\, \epsilon],\quad 60 f \in [35, f_m]

    Work calls up its part of the reserve at once with the oxygen it takes; the reflexes add to it
    where pressure or filling is short.

    Parameters
    ----------
    rest, most : rate lying at rest and at the hardest work [1/min]
    work : effort, 0 to 1 [-]
    gain : beats for each mmHg of error [1/min/mmHg]
    error : lagged shortfall of pressure and filling [mmHg]

    Holds when
        the sinus node leads.

    Source
        Part of the reserve as of oxygen: Swain & Leutholtz 1997, Med Sci Sports Exerc 29:410-414;
        linear arterial reflex as in Ursino 1998, Am J Physiol 275:H1733-1747; low-pressure
        receptors: Desai 1997, Am J Physiol 272:H2343-2352.

    Checked by
        tests/circulation/laws/test_reflexes.py: both ends, half the reserve, limits.
    """
    return min(max(rest + (most - rest) * work + gain * error, 35.0), most) / 60.0


def contractility(gain: float, error: float, at_most: float, drive: float) -> float:
    r"""Strength of the ventricles against rest [-].

    .. math:: i = 1 + g\, \epsilon + \kappa c,\quad i \in [0.6, 2.5]

    The nerves that quicken the heart strengthen its beat.

    Parameters
    ----------
    gain : for each mmHg of error [1/mmHg]
    error : lagged shortfall of pressure and filling [mmHg]
    at_most : gained at the hardest work [-]
    drive : part c of the answer to the hardest work, 0 to 1 [-]

    Holds when
        the heart is not short of oxygen.

    Source
        Ursino 1998, Am J Physiol 275:H1733-1747; elastance doubles from rest to peak exercise:
        Chantler 2008, J Appl Physiol 105:1342-1351.

    Checked by
        tests/circulation/laws/test_reflexes.py: one at rest, limits.
    """
    return min(max(1.0 + gain * error + at_most * drive, 0.6), 2.5)


def nerve_conductance(gain: float, error: float) -> float:
    r"""Conductance that sympathetic nerves leave to arterioles, relative to rest [-].

    .. math:: s = \frac{1}{1 + g\, \epsilon},\quad 1 + g\, \epsilon \in [0.5, 3]

    Short of pressure or filling, arterioles narrow.

    Parameters
    ----------
    gain : rise of resistance for each mmHg of error [1/mmHg]
    error : lagged shortfall of pressure and filling [mmHg]

    Holds when
        all beds are reached alike; working muscle overrides it (see ``bed_conductance``).

    Source
        Ursino 1998, Am J Physiol 275:H1733-1747.

    Checked by
        tests/circulation/laws/test_reflexes.py: one without error, limits.
    """
    return 1.0 / min(max(1.0 + gain * error, 0.5), 3.0)


def slack_volume(V0: float, gain: float, error: float, at_most: float, drive: float) -> float:
    r"""Blood that gut and liver hold without being stretched [mL].

    .. math:: V_u = V_0 - \gamma\, \epsilon - V_w c,\quad \epsilon \in [-20, 40]

    Their veins narrow and give blood to the heart when pressure or filling is short, and when
    their owner works.

    Parameters
    ----------
    V0 : at rest [mL]
    gain : given for each mmHg of error [mL/mmHg]
    error : lagged shortfall of pressure and filling [mmHg]
    at_most : given at the hardest work [mL]
    drive : part c of the answer to the hardest work, 0 to 1 [-]

    Holds when
        the reservoir is not emptied: V0 is some litres.

    Source
        Reflex: Ursino 1998, Am J Physiol 275:H1733-1747. Work: Flamm 1990, Circulation
        81:1550-1559 (a fifth of the belly's blood at the hardest work); Magosso &
        Ursino 2002, Med Biol Eng Comput 40:660-674.

    Checked by
        tests/circulation/laws/test_reflexes.py: nothing given at rest, more with work.
    """
    return V0 - gain * min(max(error, -20.0), 40.0) - at_most * drive
