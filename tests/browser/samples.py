"""Answer files that the journeys begin with."""

from typing import Any

WELL: dict[str, Any] = {"answers": {"age": 40, "sits_long": True}, "others": "no"}
EMERGENCY: dict[str, Any] = {"answers": {"short_of_breath": True}, "others": "no"}
TODAY: dict[str, Any] = {"answers": {"age": 50, "leg_pain": "left"}, "others": "no"}
WITHIN_DAYS: dict[str, Any] = {
    "answers": {"age": 60, "pain_walking_eases_with_rest": "right", "smoker": True},
    "others": "no",
}
INCOMPLETE: dict[str, Any] = {"answers": {"leg_fatigue": "both"}, "others": "unknown"}
