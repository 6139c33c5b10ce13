"""The closed sets of words that pass between rooms; the ids are part of the file formats."""

from enum import StrEnum


class Activity(StrEnum):
    """What Soleus may coach, from the least demanding on."""

    ANKLE_PUMPS = "ankle_pumps"
    CALF_RAISES = "calf_raises"
    ELEVATION = "elevation"
    WALKING = "walking"
    COMPRESSION = "compression"
    PAIN_GUIDED_WALKING = "pain_guided_walking"


class Urgency(StrEnum):
    """How soon somebody should look at these legs, most urgent first."""

    EMERGENCY = "emergency"
    TODAY = "today"
    WITHIN_DAYS = "within_days"
    INCOMPLETE = "incomplete"
    SELF_CARE = "self_care"


class Status(StrEnum):
    """What the gate says of one activity, freest first."""

    PERMITTED = "permitted"
    CAUTION = "caution"
    HOLD = "hold"
    WITHHELD = "withheld"


class Until(StrEnum):
    """What an activity on hold is waiting for, the furthest off first."""

    CLEARANCE = "clearance"
    EVALUATION = "evaluation"
    ANSWERS = "answers"


class Leg(StrEnum):
    """One leg of the two."""

    LEFT = "left"
    RIGHT = "right"


class Weekday(StrEnum):
    """A day of the week, Monday first."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
