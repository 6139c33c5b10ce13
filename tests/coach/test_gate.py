"""The gate stands on what is known now: the last check, its age, and what was noticed since."""

from datetime import timedelta
from typing import Any

import pytest

from coach.samples import WELL
from soleus.assessment import LIFETIME, RefusalCause
from soleus.coach import Coach
from soleus.journal import CheckEntry, NothingNewEntry, SymptomEntry
from soleus.vocabulary import Activity, FixedClock, NotPermittedError, Urgency

MINUTE = timedelta(minutes=1)


def cause(coach: Coach) -> RefusalCause | None:
    refusal = coach.gate.standing("self").refusal
    return refusal.cause if refusal else None


def test_without_a_check_nothing_is_open(coach: Coach) -> None:
    assert cause(coach) is RefusalCause.NO_CHECK
    for activity in Activity:
        with pytest.raises(NotPermittedError, match="Take the check first"):
            coach.gate.permit("self", activity)


def test_a_well_person_may_pump_their_ankles(well: Coach) -> None:
    assert well.gate.permit("self", Activity.ANKLE_PUMPS).activity is Activity.ANKLE_PUMPS


def test_a_check_is_good_for_seven_days_and_not_a_moment_longer(
    well: Coach, clock: FixedClock
) -> None:
    clock.advance(LIFETIME - MINUTE)
    assert cause(well) is None
    clock.advance(MINUTE)
    assert cause(well) is RefusalCause.EXPIRED


def test_a_clock_set_back_does_not_lengthen_a_check(well: Coach, clock: FixedClock) -> None:
    clock.advance(-timedelta(days=1))
    assert cause(well) is RefusalCause.CLOCK


@pytest.mark.parametrize(
    "entry",
    [
        SymptomEntry(findings={"leg_fatigue": "left"}),
        SymptomEntry(is_new=True),
        NothingNewEntry(anything_new=True),
    ],
)
def test_anything_new_ends_the_check_at_once(
    well: Coach, clock: FixedClock, entry: SymptomEntry | NothingNewEntry
) -> None:
    clock.advance(MINUTE)
    well.journal.append("self", entry)
    assert cause(well) is RefusalCause.NEW_SYMPTOM


def test_daily_scores_and_nothing_new_leave_the_check_standing(
    well: Coach, clock: FixedClock
) -> None:
    clock.advance(MINUTE)
    well.diary.note_symptoms("self", note="a quiet day")
    well.journal.append("self", NothingNewEntry(anything_new=False))
    assert cause(well) is None


def test_a_symptom_dated_back_before_the_check_is_not_missed(
    well: Coach, clock: FixedClock
) -> None:
    clock.advance(MINUTE)
    yesterday = clock.now() - timedelta(days=1)
    well.journal.append("self", SymptomEntry(is_new=True), at=yesterday)
    assert cause(well) is RefusalCause.NEW_SYMPTOM


def test_a_symptom_of_a_clock_that_ran_ahead_does_not_outlive_every_check(
    well: Coach, clock: FixedClock
) -> None:
    clock.advance(timedelta(days=400))
    well.diary.note_symptoms("self", is_new=True)
    clock.advance(-timedelta(days=399))
    well.checks.record("self", WELL)
    assert cause(well) is None


def test_taking_a_symptom_back_does_not_open_the_gate_again(well: Coach, clock: FixedClock) -> None:
    clock.advance(MINUTE)
    noted = well.diary.note_symptoms("self", findings={"chest_pain": True})
    well.journal.withdraw(noted.id)
    assert well.gate.standing("self").is_emergency


@pytest.mark.parametrize(
    ("findings", "urgency"),
    [
        ({"chest_pain": True}, Urgency.EMERGENCY),
        ({"swelling": "left", "swelling_course": "sudden"}, Urgency.EMERGENCY),
        ({"leg_pain": "right"}, Urgency.TODAY),
        ({"leg_fatigue": "both"}, Urgency.WITHIN_DAYS),
    ],
)
def test_what_was_noticed_since_is_laid_over_the_check(
    well: Coach, clock: FixedClock, findings: dict[str, Any], urgency: Urgency
) -> None:
    clock.advance(MINUTE)
    well.diary.note_symptoms("self", findings=findings)
    decision = well.gate.standing("self").decision
    assert decision is not None
    assert decision.urgency is urgency


def test_a_finding_in_the_other_leg_makes_nothing_milder(well: Coach, clock: FixedClock) -> None:
    for leg in ("left", "right"):
        clock.advance(MINUTE)
        well.diary.note_symptoms("self", findings={"swelling": leg, "swelling_course": "sudden"})
    assert well.gate.standing("self").is_emergency


def test_an_emergency_noted_before_any_check_is_one(coach: Coach) -> None:
    coach.diary.note_symptoms("self", findings={"short_of_breath": True})
    standing = coach.gate.standing("self")
    assert standing.is_emergency
    assert standing.clearance is None


def test_a_later_check_opens_the_gate_again(well: Coach, clock: FixedClock) -> None:
    clock.advance(MINUTE)
    well.diary.note_symptoms("self", is_new=True)
    clock.advance(MINUTE)
    well.checks.record("self", WELL)
    assert cause(well) is None


def test_the_answers_are_decided_anew_and_a_stored_decision_is_not_believed(coach: Coach) -> None:
    open_decision = {"urgency": "self_care", "activities": {}}
    emergency = {"answers": {"chest_pain": True}, "others": "no"}
    coach.journal.append("self", CheckEntry(document=emergency, decision=open_decision))
    assert coach.gate.standing("self").is_emergency


def test_answers_that_can_no_longer_be_read_count_as_no_check(
    well: Coach, clock: FixedClock
) -> None:
    clock.advance(MINUTE)
    unreadable = {"answers": {"a_finding_of_old": True}, "others": "no"}
    well.journal.append("self", CheckEntry(document=unreadable, decision={}))
    assert cause(well) is RefusalCause.NO_CHECK


@pytest.mark.parametrize(
    ("checked", "danger", "later"),
    [
        ({}, {"chest_pain": True}, {"chest_pain": False}),
        ({"swelling": "left"}, {"swelling_course": "sudden"}, {"swelling": "none"}),
        ({"swelling": "left"}, {"swelling_course": "sudden"}, {"swelling_course": "long_standing"}),
        (
            {"swelling": "left", "swelling_course": "recent"},
            {"warm_red_or_tender": "left"},
            {"swelling": "right"},
        ),
        ({"slow_healing_wound": "left"}, {"fever_or_unwell": True}, {"slow_healing_wound": "none"}),
    ],
)
def test_nothing_noted_later_takes_an_emergency_back(
    coach: Coach, clock: FixedClock, checked: Any, danger: Any, later: Any
) -> None:
    for order in ((danger, later), (later, danger)):
        person = coach.journal.add_person(str(order)[:90]).id
        coach.checks.record(person, {"answers": checked, "others": "no"})
        clock.advance(MINUTE)
        for findings in order:
            coach.diary.note_symptoms(person, findings=findings)
        assert coach.gate.standing(person).is_emergency


CHEST_PAIN = {"answers": {"chest_pain": True}, "others": "no"}


def test_an_emergency_of_a_clock_set_back_is_there_when_the_clock_is_right_again(
    well: Coach, clock: FixedClock
) -> None:
    clock.advance(-timedelta(hours=1))
    well.checks.record("self", CHEST_PAIN)
    for _ in range(3):
        assert well.gate.standing("self").is_emergency
        assert well.gate.standing("self").clearance is None
        clock.advance(timedelta(hours=1))


def test_a_check_finished_late_is_not_hidden_by_one_begun_after_it(
    coach: Coach, clock: FixedClock
) -> None:
    begun = clock.now()
    clock.advance(MINUTE)
    coach.checks.record("self", WELL)
    clock.advance(MINUTE)
    coach.checks.record("self", CHEST_PAIN, began_at=begun)
    assert coach.gate.standing("self").is_emergency
    assert cause(coach) is RefusalCause.DECISION


def test_a_check_finished_late_opens_nothing_that_the_newest_holds_back(
    coach: Coach, clock: FixedClock
) -> None:
    begun = clock.now()
    clock.advance(MINUTE)
    coach.checks.record("self", CHEST_PAIN)
    coach.checks.record("self", WELL, began_at=begun)
    assert coach.gate.standing("self").is_emergency


def test_what_a_late_check_held_back_ends_with_a_new_one(well: Coach, clock: FixedClock) -> None:
    well.checks.record("self", CHEST_PAIN, began_at=clock.now() - MINUTE)
    clock.advance(MINUTE)
    well.checks.record("self", WELL)
    assert cause(well) is None


def test_two_people_are_kept_apart(well: Coach) -> None:
    parent = well.journal.add_person("Parent")
    assert well.gate.standing(parent.id).clearance is None
    well.diary.note_symptoms(parent.id, findings={"chest_pain": True})
    assert well.gate.standing("self").clearance is not None
