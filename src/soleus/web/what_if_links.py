"""Ways to the simulated legs from other pages; needs nothing of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.vocabulary import Activity, Urgency, capabilities, if_not_answered

if TYPE_CHECKING:
    from soleus.assessment import Standing

NARROWED = ("known_pad", "pain_walking_eases_with_rest", "foot_pain_raised_or_at_night")
LEAKING = ("varicose_veins", "venous_insufficiency")
"""Findings that tell of narrowed arteries, and of valves that leak."""

_RAISING = "/what-if?{told}change=raised_cm&to=30"
_NARROWING = "narrowing=80&"
"""A narrowing with which the foot of the model has the toe pressure of claudicants."""

PICTURES = {
    Activity.ANKLE_PUMPS: "/what-if?change=cadence&to=60",
    Activity.CALF_RAISES: "/what-if?posture=standing&change=cadence&to=10",
    Activity.ELEVATION: "/what-if?change=raised_cm&to=30&view=vein",
    Activity.WALKING: "/what-if?change=posture&to=walking",
}
"""What shows best what a session does."""

_ANSWERED = (Urgency.SELF_CARE, Urgency.WITHIN_DAYS)
"""Where everything waits, nobody is led on to pictures."""


def picture_of(activity: Activity) -> str:
    """Return the address of what shows best what a session does; empty where nothing is."""
    return PICTURES.get(activity, "") if capabilities().simulation else ""


def why_not_raise(standing: Standing) -> str:
    """Return the address that shows what raising the legs does; empty where it is not held back.

    It is set for what the person told: a narrowed artery, or none.
    """
    decision = standing.decision
    if not capabilities().simulation:
        return ""
    if decision is None or decision.urgency not in _ANSWERED:
        return ""
    if decision.activities[Activity.ELEVATION].is_open:
        return ""
    is_narrow = has_told(standing, NARROWED)
    return _RAISING.format(told=_NARROWING if is_narrow else "")


def has_told(standing: Standing | None, findings: tuple[str, ...]) -> bool | None:
    """Return whether somebody has told of any of these findings; None where it is not known."""
    if standing is None:
        return None
    other = if_not_answered(standing.document)
    values = [standing.answers.get(each, other) for each in findings]
    if any(value not in (None, False, "none") for value in values):
        return True
    return None if None in values else False
