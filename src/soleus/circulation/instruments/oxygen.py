"""Oxygen uptake by a mask, and the part of it that the legs take out of their blood."""

from soleus.circulation.laws import arterial_oxygen, limited_uptake
from soleus.circulation.network import LEGS
from soleus.circulation.person import uptake_at_rest
from soleus.circulation.run import View

WINDOW_S = 60.0
NO_FLOW_ML_MIN = 20.0
"""Both legs' flow below which no share can be told."""

NOT_READ = "oxygen is read at rest and in walking only"
NO_FLOW = "hardly any blood flows through the legs"


def _leg_ml(view: View) -> float:
    return sum(view.numbers[f"tissue_{part}"] for part in ("foot", "calf", "thigh"))


def oxygen(view: View, _: str = "") -> dict[str, float | str | None]:
    r"""Uptake of the whole body [mL/min], and what both legs take out of their blood [%].

    .. math::
        \dot V_{leg} = \min(\dot V_{leg,rest} + s\, (\dot V - \dot V_{rest}),\ e_m\, C_a Q_{leg})

    The body's uptake follows what the work asks for (laws/work.py, equation ``d_uptake``); the
    legs have a part ``s`` of what it asks for beyond rest. Where their blood does not bring it,
    uptake stays short of what was asked.

    Holds when
        work is steady for minutes: one time constant stands for all kinetics.

    Source
        Fick's principle; the legs' part: Poole 1991, J Appl Physiol 71:1245-1253.

    Checked by
        tests/circulation/instruments/test_oxygen.py.
    """
    if view.step.activity not in ("rest", "walking"):
        return {"uptake_ml_min": None, "leg_extraction_percent": None, "why": NOT_READ}
    n = view.numbers
    names = [f"{way}_{leg}_iliac_run" for leg in LEGS for way in ("q", "round")]
    flow = 60.0 * sum(float(view.last(name, WINDOW_S).mean()) for name in names)
    brought = flow * arterial_oxygen(float(view.last("haematocrit", WINDOW_S).mean()))
    whole = float(view.last("uptake", WINDOW_S).mean())
    at_rest = n["leg_uptake_rest"] / 100.0 * 2.0 * _leg_ml(view)
    asked = at_rest + n["walking_part_of_legs"] * max(whole - uptake_at_rest(view.who, n), 0.0)
    taken = limited_uptake(asked, max(brought, 0.0), n["largest_extraction"])
    uptake = whole + taken - asked
    if flow < NO_FLOW_ML_MIN:
        return {"uptake_ml_min": uptake, "leg_extraction_percent": None, "why": NO_FLOW}
    return {"uptake_ml_min": uptake, "leg_extraction_percent": 100.0 * taken / brought}
