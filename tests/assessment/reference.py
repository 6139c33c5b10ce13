"""The check written out a second time, slowly and obviously, as an executable reference.

It shares nothing with the engine but the ids: every rule stands here as a line of Python read off
the published table, and unknowns are completed in every way. Far too slow to use; its worth is
that a reader can hold it beside the table.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIDED = (
    "sudden_severe_pain swelling warm_red_or_tender suddenly_cold_pale_or_blue "
    "sudden_numbness_or_weakness black_or_dying_skin pain_walking_eases_with_rest "
    "foot_pain_raised_or_at_night cold_feet_or_legs pale_or_discoloured_skin weak_foot_pulses "
    "slow_healing_wound leg_pain heaviness_or_aching varicose_veins ankle_skin_discolouration "
    "numbness_or_tingling leg_fatigue"
).split()
YES_NO = (
    "swelling_not_improving short_of_breath chest_pain fainting_or_coughing_blood "
    "bladder_bowel_or_saddle_numbness bleeding_vein fever_or_unwell pregnancy_warning "
    "injury_or_cannot_bear_weight walking_pain_suddenly_worse heaviness_worsening "
    "varicose_new_or_worse persistent_unexplained known_pad known_dvt earlier_dvt active_cancer "
    "venous_insufficiency heart_failure other_heart_disease kidney_disease liver_disease diabetes "
    "high_blood_pressure high_cholesterol smoker obesity recent_leg_surgery "
    "recent_surgery_or_hospital_stay bed_rest pregnant_or_recent_birth recent_long_journey "
    "cannot_stand_safely balance_problem sits_long stands_long long_journey sedentary "
    "evaluated_by_clinician worse_since_evaluation"
).split()
COURSES = ("sudden", "recent", "long_standing", "comes_and_goes")
ACTIVITIES = (
    "ankle_pumps",
    "calf_raises",
    "elevation",
    "walking",
    "compression",
    "pain_guided_walking",
)
ALL = frozenset(ACTIVITIES)
CLOT_RISK = (
    "recent_leg_surgery recent_surgery_or_hospital_stay bed_rest recent_long_journey earlier_dvt "
    "active_cancer pregnant_or_recent_birth"
).split()
ARTERIAL = (
    "pain_walking_eases_with_rest foot_pain_raised_or_at_night cold_feet_or_legs "
    "pale_or_discoloured_skin weak_foot_pulses slow_healing_wound"
).split()
VENOUS = ("swelling", "heaviness_or_aching", "varicose_veins", "ankle_skin_discolouration")
EITHER_KIND = ("numbness_or_tingling", "leg_fatigue", "leg_pain")
URGENCIES = ("self_care", "within_days", "today", "emergency")

Answers = dict[str, Any]


class Hold(NamedTuple):
    """A status and what it waits for, ordered by strictness."""

    strictness: int
    status: str
    until: str | None


PERMITTED = Hold(0, "permitted", None)
CAUTION = Hold(1, "caution", None)
UNTIL_ANSWERS = Hold(2, "hold", "answers")
UNTIL_EVALUATION = Hold(3, "hold", "evaluation")
UNTIL_CLEARANCE = Hold(4, "hold", "clearance")
WITHHELD = Hold(5, "withheld", None)


class Outcome(NamedTuple):
    """What the reference says of one set of answers."""

    urgency: str
    pattern: str
    activities: dict[str, tuple[str, str | None]]


def legs(a: Answers, finding: str) -> frozenset[str]:
    """Return the legs that have the finding."""
    value = a.get(finding) or "none"
    return {"none": frozenset(), "both": frozenset({"left", "right"})}.get(
        value, frozenset({value})
    )


def same_leg(a: Answers, *findings: str) -> bool:
    """Whether some leg has all of the findings."""
    return bool(frozenset.intersection(*(legs(a, finding) for finding in findings)))


def one_leg(a: Answers, finding: str) -> bool:
    """Whether left or right, not both, has the finding."""
    return len(legs(a, finding)) == 1


def has(a: Answers, finding: str) -> bool:
    """Whether the finding is there at all, in any leg."""
    return bool(legs(a, finding)) if finding in SIDED else a.get(finding) is True


def settled(a: Answers) -> bool:
    """Whether a clinician has seen everything and nothing got worse since; known to be so."""
    return a.get("evaluated_by_clinician") is True and a.get("worse_since_evaluation") is False


def is_emergency(a: Answers) -> bool:
    """The emergencies, in the table's order."""
    course = a.get("swelling_course")
    return (
        has(a, "sudden_severe_pain")
        or (one_leg(a, "swelling") and course == "sudden")
        or (same_leg(a, "warm_red_or_tender", "swelling") and course in ("sudden", "recent"))
        or has(a, "short_of_breath")
        or has(a, "chest_pain")
        or has(a, "fainting_or_coughing_blood")
        or has(a, "suddenly_cold_pale_or_blue")
        or has(a, "sudden_numbness_or_weakness")
        or has(a, "black_or_dying_skin")
        or has(a, "bladder_bowel_or_saddle_numbness")
        or has(a, "bleeding_vein")
        or has(a, "pregnancy_warning")
        or (
            has(a, "fever_or_unwell")
            and any(
                has(a, f)
                for f in ("swelling", "warm_red_or_tender", "slow_healing_wound", "leg_pain")
            )
        )
    )


def is_for_today(a: Answers) -> bool:
    """What is to be seen today, first what no evaluation settles."""
    course = a.get("swelling_course")
    swollen = has(a, "swelling")
    if (
        (legs(a, "swelling") == {"left", "right"} and course == "sudden")
        or ((has(a, "known_pad") or has(a, "known_dvt")) and has(a, "worse_since_evaluation"))
        or (one_leg(a, "swelling") and course == "recent" and has(a, "diabetes"))
    ):
        return True
    clot_risk = any(has(a, f) for f in CLOT_RISK)
    return not settled(a) and (
        has(a, "warm_red_or_tender")
        or has(a, "injury_or_cannot_bear_weight")
        or has(a, "walking_pain_suddenly_worse")
        or (one_leg(a, "swelling") and course == "recent")
        or one_leg(a, "leg_pain")
        or (same_leg(a, "swelling", "leg_pain") and course == "recent")
        or ((one_leg(a, "swelling") or one_leg(a, "heaviness_or_aching")) and clot_risk)
        or (
            swollen
            and course == "recent"
            and any(
                has(a, f)
                for f in (
                    "pregnant_or_recent_birth",
                    "active_cancer",
                    "recent_leg_surgery",
                    "recent_surgery_or_hospital_stay",
                )
            )
        )
        or same_leg(a, "foot_pain_raised_or_at_night", "slow_healing_wound")
        or any(
            same_leg(a, cold, pain)
            for cold in ("cold_feet_or_legs", "pale_or_discoloured_skin")
            for pain in ("leg_pain", "foot_pain_raised_or_at_night")
        )
        or (has(a, "slow_healing_wound") and has(a, "diabetes"))
    )


def is_within_days(a: Answers) -> bool:
    """What is to be seen within days."""
    if has(a, "worse_since_evaluation"):
        return True
    return not settled(a) and (
        any(
            has(a, f)
            for f in (
                "pain_walking_eases_with_rest",
                "foot_pain_raised_or_at_night",
                "cold_feet_or_legs",
                "pale_or_discoloured_skin",
                "ankle_skin_discolouration",
                "weak_foot_pulses",
                "slow_healing_wound",
                "swelling_not_improving",
                "leg_pain",
                "varicose_new_or_worse",
                "heaviness_worsening",
                "persistent_unexplained",
            )
        )
        or one_leg(a, "swelling")
        or (has(a, "swelling") and a.get("swelling_course") in ("recent", "long_standing"))
        or (
            has(a, "swelling")
            and any(
                has(a, f)
                for f in ("heart_failure", "other_heart_disease", "kidney_disease", "liver_disease")
            )
        )
    )


def urgency_of(a: Answers) -> str:
    """Return the urgency of complete answers."""
    if is_emergency(a):
        return "emergency"
    if is_for_today(a):
        return "today"
    return "within_days" if is_within_days(a) else "self_care"


def activities_of(a: Answers) -> dict[str, Hold]:
    """Return the strictest effect on each activity, for complete answers."""
    urgency = urgency_of(a)
    held = dict.fromkeys(ACTIVITIES, PERMITTED)

    def effect(where: bool, names: str | frozenset[str], hold: Hold) -> None:
        if where:
            for name in names.split() if isinstance(names, str) else names:
                held[name] = max(held[name], hold)

    pumps_raises_walking = "ankle_pumps calf_raises walking"
    arterial_settled = settled(a) and any(has(a, f) for f in ARTERIAL)
    effect(urgency == "emergency", ALL, WITHHELD)
    effect(urgency == "today", ALL, UNTIL_EVALUATION)
    effect(urgency == "within_days", ALL - {"walking"}, UNTIL_EVALUATION)
    effect(urgency == "within_days", "walking", CAUTION)
    for where in (has(a, "known_pad"), arterial_settled):
        effect(where, "elevation compression", UNTIL_CLEARANCE)
        effect(where, pumps_raises_walking, CAUTION)
    effect(has(a, "foot_pain_raised_or_at_night"), "elevation", UNTIL_CLEARANCE)
    effect(has(a, "foot_pain_raised_or_at_night"), "pain_guided_walking", WITHHELD)
    effect(has(a, "slow_healing_wound"), "calf_raises walking pain_guided_walking", UNTIL_CLEARANCE)
    effect(
        settled(a) and (has(a, "warm_red_or_tender") or has(a, "injury_or_cannot_bear_weight")),
        ALL,
        UNTIL_CLEARANCE,
    )
    effect(has(a, "known_dvt"), ALL - {"walking"}, UNTIL_CLEARANCE)
    effect(has(a, "known_dvt"), "walking", CAUTION if settled(a) else UNTIL_CLEARANCE)
    effect(
        has(a, "cannot_stand_safely") or has(a, "bed_rest"),
        "calf_raises walking pain_guided_walking",
        WITHHELD,
    )
    effect(has(a, "recent_leg_surgery"), "calf_raises", UNTIL_CLEARANCE)
    effect(has(a, "recent_leg_surgery"), "ankle_pumps elevation walking", CAUTION)
    effect(has(a, "balance_problem"), "calf_raises walking", CAUTION)
    effect(has(a, "diabetes") and has(a, "numbness_or_tingling"), "calf_raises walking", CAUTION)
    effect(
        any(has(a, f) for f in ("heart_failure", "kidney_disease", "liver_disease")),
        "elevation",
        CAUTION,
    )
    effect(has(a, "pregnant_or_recent_birth"), "elevation calf_raises", CAUTION)
    effect(has(a, "venous_insufficiency"), "ankle_pumps calf_raises elevation", CAUTION)
    effect(
        any(has(a, f) for f in ("diabetes", "numbness_or_tingling", "heart_failure")),
        "compression",
        UNTIL_CLEARANCE,
    )
    effect(True, "compression", CAUTION)
    effect(True, "pain_guided_walking", UNTIL_CLEARANCE if has(a, "known_pad") else WITHHELD)
    if settled(a) and urgency == "self_care":
        for name in a.get("cleared_activities") or ():
            if held[name].status == "hold":
                held[name] = CAUTION
    effect(True, "pain_guided_walking", held["walking"])
    return held


def contradicts(a: Answers) -> bool:
    """Whether complete answers contradict themselves."""
    return (
        (not has(a, "swelling") and has(a, "swelling_not_improving"))
        or (not has(a, "swelling") and a.get("swelling_course") is not None)
        or (not has(a, "varicose_veins") and has(a, "varicose_new_or_worse"))
        or (
            not has(a, "heaviness_or_aching")
            and not has(a, "leg_fatigue")
            and has(a, "heaviness_worsening")
        )
        or (not has(a, "pain_walking_eases_with_rest") and has(a, "walking_pain_suddenly_worse"))
    )


def known(document: dict[str, Any]) -> Answers:
    """Return what a document says, denials by ``others`` written out.

    A finding given as null is not left out: somebody said that they do not know.
    """
    answers: Answers = dict(document["answers"])
    if document.get("others") == "no":
        denied: Answers = dict.fromkeys(SIDED, "none") | dict.fromkeys(YES_NO, False)
        answers = denied | {"cleared_activities": []} | answers
    return {finding: value for finding, value in answers.items() if value is not None}


def unknowns(answers: Answers) -> dict[str, tuple[Any, ...]]:
    """Return every finding that nobody has answered, with the values it might have."""
    ways: dict[str, tuple[Any, ...]] = {}
    for finding in SIDED:
        if finding not in answers:
            ways[finding] = ("none", "left", "right", "both")
    for finding in YES_NO:
        if finding not in answers:
            ways[finding] = (False, True)
    if "swelling_course" not in answers and answers.get("swelling") != "none":
        ways["swelling_course"] = COURSES if "swelling" in answers else (None, *COURSES)
    if "cleared_activities" not in answers:
        ways["cleared_activities"] = tuple(
            list(chosen)
            for size in range(len(ACTIVITIES) + 1)
            for chosen in combinations(ACTIVITIES, size)
        )
    return ways


def completions(answers: Answers) -> Iterator[Answers]:
    """Yield every way of answering the unknowns that does not contradict."""
    ways = unknowns(answers)
    for values in product(*ways.values()):
        complete = answers | dict(zip(ways, values, strict=True))
        if has(complete, "swelling") and complete.get("swelling_course") is None:
            continue
        if not contradicts(complete):
            yield complete


def read_as_not_settled(answers: Answers, complete: Answers) -> Answers:
    """Return a completion in which a person not known to be settled is read as not settled."""
    return complete if settled(answers) else complete | {"evaluated_by_clinician": False}


def decide_slowly(document: dict[str, Any]) -> Outcome:
    """Decide a valid document by completing it in every way."""
    answers = known(document)
    everyway = list(completions(answers))
    ranks = [
        URGENCIES.index(urgency_of(read_as_not_settled(answers, complete))) for complete in everyway
    ]
    if min(ranks) > 0:
        urgency = URGENCIES[min(ranks)]
    else:
        urgency = "incomplete" if max(ranks) > 0 else "self_care"
    rulings = [activities_of(complete) for complete in everyway]
    return Outcome(
        urgency,
        pattern_of(answers),
        {name: _under_unknowns([r[name] for r in rulings], urgency) for name in ACTIVITIES},
    )


def _under_unknowns(ways: Sequence[Hold], urgency: str) -> tuple[str, str | None]:
    strictest, easiest = max(ways), min(ways)
    if urgency == "incomplete":
        strictest = max(strictest, UNTIL_ANSWERS)
    if strictest.strictness <= CAUTION.strictness:
        result = strictest
    elif easiest.strictness <= CAUTION.strictness:
        result = UNTIL_ANSWERS
    else:
        result = easiest
    return result.status, result.until


def pattern_of(answers: Answers) -> str:
    """Return the description of the symptoms; unknowns count as no."""
    arterial = any(has(answers, f) for f in ARTERIAL)
    venous = any(has(answers, f) for f in VENOUS)
    if arterial and venous:
        return "mixed"
    if arterial or venous:
        return "arterial" if arterial else "venous"
    return "undetermined" if any(has(answers, f) for f in EITHER_KIND) else "none"
