"""Random answer files with few unknowns, so that the reference can complete them in every way."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from assessment.reference import ACTIVITIES, COURSES, SIDED, YES_NO

if TYPE_CHECKING:
    from random import Random

VALUES: dict[str, tuple[Any, ...]] = (
    dict.fromkeys(SIDED, ("none", "left", "right", "both"))
    | dict.fromkeys(YES_NO, (False, True))
    | {"swelling_course": COURSES}
)
SEVERE = (
    "sudden_severe_pain suddenly_cold_pale_or_blue sudden_numbness_or_weakness black_or_dying_skin "
    "short_of_breath chest_pain fainting_or_coughing_blood bladder_bowel_or_saddle_numbness "
    "bleeding_vein pregnancy_warning very_ill_or_confused"
).split()
"""Each makes an emergency alone; too many of them would hide all the rest."""
MILD = tuple(name for name in (*SIDED, *YES_NO) if name not in SEVERE)
FAMILIES = (
    ("swelling", "swelling_course"),
    ("swelling", "swelling_course", "swelling_not_improving"),
    ("swelling", "warm_red_or_tender"),
    ("swelling_course", "evaluated_by_clinician", "diabetes"),
    ("swelling", "leg_pain"),
    ("varicose_veins", "varicose_new_or_worse"),
    ("heaviness_or_aching", "leg_fatigue", "heaviness_worsening"),
    ("pain_walking_eases_with_rest", "walking_pain_suddenly_worse"),
    ("evaluated_by_clinician", "worse_since_evaluation"),
    ("worse_since_evaluation", "known_pad"),
    ("evaluated_by_clinician", "clot_ruled_out"),
    ("evaluated_by_clinician", "known_dvt", "recent_leg_surgery"),
    ("clot_ruled_out", "known_dvt"),
    ("better_since_evaluation", "worse_since_evaluation"),
    ("better_since_evaluation", "clot_ruled_out", "hormones"),
    ("better_since_evaluation", "evaluated_by_clinician"),
    ("recent_leg_surgery", "swelling_course"),
    ("racing_heart", "breathless_gradually"),
    ("fever_or_unwell", "foot_or_joint_pain"),
    ("fever_or_unwell", "swelling_course"),
    ("racing_heart", "leg_pain"),
    ("numbness_or_tingling", "diabetes"),
    ("active_cancer", "balance_problem"),
    ("cleared_activities",),
    ("cleared_activities", "evaluated_by_clinician"),
    ("swelling_course",),
)
"""Unknowns whose interplay is the hardest to get right."""
_MOST_WAYS = 1500
STORIES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (
        ("fever_or_unwell",),
        ("swelling", "leg_pain", "foot_or_joint_pain", "purple_rash", "diabetes", "leg_fatigue"),
    ),
    (
        ("racing_heart", "breathless_gradually"),
        ("swelling", "leg_pain", "heaviness_or_aching", "known_dvt", "breathless_gradually"),
        ("hormones", "leg_still", "sits_long"),
    ),
    (
        ("diabetes",),
        ("numbness_or_tingling",),
        ("swelling", "warm_red_or_tender"),
    ),
    (
        ("diabetes",),
        ("slow_healing_wound",),
        ("foot_pain_raised_or_at_night", "cold_feet_or_legs", "pale_or_discoloured_skin"),
    ),
    (
        ("active_cancer",),
        ("balance_problem", "cannot_stand_safely"),
        ("heaviness_or_aching", "leg_fatigue", "numbness_or_tingling"),
    ),
    (
        ("cold_feet_or_legs", "pale_or_discoloured_skin"),
        ("leg_pain", "foot_or_joint_pain", "foot_pain_raised_or_at_night"),
    ),
    (
        ("swelling",),
        ("recent_leg_surgery", "warm_red_or_tender", "leg_pain"),
        ("recent_leg_surgery", "hormones", "obesity"),
    ),
    (("purple_rash",), ("leg_pain", "foot_or_joint_pain", "fever_or_unwell")),
)
"""What several rules ask together: of each part of a story one finding is affirmed."""


def random_document(random: Random) -> dict[str, Any]:
    """Return an answer file; now and then one that contradicts itself."""
    affirmed = _affirmed(random)
    unknown = _unknown(random)
    document: dict[str, Any] = {"answers": {}, "others": "no"}
    answers = document["answers"]
    if random.random() < 0.4:  # the same said at length
        document["others"] = "unknown"
        answers |= {name: VALUES[name][0] for name in (*SIDED, *YES_NO)}
        answers["cleared_activities"] = []
    answers |= {name: value for name, value in affirmed.items() if name not in unknown}
    for name in unknown:
        if document["others"] == "unknown" and random.random() < 0.5:
            answers.pop(name, None)
        else:
            answers[name] = None
    if random.random() < 0.2:
        answers["age"] = random.randint(18, 120)
    return document


def _affirmed(random: Random) -> dict[str, Any]:
    names: list[str] = random.sample(MILD, random.randint(0, 6))
    if random.random() < 0.5:
        names = names[:2] + [random.choice(part) for part in random.choice(STORIES)]
    affirmed = {name: random.choice(VALUES[name][1:]) for name in names}
    if random.random() < 0.08:
        severe = random.choice(SEVERE)
        affirmed[severe] = random.choice(VALUES[severe][1:])
    if random.random() < 0.4:
        affirmed["swelling"] = random.choice(VALUES["swelling"][1:])
    if affirmed.get("swelling") and random.random() < 0.9:
        affirmed["swelling_course"] = random.choice(COURSES)
    return affirmed | _care(random)


def _care(random: Random) -> dict[str, Any]:
    care: dict[str, Any] = {}
    if random.random() < 0.6:
        care |= {"evaluated_by_clinician": True, "worse_since_evaluation": False}
        shown = ("clot_ruled_out", "better_since_evaluation", "known_dvt")
        care |= {name: True for name in shown if random.random() < 0.25}
    if random.random() < 0.4:
        care["cleared_activities"] = random.sample(ACTIVITIES, random.randint(0, 6))
    return care


def _unknown(random: Random) -> set[str]:
    unknown: set[str] = set()
    wanted = list(random.choice(FAMILIES)) if random.random() < 0.5 else []
    wanted += random.sample(MILD, random.randint(0, 3))
    for name in wanted:
        if _ways(unknown | {name}) <= _MOST_WAYS:
            unknown.add(name)
    return unknown


def _ways(names: set[str]) -> int:
    return prod(len(VALUES.get(name, ())) + 1 if name in VALUES else 65 for name in names)
