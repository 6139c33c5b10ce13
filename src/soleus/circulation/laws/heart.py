"""The heart: chambers of time-varying stiffness, and their output averaged over a beat."""

from math import floor

from soleus.circulation.laws.shapes import sine_of_quarter, smooth_step


def activation(phase: float, systole: float) -> float:
    r"""Activation of a chamber, 0 relaxed to 1 contracted [-].

    .. math:: e = s(\phi / \phi_s)\, s\left(1 - 2 (\phi - \phi_s) / \phi_s\right)

    Up during systole, down in half of that time.

    Parameters
    ----------
    phase : where in the beat we are, from the chamber's own start, 0 to 1 [-]
    systole : part of the beat until the peak [-]

    Holds when
        1.5 systole <= 1, so that the chamber is slack before it starts again.

    Source
        Time-varying elastance: Suga & Sagawa 1974, Circ Res 35:117-126; shape a smooth step.

    Checked by
        tests/circulation/laws/test_heart.py: peak of one at the end of systole, slack later.
    """
    x = phase / systole
    return smooth_step(x) * smooth_step(3.0 - 2.0 * x)


def cosine_activation(time: float, period: float, T_contract: float, T_relax: float) -> float:
    r"""Activation of a chamber by half cosines up and down [-].

    .. math:: e = \tfrac12 [1 - \cos(\pi t / T_C)],\quad
              e = \tfrac12 [1 + \cos(\pi (t - T_C) / T_R)],\quad e = 0

    Up while contracting, down while relaxing, then zero to the end of the period. Both halves are
    the square of one sine, :math:`(1 - \cos \pi y) / 2 = \sin^2(\pi y / 2)`.

    Parameters
    ----------
    time : since a start of this chamber's contraction, in this or an earlier period [s]
    period : length of a beat [s]
    T_contract, T_relax : how long each lasts [s]

    Holds when
        T_contract + T_relax <= period.

    Source
        Blanco & Feijoo 2010, Mecanica Computacional 29:5887-5911.

    Checked by
        tests/circulation/laws/test_heart.py: against the cosines themselves.
    """
    t = time - period * floor(time / period)
    # Rises from 0 to 1 while contracting, falls while relaxing and is 0 after that.
    height = max(min(t / T_contract, (T_contract + T_relax - t) / T_relax), 0.0)
    sine = sine_of_quarter(height)
    return sine * sine


def chamber_pressure(
    V: float, V0: float, E_max: float, E_min: float, V_stiff: float, e: float
) -> float:
    r"""Transmural pressure in a heart chamber [mmHg].

    .. math:: P = e\,E_{max} x + (1 - e)\,E_{min} x \left[1 + (x / V_s)^2\right],\quad x = V - V_0

    Between a slack wall that stiffens as it fills and a contracted one.

    Parameters
    ----------
    V, V0 : volume and volume at zero pressure [mL]
    E_max, E_min : elastance contracted and slack [mmHg/mL]
    V_stiff : filling at which the slack wall has doubled its elastance [mL]
    e : activation, 0 to 1 [-]

    Holds when
        the pericardium does not bind.

    Source
        Suga & Sagawa 1974, Circ Res 35:117-126; cubic filling curve as in Burkhoff 2005,
        Am J Physiol 289:H501-512.

    Checked by
        tests/circulation/laws/test_heart.py: both ends.
    """
    x = V - V0
    y = x / V_stiff
    return x * (e * E_max + (1.0 - e) * E_min * (1.0 + y * y))


def mean_output(
    V_filled: float, V0: float, P_artery: float, E_max: float, rate: float, gain: float
) -> float:
    r"""Output of a ventricle averaged over beats [mL/s].

    .. math:: Q = \gamma f \max\left[V_{ed} - V_0 - P_a / E_{max}, 0\right]

    Each beat ejects the filled volume, except for what the artery's pressure keeps in.

    Parameters
    ----------
    V_filled : volume at the end of filling [mL]
    V0 : volume at zero pressure [mL]
    P_artery : mean pressure ejected against [mmHg]
    E_max : elastance contracted [mmHg/mL]
    rate : beats per second [1/s]
    gain : correction from the last beats that were simulated in full [-]

    Holds when
        the change over a beat is small; breath and pulse are ignored.

    Source
        Ventricular-arterial coupling: Sunagawa 1983, Am J Physiol 245:H773-780, eq. 4.

    Checked by
        tests/circulation/laws/test_heart.py: arithmetic; tests/circulation/test_averaged.py.
    """
    return gain * rate * max(V_filled - V0 - P_artery / E_max, 0.0)


def systole_part(rate: float) -> float:
    r"""Part of the beat until the ventricle's peak [-].

    .. math:: \phi_s = \min[(0.413 - 0.102 f) f,\ 0.40]

    Systole shortens less than diastole as the heart speeds up, but never takes the time that
    filling needs.

    Parameters
    ----------
    rate : beats per second [1/s]

    Holds when
        rate lies between 0.5 and 3.5 beats a second.

    Source
        Time of ejection 413 - 1.7 ms for each beat a minute: Weissler 1968, Circulation
        37:149-159. Held where it reaches two fifths of the beat, at 97 a minute: assumed, chosen
        so that a walker's stroke is as large as lying down (see ``contractility``).

    Checked by
        tests/circulation/laws/test_heart.py: 0.29 s at 72 a minute, room for filling at 180.
    """
    return min((0.413 - 0.102 * min(rate, 2.0)) * rate, 0.40)
