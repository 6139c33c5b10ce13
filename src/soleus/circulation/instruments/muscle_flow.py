"""Blood flow of the calf's muscles, and the flow that they demand."""

import numpy as np

from soleus.circulation.kernel import Array
from soleus.circulation.run import View

PLACES = ("left_calf", "right_calf")
WINDOW_S = 60.0
BEDS = ("calf", "shin")


def _factor(view: View) -> float:
    """Return 1 mL/s of a calf in mL/min/100 mL of its muscle."""
    n = view.numbers
    return 60.0 * 100.0 / (n["tissue_calf"] * n["muscle_part"])


def per_100_ml(view: View, leg: str, what: str) -> Array:
    """Return flow (``q_bed``) or ``demand`` of a calf's muscle in the step [mL/min/100 mL]."""
    return np.asarray(_factor(view) * sum(view.signal(f"{what}_{leg}_{b}")[1] for b in BEDS))


def muscle_flow(view: View, place: str) -> dict[str, float]:
    """Flow and demand per 100 mL of calf muscle [mL/min/100 mL].

    Demand is the flow that healthy arteries would let through for the same work; a shortfall is
    felt in walking as claudication.

    Source
        Xenon clearance and plethysmography read the same per 100 mL: Lassen 1964, J Clin Invest
        43:1805-1812.

    Checked by
        tests/circulation/instruments/test_instruments.py.
    """
    leg = place.split("_", maxsplit=1)[0]

    def mean(what: str) -> float:
        flow = sum(float(view.last(f"{what}_{leg}_{b}", WINDOW_S).mean()) for b in BEDS)
        return flow * _factor(view)

    return {"flow_ml_min_100ml": mean("q_bed"), "demand_ml_min_100ml": mean("demand")}
