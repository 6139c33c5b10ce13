"""The experiment of the lab that stands behind a setting: its person, steps and readings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import tomlkit

if TYPE_CHECKING:
    from soleus.prediction.settings import LegSetting

HEIGHTS_CM = (0, 10, 20, 30, 45, 60)
"""Heights of the feet above the heart at which the toe is read, lying first, after sitting."""

HELD = "held"
"""The step of a setting that is read; in the run over heights, the step's name says the height."""

LESION_CM = 6.0
"""Length of the narrowing: as in the runs that the model's claudicants are compared by."""

WALK_PER_MINUTE = 105
"""Steps a minute of a walk: its usual pace in the model."""

BREAK_S = 120
_BEFORE_S, _REST_S, _HELD_S, _AFTER_S = 30, 60, 60, 60
_HEIGHT_S = 60
_POSTURES = {
    "lying": "supine",
    "raised": "legs_raised",
    "sitting": "seated",
    "hanging": "dangling",
    "standing": "standing",
    "walking": "standing",
}
_LEAKING = {"none": (), "surface": ("great_saphenous",), "deep": ("femoral", "popliteal")}
_READ: Mapping[str, Mapping[str, str]] = {
    "flow": {"instrument": "doppler", "vessel": "left_common_femoral_vein"},
    "vein": {"instrument": "foot_vein", "place": "left"},
    "toe": {"instrument": "toe", "place": "left"},
    "swelling": {"instrument": "volume", "place": "left_foot"},
}


def experiment_of(setting: LegSetting, view: str, person: Mapping[str, Any]) -> dict[str, Any]:
    """Return the experiment as an experiment file has it, with the left leg as the one changed.

    Parameters
    ----------
    setting, view : what is simulated, and what is read
    person : fields of the experiment's person, such as age; what is left out is a healthy adult's
    """
    steps = {"toe": _over_heights, "swelling": _over_hours}.get(view, _over_minutes)
    return {
        "person": {**person, **_leg(setting)},
        "step": steps(setting),
        "read": [dict(_READ[view])],
    }


def experiment_text(experiment: Mapping[str, Any], comment: str) -> str:
    """Return an experiment as the text of a file, with a comment of one line on top."""
    document = tomlkit.document()
    document.add(tomlkit.comment(" ".join(comment.split())))
    for name, value in experiment.items():
        document.add(name, tomlkit.item(value))
    return tomlkit.dumps(document)


def reading_name(view: str) -> str:
    """Return what the lab calls the reading of a view, such as ``toe:left``."""
    return ":".join(_READ[view].values())


def height_step(setting: LegSetting) -> str:
    """Return the step of a run over heights in which the feet are where the setting has them."""
    if setting.posture == "sitting":
        return "sitting"
    return _at_height(setting.raised_cm if setting.posture == "raised" else 0)


def _leg(setting: LegSetting) -> dict[str, Any]:
    """Return what a setting says of the person: stockings, a narrowing, valves that leak."""
    leg: dict[str, Any] = {"stockings": setting.stocking}
    if setting.narrowing:
        lost = setting.narrowing / 100
        leg["stenosis"] = [
            {
                "leg": "left",
                "vessel": "superficial_femoral",
                "diameter_reduction": lost,
                "length_cm": LESION_CM,
            }
        ]
    if setting.leaking != "none":
        leg["reflux"] = [
            {"leg": "left", "vessel": vessel, "severity": 1.0}
            for vessel in _LEAKING[setting.leaking]
        ]
    return leg


def _over_minutes(setting: LegSetting) -> list[dict[str, Any]]:
    """Lie, take the posture, move if the setting has movement, rest: readings are of ``held``."""
    at = _posture(setting)
    return [
        {"name": "lying", "posture": "supine", "seconds": _BEFORE_S},
        {"name": "rest", **at, "seconds": _REST_S},
        {"name": HELD, **at, **_movement(setting), "seconds": _HELD_S},
        {"name": "after", **at, "seconds": _AFTER_S},
    ]


def _over_heights(setting: LegSetting) -> list[dict[str, Any]]:
    """Sit, lie, then raise the legs further and further; the setting's own height is among them."""
    own = {setting.raised_cm} if setting.posture == "raised" else set()
    above = sorted({*HEIGHTS_CM[1:], *own} - {0})
    return [
        {"name": "sitting", "posture": "seated", "seconds": _HEIGHT_S},
        {"name": _at_height(0), "posture": "supine", "seconds": 2 * _HEIGHT_S},
        *(
            {
                "name": _at_height(height),
                "posture": "legs_raised",
                "foot_above_heart_cm": height,
                "seconds": _HEIGHT_S,
            }
            for height in above
        ),
    ]


def _over_hours(setting: LegSetting) -> list[dict[str, Any]]:
    """Keep the posture for the hours, with breaks of two minutes' walking if there are some."""
    at, seconds = _posture(setting), setting.hours * 3600
    if not setting.breaks or setting.breaks * 60 >= seconds:
        return [{"name": HELD, **at, "seconds": seconds}]
    pace = {"activity": "walking", "per_minute": WALK_PER_MINUTE}
    walk = {"posture": "standing", **pace, "seconds": BREAK_S}
    each = setting.breaks * 60 + BREAK_S
    rounds = (seconds - setting.breaks * 60) // each
    rest = seconds - rounds * each
    around = {"block": "day", "repeat": rounds}
    before = [
        {"name": "kept", **at, "seconds": setting.breaks * 60, **around},
        {"name": "break", **walk, **around},
    ]
    return [*(before if rounds else []), {"name": HELD, **at, "seconds": rest}]


def _at_height(height_cm: int) -> str:
    return f"{height_cm} cm"


def _posture(setting: LegSetting) -> dict[str, Any]:
    posture = {"posture": _POSTURES[setting.posture]}
    raised = {"foot_above_heart_cm": setting.raised_cm} if setting.posture == "raised" else {}
    return posture | raised


def _movement(setting: LegSetting) -> dict[str, Any]:
    if setting.posture == "walking":
        return {"activity": "walking", "per_minute": WALK_PER_MINUTE}
    if not setting.cadence:
        return {}
    kind = "calf_raises" if setting.posture == "standing" else "ankle_pumps"
    return {"activity": kind, "per_minute": setting.cadence}
