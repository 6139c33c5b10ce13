"""What walking costs."""


def walking_power(speed: float, grade: float) -> float:
    r"""Power that walking takes beyond standing, for each kilogram of body [W/kg].

    .. math:: P = 1.94\, v^{0.43} + 0.24\, v^4 + 0.34\, v\, G (1 - 1.05^{1 - 1.11^{G + 32}})

    Little more for a stroll than for an amble; steeply more where one would rather run. Downhill
    it falls to about -10 % and rises again.

    Parameters
    ----------
    speed : v [m/s]
    grade : G, metres up for each 100 metres on [%]

    Holds when
        an adult walks (measured up to 1.96 m/s); at 8 km/h it agrees with the cost of jogging.

    Source
        Looney 2019, Med Sci Sports Exerc 51:1954-1960 (load carriage decision aid); the standing
        1.44 W/kg left out.

    Checked by
        tests/circulation/laws/test_work.py: published powers, lowest a little downhill.
    """
    level = 1.94 * float(speed**0.43) + 0.24 * float(speed**4)
    slope = 0.34 * speed * grade * (1.0 - float(1.05 ** (1.0 - float(1.11 ** (grade + 32.0)))))
    return level + slope
