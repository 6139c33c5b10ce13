"""Blood flow of the calf's muscles, and the flow that they demand."""

from soleus.circulation.run import View

PLACES = ("left_calf", "right_calf")
WINDOW_S = 60.0


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
    n = view.numbers
    per_100_ml = 60.0 * 100.0 / (n["tissue_calf"] * n["muscle_part"])

    def mean(what: str) -> float:
        return sum(float(view.last(f"{what}_{leg}_{b}", WINDOW_S).mean()) for b in ("calf", "shin"))

    return {
        "flow_ml_min_100ml": mean("q_bed") * per_100_ml,
        "demand_ml_min_100ml": mean("demand") * per_100_ml,
    }
