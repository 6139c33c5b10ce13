"""The gate stands on what is known now: the last check, its age, and what was noticed since."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any, cast
from uuid import UUID

import pytest

from coach.samples import WELL, note_symptoms
from soleus.assessment import RefusalCause
from soleus.assessment.clearance import LIFETIME
from soleus.coach import Coach, Fate, take_batch
from soleus.journal import (
    CheckEntry,
    Journal,
    JournalUnavailableError,
    NothingNewEntry,
    Score,
    SymptomEntry,
)
from soleus.vocabulary import Activity, AnswerDocument, NotPermittedError, Urgency
from soleus.vocabulary.clock import FixedClock

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


def test_a_refusal_carries_its_claims_beside_its_words(coach: Coach) -> None:
    with pytest.raises(NotPermittedError) as refused:
        coach.gate.clearance("self")
    assert refused.value.claims == ("X20", "G15")
    assert "[" not in str(refused.value)


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
    note_symptoms(well, "self", note="a quiet day")
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
    note_symptoms(well, "self", is_new=True)
    clock.advance(-timedelta(days=399))
    well.checks.record("self", WELL)
    assert cause(well) is None


def test_taking_a_symptom_back_does_not_open_the_gate_again(well: Coach, clock: FixedClock) -> None:
    clock.advance(MINUTE)
    noted = note_symptoms(well, "self", findings={"chest_pain": True})
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
    note_symptoms(well, "self", findings=findings)
    decision = well.gate.standing("self").decision
    assert decision is not None
    assert decision.urgency is urgency


def test_a_finding_in_the_other_leg_makes_nothing_milder(well: Coach, clock: FixedClock) -> None:
    for leg in ("left", "right"):
        clock.advance(MINUTE)
        note_symptoms(well, "self", findings={"swelling": leg, "swelling_course": "sudden"})
    assert well.gate.standing("self").is_emergency


def test_an_emergency_noted_before_any_check_is_one(coach: Coach) -> None:
    note_symptoms(coach, "self", findings={"short_of_breath": True})
    standing = coach.gate.standing("self")
    assert standing.is_emergency
    assert standing.clearance is None


def test_a_later_check_opens_the_gate_again(well: Coach, clock: FixedClock) -> None:
    clock.advance(MINUTE)
    note_symptoms(well, "self", is_new=True)
    clock.advance(MINUTE)
    well.checks.record("self", WELL)
    assert cause(well) is None


def test_the_answers_are_decided_anew_and_a_stored_decision_is_not_believed(coach: Coach) -> None:
    open_decision = {"urgency": "self_care", "activities": {}}
    emergency: AnswerDocument = {"answers": {"chest_pain": True}, "others": "no"}
    coach.journal.append("self", CheckEntry(document=emergency, decision=open_decision))
    assert coach.gate.standing("self").is_emergency


def test_answers_that_can_no_longer_be_read_count_as_no_check(
    well: Coach, clock: FixedClock
) -> None:
    clock.advance(MINUTE)
    unreadable: AnswerDocument = {"answers": {"a_finding_of_old": True}, "others": "no"}
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
            note_symptoms(coach, person, findings=findings)
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
    note_symptoms(well, parent.id, findings={"chest_pain": True})
    assert well.gate.standing("self").clearance is not None


# Clocks that are wrong for a while: what a check knew is told by order


HOUR = timedelta(hours=1)


def answer_some(coach: Coach) -> None:
    """Answer the first open screen of the check at hand, with nothing to mark."""
    screen = coach.checks.current("self").screen
    assert screen is not None
    coach.checks.answer("self", screen.id, {}, none_of_these=True)


def stays_an_emergency(coach: Coach, clock: FixedClock) -> None:
    """Whatever the clock says from now on, until a check that knows of it."""
    for hours in (0, 1, -3, 30, -24, 5):
        clock.advance(hours * HOUR)
        assert coach.gate.standing("self").is_emergency
        assert coach.gate.standing("self").clearance is None
    clock.advance(HOUR)
    coach.checks.record("self", WELL)
    assert coach.gate.standing("self").clearance is not None


@pytest.mark.parametrize("ahead", [4 * MINUTE, HOUR, 20 * HOUR])
def test_a_check_begun_while_the_clock_was_ahead_hides_nothing_noted_before_its_end(
    coach: Coach, clock: FixedClock, ahead: timedelta
) -> None:
    clock.advance(ahead)
    answer_some(coach)
    clock.advance(MINUTE - ahead)
    note_symptoms(coach, "self", findings={"chest_pain": True})
    clock.advance(ahead)
    answer_some(coach)
    coach.checks.finish("self")
    stays_an_emergency(coach, clock)


@pytest.mark.parametrize("back", [MINUTE, HOUR, 50 * HOUR])
def test_a_note_of_a_clock_that_stepped_back_is_not_hidden_by_the_check_under_way(
    coach: Coach, clock: FixedClock, back: timedelta
) -> None:
    answer_some(coach)
    clock.advance(-back)
    note_symptoms(coach, "self", findings={"chest_pain": True})
    clock.advance(back + MINUTE)
    answer_some(coach)
    coach.checks.finish("self")
    stays_an_emergency(coach, clock)


@pytest.mark.parametrize("ahead", [4 * MINUTE, 30 * MINUTE, 3 * HOUR, 48 * HOUR])
@pytest.mark.parametrize("noted", [MINUTE, 3 * MINUTE])
def test_a_check_of_a_phone_that_runs_ahead_hides_nothing_noted_elsewhere(
    well: Coach, clock: FixedClock, ahead: timedelta, noted: timedelta
) -> None:
    """It may have to wait until its time has come; what it did not know of counts all the same."""
    newest = well.journal.newest_telling("self")
    clock.advance(MINUTE)
    payload = {"document": WELL, "knew": {"up_to": str(newest), "also": []}}
    sent: dict[str, Any] = {"id": str(UUID(int=7)), "person": "self", "kind": "check"}
    sent["payload"] = payload
    sent["at"] = (clock.now() + ahead).isoformat()
    clock.advance(noted)
    note_symptoms(well, "self", findings={"chest_pain": True})
    clock.advance(ahead)
    (result,) = take_batch(well, [sent])
    assert result.fate is Fate.TAKEN
    clock.advance(5 * MINUTE)
    stays_an_emergency(well, clock)


def test_a_check_of_a_device_knows_what_waited_there_whatever_arrives_first(
    well: Coach, clock: FixedClock
) -> None:
    """What another device told meanwhile it does not know, though it was taken in before."""
    newest = well.journal.newest_telling("self")
    now = clock.now().isoformat()
    pain = {"findings": {"leg_pain": "left"}}
    symptom: dict[str, Any] = {
        "id": str(UUID(int=1)),
        "person": "self",
        "kind": "symptom",
        "at": now,
    }
    knew: dict[str, Any] = {"up_to": str(newest), "also": [symptom["id"]]}
    check: dict[str, Any] = {"id": str(UUID(int=2)), "person": "self", "kind": "check", "at": now}
    check |= {"payload": {"document": WELL, "knew": knew}}
    for result in take_batch(well, [check, symptom | {"payload": pain}]):
        assert result.fate is Fate.TAKEN
    assert cause(well) is None

    other = well.journal.add_person("Other").id
    mine = {"person": other}
    note_symptoms(well, other, findings={"chest_pain": True})
    knew = {"up_to": None, "also": [str(UUID(int=3))]}
    check |= {"id": str(UUID(int=4)), "payload": {"document": WELL, "knew": knew}}
    take_batch(well, [symptom | mine | {"id": str(UUID(int=3)), "payload": pain}, check | mine])
    standing = well.gate.standing(other)
    assert standing.is_emergency
    assert standing.new_notes == ({"chest_pain": True},)


def test_a_check_that_comes_without_what_it_knew_answers_nothing(
    well: Coach, clock: FixedClock
) -> None:
    note_symptoms(well, "self", findings={"leg_pain": "left"})
    sent = {"id": str(UUID(int=2)), "person": "self", "kind": "check"}
    payload = {"document": WELL}
    take_batch(well, [sent | {"at": clock.now().isoformat(), "payload": payload}])
    assert cause(well) is RefusalCause.NEW_SYMPTOM


@pytest.mark.parametrize("hours", [-30, -1, 0, 1, 30])
def test_a_check_from_before_it_was_kept_what_it_knew_goes_by_its_place(
    coach: Coach, clock: FixedClock, hours: int
) -> None:
    note_symptoms(coach, "self", findings={"chest_pain": True})
    clock.advance(hours * HOUR + MINUTE)
    coach.journal.append("self", CheckEntry(document=cast("AnswerDocument", WELL), decision={}))
    assert cause(coach) is None
    clock.advance(-hours * HOUR)
    note_symptoms(coach, "self", findings={"chest_pain": True})
    assert coach.gate.standing("self").is_emergency


def test_an_edited_check_takes_the_place_of_the_one_that_it_corrects_and_of_nothing_else(
    coach: Coach, clock: FixedClock
) -> None:
    answer_some(coach)
    clock.advance(MINUTE)
    coach.checks.finish("self")
    coach.checks.reopen("self")
    coach.checks.change("self", "chest_pain", True)
    assert coach.gate.standing("self").is_emergency
    coach.checks.reopen("self")
    coach.checks.change("self", "chest_pain", False)
    coach.checks.finish("self")
    assert not coach.gate.standing("self").is_emergency
    coach.checks.reopen("self")
    note_symptoms(coach, "self", findings={"chest_pain": True})
    clock.advance(MINUTE)
    coach.checks.finish("self")
    stays_an_emergency(coach, clock)


# A check that is over stays over


@pytest.mark.parametrize("is_looked_at", [False, True])
@pytest.mark.parametrize("back", [timedelta(minutes=1), timedelta(days=3), timedelta(days=7)])
def test_a_check_that_ran_out_comes_back_by_no_clock(
    well: Coach, clock: FixedClock, back: timedelta, is_looked_at: bool
) -> None:
    clock.advance(LIFETIME)
    if is_looked_at:
        assert cause(well) is RefusalCause.EXPIRED
    else:
        note_symptoms(well, "self", scores={Score.HEAVINESS: 2})
    clock.advance(-back)
    well.gate = replace(well.gate, _read={})  # another program, or this one started again
    assert cause(well) is RefusalCause.EXPIRED
    clock.advance(MINUTE)
    well.checks.record("self", WELL)
    assert cause(well) is None


def test_what_was_taken_before_a_check_says_nothing_of_its_end(
    coach: Coach, clock: FixedClock
) -> None:
    clock.advance(timedelta(days=400))
    note_symptoms(coach, "self", scores={Score.HEAVINESS: 2})
    coach.checks.record("self", WELL)
    assert cause(coach) is None
    clock.advance(-timedelta(days=399))
    assert cause(coach) is RefusalCause.CLOCK
    coach.checks.record("self", WELL)
    assert cause(coach) is None


def test_a_journal_that_cannot_be_written_leaves_the_gate_its_answer(
    well: Coach, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_busy(*_: object) -> None:
        raise JournalUnavailableError("busy")

    monkeypatch.setattr(Journal, "change_draft", is_busy)
    clock.advance(LIFETIME)
    assert cause(well) is RefusalCause.EXPIRED


# The cost


def selects(coach: Coach, count: int) -> int:
    """Return how many rows the gate reads afresh of a person with so much noted before a check."""
    person = coach.journal.add_person(f"Person {count}").id
    for _ in range(count):
        note_symptoms(coach, person, findings={"leg_fatigue": "both"})
        coach.journal.append(person, NothingNewEntry(anything_new=False))
    coach.checks.record(person, WELL)
    note_symptoms(coach, person, findings={"leg_pain": "left"})
    found = coach.journal.unanswered(person, lambda _: True)
    return len(found.checks) + len(found.notes)


def test_what_the_gate_reads_does_not_grow_with_what_was_noted(coach: Coach) -> None:
    assert selects(coach, 1) == selects(coach, 60) == 2


def test_checks_that_programs_find_over_at_once_all_stay_over(
    coach: Coach, clock: FixedClock, tmp_path: Path
) -> None:
    many = 6
    for number in range(many):  # none of them knew another
        at = clock.moment - timedelta(minutes=many - number)
        coach.checks.record("self", WELL, began_at=at)
    ids = {str(each.id) for each in coach.journal.entries("self")}
    together = Barrier(many)

    def find_over(number: int) -> None:
        later = FixedClock(clock.moment + LIFETIME - timedelta(minutes=many - number - 1))
        with Coach(Journal.open(tmp_path / "journal.sqlite3", later), later) as other:
            together.wait(60)
            assert other.gate.standing("self").clearance is None or number < many - 1

    with ThreadPoolExecutor(many) as programs:
        list(programs.map(find_over, range(many)))
    assert coach.gate.standing("self").clearance is None
    marked = coach.journal.draft("self", "checks_that_ran_out")
    assert marked is not None
    assert set(marked.document["checks"]) == ids


def test_a_check_found_over_leaves_no_mark_once_its_person_is_erased(
    well: Coach, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = Journal.change_draft

    def after_erasing(journal: Journal, *given: Any) -> None:
        journal.erase(["self"])
        change(journal, *given)

    monkeypatch.setattr(Journal, "change_draft", after_erasing)
    clock.advance(LIFETIME)
    assert well.gate.standing("self").clearance is None
    assert well.journal.draft("self", "checks_that_ran_out") is None
