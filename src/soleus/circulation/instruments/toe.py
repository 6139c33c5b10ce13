"""A cuff round the great toe with a light sensor, and the flow through the forefoot."""

from soleus.circulation.instruments.artery import NO_PULSE
from soleus.circulation.network import LEGS
from soleus.circulation.run import View

PLACES = LEGS
WINDOW_S = 9.0


def toe(view: View, place: str) -> dict[str, float | str | None]:
    """Pressure at which blood comes back under the cuff [mmHg], and the forefoot's flow [mL/min].

    The cuff reads the highest peak of the last two breaths, at the toe's own height.

    Holds when
        toe arteries are not stiff; the forefoot takes a fixed part of the foot's flow.

    Source
        Toe pressure: Norgren 2007, J Vasc Surg 45 Suppl S:S5-67 (TASC II); the part of the flow
        is the forefoot's part of the foot's volume.

    Checked by
        tests/circulation/instruments/test_toe.py.
    """
    flow = float(view.last(f"q_bed_{place}_foot", WINDOW_S).mean())
    pressure = float(view.last(f"P_{place}_toe_artery", WINDOW_S).max())
    flow_ml_min = 60.0 * flow * view.numbers["forefoot_part"]
    if pressure <= 0.0:
        return {"pressure_mmhg": None, "flow_ml_min": flow_ml_min, "why": NO_PULSE}
    return {"pressure_mmhg": pressure, "flow_ml_min": flow_ml_min}
