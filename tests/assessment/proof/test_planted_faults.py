"""The proofs themselves are tested: with a fault planted in the rules, they must fail.

Left and right cannot be told apart in a rule file, so no fault against property 5 can be planted.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.proof import laws
from assessment.proof.encoding import BOOK, TOP_LEVEL
from assessment.proof.planting import (
    Fault,
    FaultyTerm,
    faulty_terms,
    lifted_by_an_evaluation,
    made_milder,
    narrowed,
    plant,
    weakened,
    widened,
    without_claims,
)
from assessment.proof.told import told, told_by, told_by_reference
from soleus.assessment import decide
from soleus.assessment.rule import Rule

RULES = BOOK.rules
EMERGENCIES = [rule for rule in RULES if rule.level == TOP_LEVEL]
URGENT = [rule for rule in RULES if rule.level >= TOP_LEVEL - 1]
FIRING = [rule for rule in RULES if rule.level or (rule.when and rule.folder == "activities")]
FIRING = [rule for rule in FIRING if not rule.eases]
HARMLESS = {
    # one leg alone, or a warm leg, is for today already, by a rule of its own
    "today.swollen_and_painful: entry 1 asks for both legs",
    "today.swollen_recently_with_high_clot_risk: entry 1 asks for both_legs of swelling",
    "today.purple_rash_with_pain: entry 1 asks for both_legs of leg_pain",
    "today.numb_foot_in_diabetes_may_break: without entry 2",
    "today.numb_foot_in_diabetes_may_break: entry 2 asks for smoking too",
    "today.numb_foot_in_diabetes_may_break: entry 2 asks for both legs",
    "today.numb_foot_in_diabetes_may_break: entry 2 does not ask for diabetes",
    "within_days.leg_pain: entry 1 asks for both_legs of leg_pain",
    "within_days.swelling_that_stays: entry 1 asks for both_legs of swelling",
    "within_days.swelling_with_organ_disease: entry 1 asks for both_legs of swelling",
    "clot_sign entry 4 asks for both legs",
    "clot_sign entry 7 asks for both_legs of swelling",
    # a sudden swelling is for today or an emergency already
    "today.clot_like_after_leg_surgery: entry 1 takes any_leg of swelling",
    "today.clot_like_after_leg_surgery: entry 1 does not ask for swelling",
    "today.clot_like_after_leg_surgery: entry 2 not for sudden",
    "today.one_leg_swollen_recently: entry 1 takes sudden too",
    "today.swollen_and_painful: entry 1 takes sudden too",
    "today.swollen_recently_with_high_clot_risk: entry 1 takes sudden too",
    "within_days.swelling_that_stays: entry 1 takes sudden too",
    "activities.sudden_swelling_settled: without only_settled",
    # where it is not after leg surgery, or not settled, it is an emergency
    "today.clot_like_after_leg_surgery: entry 1 does not ask for recent_leg_surgery",
    "today.clot_like_after_leg_surgery: entry 2 does not ask for recent_leg_surgery",
    "today.clot_like_after_leg_surgery: entry 1 does not ask for settled",
    "today.clot_like_after_leg_surgery: entry 2 does not ask for settled",
    "emergency.one_leg_swollen_suddenly: entry 2 does not ask for settled",
    "emergency.warm_and_swollen: entry 2 does not ask for settled",
    # who is not settled is for today with the same
    "within_days.clot_not_looked_for: entry 1 does not ask for settled",
    "within_days.clot_not_looked_for: entry 2 does not ask for settled",
    *(
        f"within_days.settled_but_not_better: entry {at} does not ask for settled"
        for at in range(1, 11)
    ),
    # fever is for within days at least, which holds back all but walking as long
    *(
        f"activities.fever_or_unwell: freer with {activity}"
        for activity in ("ankle_pumps", "calf_raises", "elevation", "compression")
    ),
    # only the settled can be better, and only a swelling can have a course
    "activities.clot_sign_better: entry 1 does not ask for settled",
    "today.swollen_recently_with_high_clot_risk: entry 1 does not ask for swelling",
    "within_days.swelling_that_stays: entry 1 does not ask for swelling",
    "lasting_swelling entry 1 does not ask for swelling",
    "clot_sign entry 7 does not ask for swelling",
}
"""Changes of a rule or a term that change no decision at all, as the solver proves."""
HIDDEN = {
    "emergency.fever_with_leg_trouble",  # fever holds everything back until the person is well
    "today.fever_with_illness_or_surgery",  # the same
    "today.clot_like_after_leg_surgery",  # a warm or suddenly swollen leg waits for clearance
    "today.numb_foot_in_diabetes_may_break",  # the foot holds back walking
    "today.swollen_and_painful",  # leg pain of one leg can be for today
    "today.rest_pain_with_wound",  # the wound holds back walking
    "today.wound_with_diabetes",  # the wound holds back walking
    "today.known_dvt_worse",  # a clot of somebody not known to be settled holds back walking
}
"""Rules of which a planted blindness for unknowns opens nothing."""
BY_ID = {rule.id: rule for rule in RULES}


def assert_noticed(fault: Fault | FaultyTerm) -> None:
    """Some answers are decided otherwise, and there the reference sides with the true rules."""
    planted = plant(fault)
    answers = laws.answers_that_tell_apart(planted)
    assert answers is not None, f"{fault} goes unnoticed"
    document = {"answers": answers, "others": "unknown"}
    assert told(decide(document)) == told_by_reference(document) != told_by(planted, document)


def assert_noticed_or_harmless(fault: Fault | FaultyTerm) -> None:
    """As above; what changes no decision is named above, with why, and nothing else is."""
    if str(fault) in HARMLESS:
        assert laws.answers_that_tell_apart(plant(fault)) is None
    else:
        assert_noticed(fault)


@pytest.mark.parametrize("rule", EMERGENCIES, ids=lambda rule: rule.id)
def test_an_emergency_that_an_evaluation_lifts_breaks_property_2(rule: Rule) -> None:
    planted = plant(lifted_by_an_evaluation(rule)).rules
    assert laws.emergency_is_lowered(planted) is not None
    waits = laws.emergency_waits_for_care(planted) is not None
    assert waits == (rule.id not in laws.UNLESS_EXPLAINED)


@pytest.mark.parametrize("rule", URGENT, ids=lambda rule: rule.id)
def test_a_milder_urgency_is_noticed(rule: Rule) -> None:
    assert_noticed(made_milder(rule))


@pytest.mark.parametrize("fault", [fault for rule in FIRING for fault in narrowed(rule)], ids=str)
def test_a_narrowed_rule_is_noticed(fault: Fault) -> None:
    assert_noticed_or_harmless(fault)


@pytest.mark.parametrize("fault", [fault for rule in FIRING for fault in widened(rule)], ids=str)
def test_a_widened_rule_is_noticed(fault: Fault) -> None:
    assert_noticed_or_harmless(fault)


@pytest.mark.parametrize("fault", [*faulty_terms()], ids=str)
def test_a_faulty_term_is_noticed(fault: FaultyTerm) -> None:
    assert_noticed_or_harmless(fault)


def test_what_is_called_harmless_is_a_fault_that_is_planted() -> None:
    changes = (narrowed, widened, weakened)
    faults = [fault for rule in FIRING for change in changes for fault in change(rule)]
    assert {str(fault) for fault in (*faults, *faulty_terms())} >= HARMLESS


@pytest.mark.parametrize(
    "fault",
    [fault for rule in URGENT for fault in narrowed(rule) if "asks for one_leg" in fault.what],
    ids=str,
)
def test_a_rule_that_overlooks_both_legs_breaks_property_3(fault: Fault) -> None:
    named = fault.what.rsplit(" ", 1)[-1]
    if named not in laws.ONE_LEG_WORSE:
        assert laws.symptom_eases(plant(fault).rules) is not None


EFFECTS = [fault for rule in RULES for fault in weakened(rule) if rule.id != "gate.incomplete"]


@pytest.mark.parametrize(
    "fault", [one for one in EFFECTS if "pain_guided_walking" not in one.what], ids=str
)
def test_a_weakened_effect_is_noticed(fault: Fault) -> None:
    """Pain-guided walking is left aside: most of its effects repeat what binds it to walking."""
    assert_noticed_or_harmless(fault)


def test_an_emergency_that_withholds_less_breaks_property_6() -> None:
    for fault in weakened(BY_ID["gate.emergency"]):
        if "pain_guided_walking" not in fault.what:
            planted = plant(fault).rules
            assert laws.emergency_withholds_less_than_all(planted) is not None, str(fault)


@pytest.mark.parametrize("rule", ["known_pad", "foot_pain_raised_or_at_night"])
def test_elevation_let_go_breaks_property_7(rule: str) -> None:
    freed = BY_ID[f"activities.{rule}"]
    effects = {name: grade for name, grade in freed.effects.items() if name != "elevation"}
    planted = plant(Fault(freed.id, "elevation let go", replace(freed, effects=effects)))
    apart = laws.answers_that_tell_apart(planted)
    assert apart is not None
    broken = laws.elevation_is_open(planted.rules)
    # Rest pain is an arterial-type finding too: settled, another rule still holds elevation.
    assert (broken is not None) == (rule == "known_pad")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_without_claims_breaks_property_9(rule: Rule) -> None:
    planted = plant(without_claims(rule)).rules
    assert not all(one.claims for one in planted)
    if rule in EMERGENCIES:
        assert laws.stands_without_claim(planted) is not None


@pytest.mark.parametrize("rule", URGENT, ids=lambda rule: rule.id)
def test_an_unknown_read_as_no_breaks_property_4(rule: Rule) -> None:
    """Some rules hide behind others: where one can fire, walking is held back already."""
    noticed = laws.opens_too_early(RULES, read_as_no=frozenset({rule.id})) is not None
    assert noticed == (rule.id not in HIDDEN)


@pytest.mark.parametrize("rule", EMERGENCIES, ids=lambda rule: rule.id)
def test_an_emergency_whose_unknown_is_read_as_no_breaks_property_6(rule: Rule) -> None:
    noticed = laws.emergency_leaves_open(RULES, read_as_no=frozenset({rule.id})) is not None
    assert noticed == (rule.id not in HIDDEN)


@pytest.mark.parametrize(
    "fault",
    [
        "within_days.swelling_that_stays: entry 1 does not ask for swelling_course",
        "within_days.swelling_with_organ_disease: entry 1 does not ask for organ_disease",
        "today.one_leg_with_clot_risk: entry 2 takes any_leg of heaviness_or_aching",
    ],
)
def test_shutting_out_an_ordinary_evening_breaks_property_11(fault: str) -> None:
    rule = BY_ID[fault.partition(":")[0]]
    planted = next(one for one in widened(rule) if str(one) == fault)
    assert laws.ordinary_evening_is_shut_out(plant(planted).rules) is not None


@pytest.mark.parametrize("rule", sorted(laws.UNLESS_EXPLAINED))
def test_an_emergency_that_being_seen_alone_lifts_breaks_property_2(rule: str) -> None:
    """Being seen is not the same as a clot being looked for."""
    without = [fault for fault in narrowed(BY_ID[rule]) if fault.what == "without entry 2"]
    assert [laws.emergency_is_lowered(plant(fault).rules) is None for fault in without] == [False]
