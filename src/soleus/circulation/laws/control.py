"""What sets the width of arterioles where they are: local control."""

from soleus.circulation.laws.shapes import sigmoid


def venoarteriolar(P_vein: float, strength: float, threshold: float, width: float) -> float:
    r"""Conductance that remains when a full vein narrows its arterioles, relative to rest [-].

    .. math:: v = \frac{1 - A\,S((P_v - P_t) / w)}{1 - A\,S((10 - P_t) / w)}

    A vein stretched by more than about 25 mmHg narrows the arterioles upstream of it.

    Parameters
    ----------
    P_vein : pressure in the vein at its own height [mmHg]
    strength : largest narrowing A, 0 to 1 [-]
    threshold, width : where and how sharply it sets in [mmHg]

    Holds when
        nerves are intact; it fades in severe arterial disease.

    Source
        Henriksen 1977, Acta Physiol Scand Suppl 450: onset at 25 mmHg, fall by 40-50 %. So half
        of it comes some way beyond the onset, and most of it 40 cm below the heart.

    Checked by
        tests/circulation/laws/test_control.py: one lying down, 1 - A far above.
    """
    now = 1.0 - strength * sigmoid((P_vein - threshold) / width)
    lying = 1.0 - strength * sigmoid((10.0 - threshold) / width)
    return now / lying


def shear_tone(flow: float, gain: float) -> float:
    r"""Conductance that remains in the long run at low flow, relative to rest [-].

    .. math:: n = 1 - g\, \mathrm{clip}(1 - q / q_0, 0, 1)

    Arterioles relax under the shear of the blood; after an hour of little flow they narrow.

    Parameters
    ----------
    flow : flow against that lying at rest [-]
    gain : narrowing where nothing flows [-]

    Holds when
        flow is low for an hour or more, as in sitting still.

    Source
        Restaino 2015, Exp Physiol 100:829-838, and Morishima 2016, Am J Physiol 311:H177-182:
        shear and dilation fall over hours of sitting, and movement prevents it.

    Checked by
        tests/circulation/laws/test_control.py: one at rest flow and above.
    """
    return 1.0 - gain * min(max(1.0 - flow, 0.0), 1.0)


def follow(x: float, target: float, tau: float) -> float:
    r"""Rate at which a slow quantity approaches its target [unit/s].

    .. math:: \frac{dx}{dt} = (x_t - x) / \tau

    Half the way in 0.7 tau.

    Parameters
    ----------
    x, target : the quantity and its target [unit]
    tau : time constant, tau > 0 [s]

    Holds when
        one time constant describes the response.

    Source
        First-order lag.

    Checked by
        tests/circulation/laws/test_control.py: exponential approach.
    """
    return (target - x) / tau


def hyperaemia(h: float, h_max: float, gain: float, work: float, tau: float) -> float:
    r"""Rate at which working muscle opens its arterioles [1/s].

    .. math:: \frac{dh}{dt} = \kappa\, w \max(h_m - h, 0) - h / \tau

    Each contraction closes part of the gap to the largest opening for this work; at rest it
    fades. A contraction counts by its strength, and in part by how full the vessels are that it
    presses on.

    Parameters
    ----------
    h : extra conductance relative to rest [-]
    h_max : largest extra conductance for this work [-]
    gain : part of the gap closed by one whole contraction [-]
    work : contractions a second, spread over the contraction, times their strength and the
        fullness of the muscle's veins [1/s]
    tau : time constant of fading [s]

    Holds when
        work is light to moderate.

    Source
        Fast onset after single contractions: Corcondilas 1964, J Appl Physiol 19:142-146;
        by compression: Tschakovsky 1996, Am J Physiol 271:H1697-1701; duration: Int J Sports
        Med 1994;15:447-452.

    Checked by
        tests/circulation/laws/test_control.py: steady state, fading.
    """
    return gain * work * max(h_max - h, 0.0) - h / tau


def bed_conductance(
    G0: float,
    a: float,
    w: float,
    i: float,
    tone: float,
    viscosity: float,
    widest: float,
    cap: float,
    reserve: float,
) -> float:
    r"""Conductance of a capillary bed under all its controls [mL/s/mmHg].

    .. math::
        G = \frac{G_0}{\mu} \min[\min(a', 1)\,(1 + w) + \max(a' - 1, 0) + i, g_m r]\,
            \frac{t + w + i}{1 + w + i},\quad a' = \min(a, a_h r)

    Local demand widens the arterioles, a full vein and the sympathetic nerve narrow them, thick
    blood slows flow. What has widened for want of blood adds to what work has opened, since both
    relax the same muscle; so a narrowed leg has the less left the harder it works. What work, want
    of blood or a squeeze has opened stays open against the nerve. All of it is limited by the
    pressure that holds relaxed vessels open.

    Parameters
    ----------
    G0 : conductance at rest lying down [mL/s/mmHg]
    a : autoregulation [-]
    w : opened by work and squeezing [-]
    i : opened by ischaemia [-]
    tone : venoarteriolar, shear and sympathetic factors together [-]
    viscosity : relative to normal blood [-]
    widest, cap : largest widening by autoregulation, and by everything together [-]
    reserve : part of these that the pressure in the vessels allows [-]

    Holds when
        narrowing multiplies and widening adds; all share one limit.

    Source
        Product form as in Guyton 1972, Annu Rev Physiol 34:13-46; functional sympatholysis:
        Remensnyder 1962, Circ Res 11:370-380, Thomas & Segal 2004, J Appl Physiol 97:731-738.

    Checked by
        tests/circulation/laws/test_control.py: shared limit, product of factors, work overrides.
    """
    local = min(a, widest * reserve)
    opened = min(min(local, 1.0) * (1.0 + w) + max(local - 1.0, 0.0) + i, cap * reserve)
    return G0 * opened * (tone + w + i) / ((1.0 + w + i) * viscosity)


def viscosity_ratio(haematocrit: float) -> float:
    r"""Viscosity of whole blood against blood at a haematocrit of 0.42 [-].

    .. math:: \mu = \frac{1 + 2.5 H (1 + 2.5 H)}{1 + 2.5 \cdot 0.42\,(1 + 2.5 \cdot 0.42)}

    About 3 % more for each point of haematocrit.

    Parameters
    ----------
    haematocrit : volume of cells in blood, 0 to 0.65 [-]

    Holds when
        shear is as high as in arterioles.

    Source
        Hardung's curve in the form used by Pries 1992, Am J Physiol 263:H1770-1778.

    Checked by
        tests/circulation/laws/test_control.py: one at 0.42; 8-10 % for three points.
    """
    x = 2.5 * haematocrit
    return (1.0 + x * (1.0 + x)) / 3.1525
