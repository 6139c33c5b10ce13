"""Heart rate, output and pressures, as a cardiology laboratory measures them."""

import numpy as np

from soleus.circulation.kernel import Array
from soleus.circulation.run import View

WINDOW_S = 18.0
EJECTING = 0.2
"""Part of the fastest outflow above which a beat ejects."""
NO_BEAT = "no beat ejects in this step"


def _mean_of_beats(flow: Array) -> float:
    """Return the mean from the first to the last beat that begins, or of all if there are few."""
    ejects = flow > EJECTING * flow.max()
    begins = np.flatnonzero(ejects[1:] & ~ejects[:-1]) + 1
    return float((flow[begins[0] : begins[-1]] if len(begins) > 2 else flow).mean())


def heart(view: View, _: str = "") -> dict[str, float | str | None]:
    """Rate, stroke volume, output, mean arterial and central venous pressure, resistance.

    Means over the last four quiet breaths, of flow over whole beats; central venous pressure
    against the air, as a catheter with its gauge at heart level reads it.

    Source
        Definitions; any textbook of catheterisation.

    Checked by
        tests/circulation/instruments/test_instruments.py.
    """
    rate = float(view.last("rate", WINDOW_S).mean())
    output = _mean_of_beats(view.last("q_aortic", WINDOW_S))
    pressure = float(view.last("P_aorta", WINDOW_S).mean())
    filling = float(view.last("P_right_atrium", WINDOW_S).mean())
    beats = output > 0.0
    values: dict[str, float | str | None] = {
        "rate_bpm": rate * 60.0,
        "stroke_ml": output / rate if beats else None,
        "output_l_min": output * 0.06 if beats else None,
        "map_mmhg": pressure,
        "cvp_mmhg": filling,
        "resistance_mmhg_s_ml": (pressure - filling) / output if beats else None,
    }
    return values if beats else values | {"why": NO_BEAT}
