"""The closed sets of words of the plan; their ids are part of the file formats."""

from enum import StrEnum


class Setting(StrEnum):
    """Where a person spends the day that the plan is for."""

    DESK = "desk"
    STANDING = "standing"
    JOURNEY = "journey"
    BED = "bed"
    PAD_SUPERVISED = "pad_supervised"
    HOME = "home"


class DayPart(StrEnum):
    """A place in the waking day where an item can go, in the order of the day."""

    ON_WAKING = "on_waking"
    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    AFTER_WORK = "after_work"
    EVENING = "evening"


RISK_FACTORS = (
    "smoker",
    "diabetes",
    "high_blood_pressure",
    "high_cholesterol",
    "obesity",
    "sedentary",
    "sits_long",
    "stands_long",
    "long_journey",
    "heart_failure",
    "venous_insufficiency",
    "known_pad",
)
"""The findings of the check that choose advice; their ids are the check's."""
