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
    "numbness_or_tingling leg_fatigue foot_or_joint_pain"
).split()
YES_NO = (
    "swelling_not_improving short_of_breath breathless_gradually racing_heart very_ill_or_confused "
    "purple_rash leg_still hormones better_since_evaluation clot_ruled_out danger_gone_unseen "
    "chest_pain fainting_or_coughing_blood "
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
    "recent_leg_surgery recent_surgery_or_hospital_stay bed_rest leg_still hormones "
    "recent_long_journey earlier_dvt active_cancer pregnant_or_recent_birth"
).split()
ARTERIAL = (
    "pain_walking_eases_with_rest foot_pain_raised_or_at_night cold_feet_or_legs "
    "pale_or_discoloured_skin weak_foot_pulses slow_healing_wound"
).split()
VENOUS = ("swelling", "heaviness_or_aching", "varicose_veins", "ankle_skin_discolouration")
EITHER_KIND = ("numbness_or_tingling", "leg_fatigue", "leg_pain", "foot_or_joint_pain")
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


class Care(NamedTuple):
    """How far it has been looked at: settled, and of the settled explained and better."""

    settled: bool
    explained: bool
    better: bool


def care_of(a: Answers) -> Care:
    """Return the care that answers show; of incomplete ones, what every completion shows."""
    # a yes to one of better and worse is a no to the other
    not_worse = a.get("worse_since_evaluation") is False or has(a, "better_since_evaluation")
    settled = has(a, "evaluated_by_clinician") and not_worse
    return Care(
        settled,
        settled and (has(a, "clot_ruled_out") or has(a, "known_dvt")),
        settled and has(a, "better_since_evaluation"),
    )


def both(one: Care, other: Care) -> Care:
    """Return what is so of both."""
    return Care(*(a and b for a, b in zip(one, other, strict=True)))


def clot_sign(a: Answers) -> bool:
    """Whether there is any sign of a clot in a leg."""
    came = a.get("swelling_course") in ("sudden", "recent")
    risk = any(has(a, f) for f in CLOT_RISK)
    high_risk = any(
        has(a, f)
        for f in (
            "pregnant_or_recent_birth",
            "active_cancer",
            "recent_leg_surgery",
            "recent_surgery_or_hospital_stay",
        )
    )
    return (
        (one_leg(a, "swelling") and came)
        or one_leg(a, "warm_red_or_tender")
        or one_leg(a, "leg_pain")
        or (same_leg(a, "swelling", "leg_pain") and came)
        or ((one_leg(a, "swelling") or one_leg(a, "heaviness_or_aching")) and risk)
        or (has(a, "swelling") and came and high_risk)
    )


def lasting_swelling(a: Answers) -> bool:
    """Whether there is a swelling that does not come and go."""
    return has(a, "swelling") and a.get("swelling_course") != "comes_and_goes"


def looks_like_a_clot_at_once(a: Answers) -> bool:
    """The two emergencies that being looked for a clot can lift."""
    course = a.get("swelling_course")
    return (one_leg(a, "swelling") and course == "sudden") or (
        same_leg(a, "warm_red_or_tender", "swelling") and course in ("sudden", "recent")
    )


def foot_may_break(a: Answers) -> bool:
    """A numb foot in diabetes that stays swollen or is warm."""
    return has(a, "diabetes") and (
        (same_leg(a, "numbness_or_tingling", "swelling") and lasting_swelling(a))
        or same_leg(a, "numbness_or_tingling", "warm_red_or_tender")
    )


def cord_may_be_pressed(a: Answers) -> bool:
    """In cancer, legs that are heavy, tired or numb in somebody unsafe on their feet."""
    return (
        has(a, "active_cancer")
        and (has(a, "balance_problem") or has(a, "cannot_stand_safely"))
        and any(has(a, f) for f in ("heaviness_or_aching", "leg_fatigue", "numbness_or_tingling"))
    )


def cold_or_pale_and_painful(a: Answers) -> bool:
    """A cold or pale leg that hurts."""
    return any(
        same_leg(a, cold, pain)
        for cold in ("cold_feet_or_legs", "pale_or_discoloured_skin")
        for pain in ("leg_pain", "foot_or_joint_pain", "foot_pain_raised_or_at_night")
    )


def is_emergency(a: Answers, care: Care) -> bool:
    """The emergencies, in the contract's order."""
    return (
        any(
            has(a, f)
            for f in (
                "sudden_severe_pain",
                "short_of_breath",
                "chest_pain",
                "fainting_or_coughing_blood",
                "suddenly_cold_pale_or_blue",
                "sudden_numbness_or_weakness",
                "black_or_dying_skin",
                "bladder_bowel_or_saddle_numbness",
                "bleeding_vein",
                "very_ill_or_confused",
                "pregnancy_warning",
            )
        )
        or (
            has(a, "fever_or_unwell")
            and (
                lasting_swelling(a)
                or one_leg(a, "swelling")
                or has(a, "warm_red_or_tender")
                or has(a, "slow_healing_wound")
                or one_leg(a, "leg_pain")
                or one_leg(a, "foot_or_joint_pain")
                or has(a, "pale_or_discoloured_skin")
                or has(a, "purple_rash")
            )
        )
        or (
            (has(a, "racing_heart") or has(a, "breathless_gradually"))
            and (clot_sign(a) or has(a, "known_dvt"))
        )
        or (has(a, "racing_heart") and has(a, "breathless_gradually"))
        or (
            has(a, "diabetes")
            and any(
                same_leg(a, "slow_healing_wound", f)
                for f in (
                    "foot_pain_raised_or_at_night",
                    "cold_feet_or_legs",
                    "pale_or_discoloured_skin",
                )
            )
        )
        or (
            looks_like_a_clot_at_once(a)
            and not care.explained
            and not (care.settled and has(a, "recent_leg_surgery"))
        )
    )


def is_for_today(a: Answers, care: Care) -> bool:
    """What is to be seen today, first what no evaluation settles."""
    course = a.get("swelling_course")
    if (
        (legs(a, "swelling") == {"left", "right"} and course == "sudden")
        or ((has(a, "known_pad") or has(a, "known_dvt")) and has(a, "worse_since_evaluation"))
        or (one_leg(a, "swelling") and course in ("sudden", "recent") and has(a, "diabetes"))
        or has(a, "danger_gone_unseen")
        or (
            has(a, "fever_or_unwell")
            and any(
                has(a, f)
                for f in (
                    "recent_leg_surgery",
                    "recent_surgery_or_hospital_stay",
                    "active_cancer",
                    "pregnant_or_recent_birth",
                    "recent_long_journey",
                    "diabetes",
                    "heart_failure",
                    "other_heart_disease",
                    "kidney_disease",
                    "liver_disease",
                    "known_pad",
                )
            )
        )
        or (
            looks_like_a_clot_at_once(a)
            and care.settled
            and has(a, "recent_leg_surgery")
            and not care.explained
        )
    ):
        return True
    return not care.settled and (
        clot_sign(a)
        or has(a, "racing_heart")
        or has(a, "breathless_gradually")
        or has(a, "warm_red_or_tender")
        or has(a, "injury_or_cannot_bear_weight")
        or has(a, "walking_pain_suddenly_worse")
        or same_leg(a, "foot_pain_raised_or_at_night", "slow_healing_wound")
        or cold_or_pale_and_painful(a)
        or (has(a, "slow_healing_wound") and has(a, "diabetes"))
        or (has(a, "foot_or_joint_pain") and (has(a, "known_pad") or has(a, "diabetes")))
        or (has(a, "purple_rash") and (has(a, "leg_pain") or has(a, "foot_or_joint_pain")))
        or foot_may_break(a)
        or cord_may_be_pressed(a)
    )


def is_within_days(a: Answers, care: Care) -> bool:
    """What is to be seen within days."""
    if has(a, "worse_since_evaluation") or has(a, "fever_or_unwell"):
        return True
    if care.settled:
        risk = any(has(a, f) for f in CLOT_RISK)
        return (clot_sign(a) and not care.explained and not (care.better and not risk)) or (
            not care.better
            and (
                (has(a, "slow_healing_wound") and has(a, "diabetes"))
                or foot_may_break(a)
                or cord_may_be_pressed(a)
                or cold_or_pale_and_painful(a)
            )
        )
    return (
        any(
            has(a, f)
            for f in (
                "pain_walking_eases_with_rest",
                "foot_pain_raised_or_at_night",
                "cold_feet_or_legs",
                "pale_or_discoloured_skin",
                "purple_rash",
                "ankle_skin_discolouration",
                "weak_foot_pulses",
                "slow_healing_wound",
                "swelling_not_improving",
                "leg_pain",
                "foot_or_joint_pain",
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


def urgency_of(a: Answers, care: Care | None = None) -> str:
    """Return the urgency of complete answers, read with less care known than they show, or all."""
    care = care or care_of(a)
    if is_emergency(a, care):
        return "emergency"
    if is_for_today(a, care):
        return "today"
    return "within_days" if is_within_days(a, care) else "self_care"


def activities_of(a: Answers) -> dict[str, Hold]:
    """Return the strictest effect on each activity, for complete answers."""
    urgency = urgency_of(a)
    held = dict.fromkeys(ACTIVITIES, PERMITTED)

    def effect(where: bool, names: str | frozenset[str], hold: Hold) -> None:
        if where:
            for name in names.split() if isinstance(names, str) else names:
                held[name] = max(held[name], hold)

    pumps_raises_walking = "ankle_pumps calf_raises walking"
    care = care_of(a)
    arterial_settled = care.settled and any(has(a, f) for f in ARTERIAL)
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
        care.settled
        and (
            has(a, "warm_red_or_tender")
            or has(a, "injury_or_cannot_bear_weight")
            or (one_leg(a, "swelling") and a.get("swelling_course") == "sudden")
        ),
        ALL,
        UNTIL_CLEARANCE,
    )
    strained = clot_sign(a) and care.better and not care.explained
    effect(strained, "ankle_pumps elevation walking", CAUTION)
    effect(strained, "calf_raises compression", UNTIL_CLEARANCE)
    effect(has(a, "fever_or_unwell"), ALL, UNTIL_EVALUATION)
    effect(foot_may_break(a), "calf_raises walking pain_guided_walking", UNTIL_CLEARANCE)
    effect(
        has(a, "leg_still"), "calf_raises walking compression pain_guided_walking", UNTIL_CLEARANCE
    )
    effect(has(a, "leg_still"), "ankle_pumps elevation", CAUTION)
    effect(has(a, "known_dvt"), ALL - {"walking"}, UNTIL_CLEARANCE)
    effect(has(a, "known_dvt"), "walking", CAUTION if care.settled else UNTIL_CLEARANCE)
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
    if care.settled and urgency == "self_care":
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
        or (has(a, "better_since_evaluation") and has(a, "worse_since_evaluation"))
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


def decide_slowly(document: dict[str, Any]) -> Outcome:
    """Decide a valid document by completing it in every way."""
    answers = known(document)
    everyway = list(completions(answers))
    cared = care_of(answers)
    ranks = [
        URGENCIES.index(urgency_of(complete, both(cared, care_of(complete))))
        for complete in everyway
    ]
    if min(ranks) > 0:
        urgency = URGENCIES[min(ranks)]
    else:
        is_possible = any(urgency_of(complete) != "self_care" for complete in everyway)
        urgency = "incomplete" if is_possible or max(ranks) > 0 else "self_care"
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
