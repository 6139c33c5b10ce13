"""How arterioles answer a want of blood: widening, its limits, and what they stop obeying."""


def arteriole_wall(P_artery: float, P_vein: float, P_outside: float) -> float:
    r"""Pressure across the wall of a bed's arterioles [mmHg].

    .. math:: P_w = \tfrac12 (P_a + \max(P_v, P_{out})) - P_{out}

    Half-way between artery and vein, less what presses from outside.

    Parameters
    ----------
    P_artery, P_vein : at the bed's own height [mmHg]
    P_outside : pressure of tissue, stocking or cuff [mmHg]

    Holds when
        pressure falls about evenly along the arterioles.

    Source
        Mean of the two ends; definition.

    Checked by
        tests/circulation/laws/test_autoregulation.py: between its ends, none beneath a cuff.
    """
    return 0.5 * (P_artery + max(P_vein, P_outside)) - P_outside


def reserve(P_wall: float, P_limit: float) -> float:
    r"""Part of their full width that relaxed arterioles reach at this pressure [-].

    .. math:: r = \mathrm{clip}(P_w / P_l, 0.02, 1)

    A relaxed vessel is held open by the pressure inside it. Below a limit it narrows with the
    pressure, whatever the tissue needs.

    Parameters
    ----------
    P_wall : pressure across the arterioles' wall [mmHg]
    P_limit : pressure below which relaxed arterioles narrow, > 0 [mmHg]

    Holds when
        the tissue has used up what its vessels can widen.

    Source
        Resistance vessels are distensible once relaxed: Folkow & Lofving 1956, Acta Physiol Scand
        38:37-52; a lower limit of autoregulation in human legs: Henriksen & Paaske 1980, Acta
        Chir Scand Suppl 502:63-74 (recalled). The straight line is assumed.

    Checked by
        tests/circulation/laws/test_autoregulation.py: full above the limit, rising with pressure.
    """
    return min(max(P_wall / P_limit, 0.02), 1.0)


def reserve_used(a: float, widest: float, reserve: float) -> float:
    r"""Part of what arterioles can widen that is used up [-].

    .. math:: u = \min\left[\frac{\max(a - 1, 0)}{\max(a_h r - 1, 0.1)}, 1\right]

    The less the pressure holds relaxed vessels open, the sooner their reserve is gone.

    Parameters
    ----------
    a : conductance relative to rest [-]
    widest : largest widening at full pressure [-]
    reserve : part of it that the pressure in the vessels allows [-]

    Holds when
        vessels at rest use none of their reserve.

    Source
        Definition.

    Checked by
        tests/circulation/laws/test_autoregulation.py: none at rest, all at the limit.
    """
    return min(max(a - 1.0, 0.0) / max(widest * reserve - 1.0, 0.1), 1.0)


def autoregulation(
    a: float,
    q: float,
    q_target: float,
    low: float,
    high: float,
    lost: float,
    tau: float,
    tau_surge: float,
) -> float:
    r"""Rate at which arterioles widen if flow is below demand [1/s].

    .. math::
        \frac{da}{dt} = a \left[\frac{\max(w, -1)}{\tau}
            + \frac{\min(\max(w, -2) + \tfrac12, 0)}{\tau_s}\right],\quad
        w = 1 - \lambda - \frac{q}{q_t},\quad a \in [a_l, a_h]

    They widen as long as flow is below demand and narrow as long as it is above, and soon if it
    is far above. The more of their reserve is used, the less flow they hold.

    Parameters
    ----------
    a : conductance relative to rest [-]
    q, q_target : flow and demand [mL/s]
    low, high : limits of a [-]
    lost : part of the demand that is given up, as the reserve runs out [-]
    tau, tau_surge : time constants, and that of narrowing against a surge [s]

    Holds when
        metabolic and myogenic control can share one integral; a surge is flow half as much again
        as the demand, beyond what a pulse brings.

    Source
        Metabolic theory of autoregulation, and curves with a round shoulder towards their lower
        end: Johnson 1986, Circ Res 59:483-495. Where a surge begins is assumed.

    Checked by
        tests/circulation/laws/test_autoregulation.py: rest at demand, held at the limits.
    """
    want = 1.0 - lost - q / q_target
    surge = min(max(want, -2.0) + 0.5, 0.0)
    slope = a * (max(want, -1.0) / tau + surge / tau_surge)
    below_high = slope if a < high else min(slope, 0.0)
    return below_high if a > low else max(below_high, 0.0)


def escaped_tone(
    tone: float, worn: float, used: float, P_wall: float, P_lying: float, stretch: float
) -> float:
    r"""Reflexes that a leg's arterioles still obey, as conductance relative to rest [-].

    .. math::
        t' = t + \max(1 + \sigma - t, 0)\, e - \max(t - 1, 0)\, u,\quad
        \sigma = k\, \mathrm{clip}\left[\frac{P_w}{P_0} - 1, 0, 1\right]

    Arterioles that have stood wide open behind a narrowing for months obey their nerves and the
    reflex of the full vein less and less, and in the end not at all. Then the weight of the blood
    stretches them. And where the reserve is used up, nothing is left that a nerve could open
    further.

    Parameters
    ----------
    tone : reflexes together, 1 lying at rest [-]
    worn : part of the answer that is lost e, 0 behind healthy arteries [-]
    used : part of the reserve that is used up just now u [-]
    P_wall, P_lying : pressure across the arterioles' wall, now and in a healthy leg lying [mmHg]
    stretch : gain of conductance at twice that pressure k [-]

    Holds when
        the artery has been narrow for months; what minutes of want do lies in ``used``.

    Source
        Small arteries beyond a critical narrowing have thin walls and answer less: Hillier 1999,
        Clin Sci 96:155-163 (recalled). Sitting lowers popliteal flow from 110 to 57 mL/min in
        health and from 113 to 76 in claudicants with an ankle index of 0.57 (0.39-0.76), and
        critically ischaemic legs redden when they hang: Delis 2000, Arch Surg 135:265-269.

    Checked by
        tests/circulation/laws/test_autoregulation.py: all of it in health, none left when worn.
    """
    stretched = 1.0 + stretch * min(max(P_wall / P_lying - 1.0, 0.0), 1.0)
    return tone + max(stretched - tone, 0.0) * worn - max(tone - 1.0, 0.0) * used


def ischaemic_dilation(
    i: float, q: float, q_need: float, enough: float, i_max: float, tau_on: float, tau_off: float
) -> float:
    r"""Rate at which tissue that gets hardly any blood opens its arterioles [1/s].

    .. math::
        \frac{di}{dt} = s\, \frac{i_m - i}{\tau_+} - (1 - s) \frac{i}{\tau_-},\quad
        s = \mathrm{clip}\left[1 - \frac{q}{f q_n}, 0, 1\right]

    Tissue takes more oxygen out of the blood before it goes short; below that flow a debt grows
    with time and opens its vessels wide, until blood comes and it is paid back.

    Parameters
    ----------
    i : extra conductance relative to rest [-]
    q, q_need : flow, and flow that rest or work needs [mL/s]
    enough : part of the need at which the debt begins, 0 to 1 [-]
    i_max : largest extra conductance [-]
    tau_on, tau_off : time constants of growing and paying back [s]

    Holds when
        the ischaemia lasts for seconds to minutes and harms nothing.

    Source
        Peak flow grows with the time of arrest up to some five minutes: Patterson & Whelan 1955,
        Clin Sci 14:197-211 (recalled); resting tissue takes about a third of the oxygen and can
        take nearly all, textbook.

    Checked by
        tests/circulation/laws/test_autoregulation.py: no debt while enough flows, growth, return.
    """
    short = min(max(1.0 - q / (enough * q_need), 0.0), 1.0)
    return short * (i_max - i) / tau_on - (1.0 - short) * i / tau_off


def squeezed_open(m: float, m_max: float, gain: float, squeezes: float, tau: float) -> float:
    r"""Rate at which squeezing from outside opens a muscle's arterioles [1/s].

    .. math:: \frac{dm}{dt} = \kappa\, w \max(m_m - m, 0) - m / \tau

    A squeeze opens the vessels for some seconds even if the muscle does no work.

    Parameters
    ----------
    m : extra conductance relative to rest [-]
    m_max : largest extra conductance [-]
    gain : part of the gap closed by one squeeze of 100 mmHg [-]
    squeezes : rise of the pressure on the muscle, in 100 mmHg a second [1/s]
    tau : time constant of fading [s]

    Holds when
        the pressure comes and goes; a steady pressure such as a stocking's opens nothing.

    Source
        One squeeze by a cuff raises flow for seconds without work: Tschakovsky 1996, Am J Physiol
        271:H1697-1701; boots in sitting: Delis 2000, J Vasc Surg 32:284-292.

    Checked by
        tests/circulation/laws/test_autoregulation.py: steady state, fading.
    """
    return gain * squeezes * max(m_max - m, 0.0) - m / tau


def shear_follow(n: float, target: float, flow: float, tau: float, tau_gone: float) -> float:
    r"""Rate at which the tone of slow blood comes and goes [1/s].

    .. math:: \frac{dn}{dt} = \frac{n_t - n}{\tau} + \mathrm{clip}(q / q_0 - 1, 0, 1)
        \frac{1 - n}{\tau_g}

    It takes an hour of sitting to come and, lying, to go. Fast blood takes it away in minutes.

    Parameters
    ----------
    n, target : conductance that remains, and where it goes [-]
    flow : flow against that lying at rest [-]
    tau, tau_gone : time constants at rest, and while much flows [s]

    Holds when
        twice the flow at rest does all that flow can do.

    Source
        Comes over hours, and ten minutes of walking restore what six hours of sitting took:
        Restaino 2015, Exp Physiol 100:829-838.

    Checked by
        tests/circulation/laws/test_autoregulation.py: slow at rest, fast in movement.
    """
    return (target - n) / tau + min(max(flow - 1.0, 0.0), 1.0) * (1.0 - n) / tau_gone
