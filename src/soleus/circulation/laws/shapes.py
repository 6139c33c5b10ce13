"""Smooth curves without exponentials, which the kernel can compute for many people at once."""

from math import sqrt


def smooth_step(x: float) -> float:
    r"""Rise from 0 to 1 with level ends [-].

    .. math:: s(x) = 3 x^2 - 2 x^3,\quad x \text{ held to } [0, 1]

    A cheap substitute for half a cosine: within 0.011 of (1 - cos pi x) / 2.

    Parameters
    ----------
    x : progress of the change [-]

    Holds when
        only the time of the change and its smoothness matter, not its exact course.

    Source
        Cubic Hermite interpolation between two level points; textbook mathematics.

    Checked by
        tests/circulation/laws/test_shapes.py: ends, level slopes, distance to the cosine.
    """
    y = min(max(x, 0.0), 1.0)
    return y * y * (3.0 - 2.0 * y)


def pulse(phase: float, start: float, width: float) -> float:
    r"""Rise, plateau and fall once in a cycle, with edges of 40 % of the width each [-].

    .. math:: p = s(x / 0.4)\, s((1 - x) / 0.4),\quad x = (\phi - \phi_0) / w

    The course of a muscle's pressure during one contraction.

    Parameters
    ----------
    phase : where in the cycle we are, 0 to 1 [-]
    start : phase at which the contraction begins [-]
    width : part of the cycle that it lasts, w > 0 [-]

    Holds when
        the contraction does not run over the end of the cycle: start + width <= 1.

    Source
        Shape assumed; network/activities.toml has the duration of each activity.

    Checked by
        tests/circulation/laws/test_shapes.py: zero outside, one in the middle, mean 0.6 w.
    """
    x = (phase - start) / width
    return smooth_step(x * 2.5) * smooth_step((1.0 - x) * 2.5)


def sigmoid(x: float) -> float:
    r"""Rise from 0 to 1 around zero [-].

    .. math:: S(x) = \tfrac12 \left(1 + x / \sqrt{1 + x^2}\right)

    An algebraic threshold: half at zero, slope one half.

    Parameters
    ----------
    x : distance from the threshold, in units of its width [-]

    Holds when
        the tails do not matter: they fall as 1/x^2, slower than a logistic curve's.

    Source
        Algebraic sigmoid; textbook mathematics.

    Checked by
        tests/circulation/laws/test_shapes.py: symmetry and limits.
    """
    return 0.5 * (1.0 + x / sqrt(1.0 + x * x))


def sine_of_quarter(x: float) -> float:
    r"""Sine of x quarter turns [-], by a polynomial that vectorises.

    .. math:: \sin(\pi x / 2),\quad x \in [-1, 1]

    The odd Taylor polynomial of degree 15.

    Parameters
    ----------
    x : angle in quarter turns, -1 to 1 [-]

    Holds when
        x lies within -1 and 1; the error stays below 1e-11.

    Source
        Taylor's theorem.

    Checked by
        tests/circulation/laws/test_shapes.py: against math.sin over the whole range.
    """
    h = 1.5707963267948966 * x
    z = h * h
    tail = 1.0 / 362880.0 + z * (-1.0 / 39916800.0 + z * (1.0 / 6227020800.0 - z / 1307674368e3))
    return h * (1.0 + z * (-1.0 / 6.0 + z * (1.0 / 120.0 + z * (-1.0 / 5040.0 + z * tail))))
