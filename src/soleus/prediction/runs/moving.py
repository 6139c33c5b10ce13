"""What the veins of one simulated leg do over a cycle: of its movement, or of a breath at rest."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soleus.circulation import Run
from soleus.prediction.runs.experiments import WALK_PER_MINUTE
from soleus.prediction.settings import LegSetting

Array = NDArray[np.float64]

PHASES = 24
"""Stretches of a cycle: at 120 a minute each still holds a record."""

RECORD_S = 0.02
"""Time between the records of a step that is run beat by beat."""

OVER_S = {True: 9.0, False: 27.0}
"""How much of the end of hours and of minutes is looked at: two breaths, and six."""

STEPS_A_STRIDE = 2

_VOLUMES = {"foot_volume": "foot_vein", "calf_volume": "calf_vein", "thigh_volume": "femoral_vein"}
_SKIN = "great_saphenous"
_FLOWS = ("femoral_to_iliac", "popliteal_to_femoral", "saphenofemoral")

RECORDED = (
    *(f"q_left_{flow}" for flow in _FLOWS),
    "q_bed_left_foot",
    *(f"V_left_{vein}" for vein in (*_VOLUMES.values(), _SKIN, "popliteal_vein")),
)
"""Names that a run has to record."""


@dataclass(frozen=True, slots=True)
class Moves:
    """The veins of one leg over one cycle.

    Parameters
    ----------
    per_minute : cycles [1/min]
    is_movement : whether the cycle is one of the feet; else it is a breath
    leaks : whether the valves of its surface vein are drawn leaking
    curves : evenly over the cycle: flows out of the leg, at knee and foot, and in the surface vein
        [mL/s]; volumes of the veins of foot, calf, thigh and surface [mL]
    """

    per_minute: float
    is_movement: bool
    leaks: bool
    curves: Mapping[str, tuple[float, ...]]


def moves_of(run: Run, step: int, setting: LegSetting, view: str) -> Moves:
    """Return what the veins of a run's one person do at the end of a step."""
    is_long = view == "swelling"
    per_minute = _movement_per_minute(setting) if view in ("flow", "vein") else 0.0
    rate = per_minute / 60.0 or run.numbers[0]["breath_rate"]
    seconds = max(int(OVER_S[is_long] * rate), 1) / rate
    times, _ = run.signal(RECORDED[0], step)
    since = times[times > times[-1] - seconds] - (times[0] - RECORD_S)
    part = np.minimum((since * rate % 1.0 * PHASES).astype(int), PHASES - 1)
    count = np.maximum(np.bincount(part, minlength=PHASES), 1)
    curves = {
        name: tuple(float(f"{x:.3g}") for x in np.bincount(part, values, PHASES) / count)
        for name, values in _signals(run, step, seconds).items()
    }
    return Moves(60.0 * rate, per_minute > 0, setting.leaking == "surface", curves)


def _movement_per_minute(setting: LegSetting) -> float:
    """Return cycles of one leg a minute; 0 where it is kept still."""
    is_walk = setting.posture == "walking"
    return WALK_PER_MINUTE / STEPS_A_STRIDE if is_walk else float(setting.cadence)


def _signals(run: Run, step: int, seconds: float) -> dict[str, Array]:
    """Return every curve over the last seconds; what passes an unrecorded valve from both sides."""

    def last(name: str) -> Array:
        return run.view(step).last(name, seconds)

    def gained(vein: str) -> Array:
        return np.asarray(np.gradient(last(f"V_left_{vein}"), RECORD_S))

    return {
        "out": last("q_left_femoral_to_iliac"),
        "knee": last("q_left_popliteal_to_femoral") + gained("popliteal_vein"),
        "foot": last("q_bed_left_foot") - gained("foot_vein"),
        "skin": last("q_left_saphenofemoral"),
        **{name: last(f"V_left_{vein}") for name, vein in _VOLUMES.items()},
        "skin_volume": last(f"V_left_{_SKIN}"),
    }
