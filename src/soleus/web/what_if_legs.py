"""How each of two simulated legs is drawn: its posture, how full it is, and how it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.session import routine

if TYPE_CHECKING:
    from soleus.prediction import LegSetting
    from soleus.prediction.runs import Simulated

STANCES = {
    "lying": "seated",
    "raised": "lifted",
    "sitting": "sitting",
    "hanging": "sitting",
    "standing": "standing",
    "walking": "walking",
}
"""The drawing of each posture."""

STEPS = 6
"""Steps in which a vein is drawn full, and an artery."""


def stance_of(setting: LegSetting) -> str:
    """Return the drawing of a posture; legs raised to the heart's level lie flat."""
    is_flat = setting.posture == "raised" and not setting.raised_cm
    return STANCES["lying" if is_flat else setting.posture]


def classes_of(setting: LegSetting, usual: Simulated) -> str:
    """Return how a leg is drawn, as classes: the style sheet has one for each step."""
    full = round(STEPS * min(max((float(usual.fullness[0]) - 0.15) / 0.85, 0.0), 1.0))
    fed = round(STEPS * min(max(float(usual.fed[0]), 0.0), 1.0))
    worn = "" if setting.stocking == "none" else " stockinged"
    narrow = " narrowed" if setting.narrowing else ""
    leaks = "" if setting.leaking == "none" else f" leaks-{setting.leaking}"
    return f"full-{full} fed-{fed}{worn}{narrow}{leaks}"


def moves_of(setting: LegSetting, usual: Simulated) -> dict[str, object] | None:
    """Return how a leg moves, for js/what_if/legs.js: its veins over a cycle, and its poses."""
    moves = usual.moves
    if moves is None:
        return None
    return {
        "per_minute": moves.per_minute,
        "leaks": moves.leaks,
        "curves": {name: list(curve) for name, curve in moves.curves.items()},
        "frames": _frames(setting) if moves.is_movement else _held(setting),
    }


def _frames(setting: LegSetting) -> list[dict[str, object]]:
    """Return the poses of the session's movement over one cycle."""
    standing = "calf_raises" if setting.posture == "standing" else "ankle_pumps"
    shown = routine("walking" if setting.posture == "walking" else standing)
    frames = next(part.pose for part in shown.parts if part.is_active and part.pose)
    raised = _held(setting)[0]
    return [{**raised, **frame.as_dict()} for frame in frames]


def _held(setting: LegSetting) -> list[dict[str, object]]:
    return [{"at": 0, "raise": 1 if stance_of(setting) == "lifted" else 0}]
