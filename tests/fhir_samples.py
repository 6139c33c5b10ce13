"""A check with every kind of answer, and a zone with summer time, for the tests of FHIR."""

from typing import Any
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
CHECKED: dict[str, Any] = {
    "answers": {
        "age": 61,
        "smoker": True,
        "diabetes": False,
        "swelling": "both",
        "swelling_course": "comes_and_goes",
        "numbness_or_tingling": None,
        "evaluated_by_clinician": True,
        "cleared_activities": ["walking", "elevation"],
    },
    "others": "no",
}
