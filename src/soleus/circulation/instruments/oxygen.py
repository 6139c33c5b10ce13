"""Oxygen uptake by a mask, and the part of it that the legs take out of their blood."""

from math import exp

from soleus.circulation.laws import arterial_oxygen, limited_uptake, walking_uptake
from soleus.circulation.network import LEGS
from soleus.circulation.protocol import Step
from soleus.circulation.run import View

WINDOW_S = 60.0
NO_FLOW_ML_MIN = 20.0
"""Both legs' flow below which no share can be told."""

NOT_READ = "oxygen is read at rest and in walking only"
NO_FLOW = "hardly any blood flows through the legs"


def _net_ml_kg_min(step: Step) -> float:
    if step.activity != "walking":
        return 0.0
    return walking_uptake(step.speed_km_h / 0.06, step.grade_percent / 100.0)


def _leg_ml(view: View) -> float:
    return sum(view.numbers[f"tissue_{part}"] for part in ("foot", "calf", "thigh")) * (
        view.who.scale
    )


def _asked_ml_kg_min(view: View) -> float:
    """Return what walking asks for beyond rest [mL/kg/min], averaged over the step's last minute.

    Uptake follows the work with one time constant, from step to step.
    """
    tau, level, mean = view.numbers["oxygen_tau_s"], 0.0, 0.0
    for step in view.run.protocol.steps[: view.index + 1]:
        target = _net_ml_kg_min(step)
        window = min(WINDOW_S, step.seconds)
        begun = target + (level - target) * exp(-(step.seconds - window) / tau)
        mean = target + (begun - target) * tau / window * (1.0 - exp(-window / tau))
        level = target + (level - target) * exp(-step.seconds / tau)
    return mean


def oxygen(view: View, _: str = "") -> dict[str, float | str | None]:
    r"""Uptake of the whole body [mL/min], and what both legs take out of their blood [%].

    .. math::
        \dot V = \dot V_{rest} + (1 - s)\, \dot V_{net} + (\dot V_{leg} - \dot V_{leg,rest}),\quad
        \dot V_{leg} = \min(\dot V_{leg,rest} + s\, \dot V_{net},\ e_m\, C_a Q_{leg})

    Walking asks for a part ``s`` of its oxygen in the legs. Where their blood does not bring it,
    uptake stays short of what was asked.

    Holds when
        work is steady for minutes: one time constant stands for all kinetics.

    Source
        ACSM walking equation (laws/oxygen.py); kinetics: Whipp & Wasserman 1972, J Appl Physiol
        33:351-356; Fick's principle.

    Checked by
        tests/circulation/instruments/test_oxygen.py.
    """
    if view.step.activity not in ("rest", "walking"):
        return {"uptake_ml_min": None, "leg_extraction_percent": None, "why": NOT_READ}
    n, kg = view.numbers, view.who.weight_kg
    names = [f"{way}_{leg}_iliac_run" for leg in LEGS for way in ("q", "round")]
    flow = 60.0 * sum(float(view.last(name, WINDOW_S).mean()) for name in names)
    brought = flow * arterial_oxygen(float(view.last("haematocrit", WINDOW_S).mean()))
    net = _asked_ml_kg_min(view) * kg
    at_rest = n["leg_uptake_rest"] / 100.0 * 2.0 * _leg_ml(view)
    asked = at_rest + n["walking_part_of_legs"] * net
    taken = limited_uptake(asked, max(brought, 0.0), n["largest_extraction"])
    uptake = n["uptake_at_rest"] * kg + net + taken - asked
    if flow < NO_FLOW_ML_MIN:
        return {"uptake_ml_min": uptake, "leg_extraction_percent": None, "why": NO_FLOW}
    return {"uptake_ml_min": uptake, "leg_extraction_percent": 100.0 * taken / brought}
