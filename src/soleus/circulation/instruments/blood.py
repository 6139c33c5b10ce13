"""A drop of blood from a vein of the foot, concentrated by what was filtered out."""

from soleus.circulation.run import View

PLACES = ("left_foot", "right_foot")
WINDOW_S = 30.0
LAST_S = 3.0


NO_FLOW_PART = 0.15
"""Part of the foot's flow at rest lying down below which a vein gives no sample."""

NO_FLOW = "hardly any blood flows through the foot"

MOST_FILTERED = 0.5
"""Part of the plasma filtered out above which what is left is too thick to be drawn, as under a
cuff that stops the veins of a hanging leg."""

TOO_THICK = "most of the plasma has left the blood that comes out of the foot"


def blood(view: View, place: str) -> dict[str, float | str | None]:
    r"""Haematocrit and plasma protein of blood leaving the foot.

    .. math:: H_v = \frac{H}{1 - x (1 - H)},\quad c_v = \frac{c}{1 - x}

    Filtered plasma leaves its cells and protein in the blood.

    Holds when
        the sample was drawn while standing still; ``x`` is the filtered part of the plasma.

    Source
        Moyses 1987, J Physiol 392:35-48 (foot vein blood in sitting).

    Checked by
        tests/circulation/instruments/test_instruments.py.
    """
    flow, x = (view.last(f"{what}_{place}", WINDOW_S) for what in ("q_bed", "x"))
    least = NO_FLOW_PART * view.numbers["q0_foot"]
    if min(flow.mean(), view.last(f"q_bed_{place}", LAST_S).mean()) < least:
        return {"haematocrit_percent": None, "plasma_protein_g_l": None, "why": NO_FLOW}
    part = float((x * flow).sum() / flow.sum())  # as the blood mixes in the vein
    if part > MOST_FILTERED:
        return {"haematocrit_percent": None, "plasma_protein_g_l": None, "why": TOO_THICK}
    h = float(view.last("haematocrit", WINDOW_S).mean())
    c = float(view.last("protein", WINDOW_S).mean())
    return {
        "haematocrit_percent": 100.0 * h / (1.0 - part * (1.0 - h)),
        "plasma_protein_g_l": view.numbers["protein_g_l"] * c / (1.0 - part),
    }
