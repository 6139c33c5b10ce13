"""Heart rate, output and pressures, as a cardiology laboratory measures them."""

from soleus.circulation.run import View

WINDOW_S = 18.0


def heart(view: View, _: str = "") -> dict[str, float]:
    """Rate, stroke volume, output, mean arterial and central venous pressure, resistance.

    Means over the last four quiet breaths; central venous pressure against the air, as a
    catheter with its gauge at heart level reads it.

    Source
        Definitions; any textbook of catheterisation.

    Checked by
        tests/circulation/instruments/test_instruments.py.
    """
    rate = float(view.last("rate", WINDOW_S).mean())
    output = float(view.last("q_aortic", WINDOW_S).mean())
    pressure = float(view.last("P_aorta", WINDOW_S).mean())
    filling = float(view.last("P_right_atrium", WINDOW_S).mean())
    return {
        "rate_bpm": rate * 60.0,
        "stroke_ml": output / rate,
        "output_l_min": output * 0.06,
        "map_mmhg": pressure,
        "cvp_mmhg": filling,
        "resistance_mmhg_s_ml": (pressure - filling) / output,
    }
