"""What is read of simulated people: at home by cuff and tape, and what pages show of their legs."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from soleus.circulation.instruments import reading
from soleus.circulation.kernel import Array
from soleus.circulation.network import LEGS
from soleus.circulation.population import VirtualPerson
from soleus.circulation.protocol import Protocol, Step
from soleus.circulation.run import View
from soleus.circulation.simulate import BLOCK, simulate

SHORT = Protocol(
    (
        Step("lying", "supine", 60),
        Step("pumps30", "supine", 90, "ankle_pumps", 30),
        Step("rested", "supine", 60),
        Step("pumps60", "supine", 90, "ankle_pumps", 60),
        Step("raised", "legs_raised", 120, foot_above_heart_cm=30),
        Step("seated", "seated", 240),
        Step("seated_pumps", "seated", 90, "ankle_pumps", 60),
        Step("standing", "standing", 90),
        Step("raises", "standing", 10, "calf_raises", 60),
        Step("still", "standing", 60),
        Step("walking", "standing", 60, "walking", 100),
    )
)
HOURS = (1, 2, 4, 8)


def _sitting(hours: int) -> Protocol:
    """Return sitting still for so many hours, after a minute of lying."""
    ends = [h for h in HOURS if h <= hours]
    parts = [
        Step(f"hour{h}", "seated", 3600.0 * (h - before))
        for before, h in zip((0, *ends[:-1]), ends, strict=True)
    ]
    return Protocol((Step("lying", "supine", 60), Step("down", "seated", 60), *parts))


BREAKS = Protocol(
    (
        Step("lying", "supine", 60),
        Step("down", "seated", 60),
        Step("sitting", "seated", 1680, block="half_hour", repeat=8),
        Step("break", "standing", 120, "walking", 100, block="half_hour", repeat=8),
    )
)


class Reading(NamedTuple):
    """One reading: its name, its unit, and whether it is spread as its logarithm."""

    name: str
    unit: str
    is_log: bool


READINGS = (
    Reading("arm_systolic", "mmHg", True),
    Reading("arm_diastolic", "mmHg", True),
    Reading("left_index", "1", False),
    Reading("right_index", "1", False),
    Reading("femoral_rest", "cm/s", True),
    Reading("femoral_60", "cm/s", True),
    Reading("femoral_gain_30", "1", True),
    Reading("femoral_gain_60", "1", True),
    Reading("seated_popliteal_60", "mL/min", True),
    Reading("seated_popliteal_gain", "1", True),
    Reading("foot_vein_raises", "mmHg", False),
    Reading("foot_vein_walking", "mmHg", False),
    Reading("toe_raised", "mmHg", False),
    *(Reading(f"swelling_{h}h", "mL", True) for h in HOURS),
    *(Reading(f"{leg}_swelling_4h", "mL", True) for leg in LEGS),
    *(Reading(f"{leg}_calf_4h", "mL", True) for leg in LEGS),
    Reading("breaks_part", "1", False),
)
BELOW_KNEES = tuple(f"{leg}_{part}" for leg in LEGS for part in ("foot", "calf"))
LEAST_FLOW = 1.0
"""A gain over less flow than this has no meaning [mL/min]."""


def _velocity(view: View) -> float:
    return float(reading(view, "doppler:left_common_femoral_vein")["tamv_cm_s"])


def _short(views: dict[str, View]) -> dict[str, float]:
    rest, seated = _velocity(views["lying"]), "doppler:left_popliteal_vein"
    arm, index = reading(views["seated"], "artery:left_brachial"), reading(views["lying"], "abi")
    flows = [reading(views[s], seated)["flow_ml_min"] for s in ("seated", "seated_pumps")]
    return {
        "arm_systolic": arm["systolic_mmhg"],
        "arm_diastolic": arm["diastolic_mmhg"],
        "left_index": index["left"],
        "right_index": index["right"],
        "femoral_rest": rest,
        "femoral_60": _velocity(views["pumps60"]),
        "femoral_gain_30": _velocity(views["pumps30"]) / rest,
        "femoral_gain_60": _velocity(views["pumps60"]) / rest,
        "seated_popliteal_60": flows[1],
        "seated_popliteal_gain": flows[1] / flows[0] if flows[0] > LEAST_FLOW else float("nan"),
        "foot_vein_raises": reading(views["raises"], "foot_vein:left")["end_mmhg"],
        "foot_vein_walking": reading(views["walking"], "foot_vein:left")["end_mmhg"],
        "toe_raised": reading(views["raised"], "toe:left")["pressure_mmhg"] or 0.0,
    }


def _gained(views: Mapping[str, View], until: str, *places: str) -> float:
    """Return what places gained since the first minute of sitting [mL]; blood pools before it."""
    ends = [
        sum(float(reading(views[step], f"volume:{place}")["change_ml"]) for place in places)
        for step in ("down", until)
    ]
    return ends[1] - ends[0]


def _sat(views: Mapping[str, View]) -> dict[str, float]:
    hours = [h for h in HOURS if f"hour{h}" in views]
    out = {f"swelling_{h}h": _gained(views, f"hour{h}", *BELOW_KNEES) for h in hours}
    for leg in LEGS:
        out[f"{leg}_swelling_4h"] = _gained(views, "hour4", f"{leg}_foot", f"{leg}_calf")
        out[f"{leg}_calf_4h"] = _gained(views, "hour4", f"{leg}_calf")
    return out


def _views(people: Sequence[VirtualPerson], protocol: Protocol) -> list[dict[str, View]]:
    run = simulate([p.person for p in people], protocol, [p.numbers for p in people])
    names = [s.name for s in protocol.steps]
    return [{n: run.view(k, i) for k, n in enumerate(names)} for i in range(len(people))]


def read_people(
    people: Sequence[VirtualPerson], hours: int = 4, *, breaks: bool = False
) -> dict[str, Array]:
    """Return readings of simulated people by name (n,), NaN where one was not asked for."""
    rows: list[dict[str, float]] = []
    for first in range(0, len(people), BLOCK):
        part = people[first : first + BLOCK]
        found = [_short(v) for v in _views(part, SHORT)]
        if hours:
            for row, views in zip(found, _views(part, _sitting(hours)), strict=True):
                row.update(_sat(views))
        if breaks:
            for row, views in zip(found, _views(part, BREAKS), strict=True):
                gained = _gained(views, "sitting", *BELOW_KNEES)
                row["broken_4h"] = gained
                row["breaks_part"] = gained / row["swelling_4h"] if hours >= 4 else float("nan")
        rows += found
    names = dict.fromkeys(n for row in rows for n in row)
    return {n: np.array([row.get(n, np.nan) for row in rows], float) for n in names}
