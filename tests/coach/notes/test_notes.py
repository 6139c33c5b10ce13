"""Every kind of note is taken once for each id, by the limits of its kind, with what follows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import soleus
from coach.samples import ID, WELL, exercise
from soleus.assessment.errors import InvalidAnswers
from soleus.coach import Coach
from soleus.coach.gate.checks import read_check
from soleus.journal import (
    KINDS,
    SELF,
    ActivityEntry,
    AnkleIndexEntry,
    BloodPressureEntry,
    BreakEntry,
    BreakEvent,
    CheckEntry,
    Clinician,
    Entry,
    HabitEntry,
    HeelRaisesEntry,
    Intensity,
    InvalidEntryError,
    JourneyEntry,
    JourneyLeg,
    JourneyStepEntry,
    NothingNewEntry,
    Outcome,
    PictureEntry,
    Score,
    SessionEntry,
    StepsEntry,
    SymptomEntry,
    TapeEntry,
    UnknownPersonError,
    VisitEntry,
    WeightEntry,
)
from soleus.journal.errors import JournalError
from soleus.lifestyle import InvalidHabitError
from soleus.reminders import BreakLimitError, ReminderSettings
from soleus.vocabulary import Activity, SoleusError, Urgency
from soleus.vocabulary.clock import FixedClock

BREAK_DUE = datetime(2026, 3, 2, 9, 50, tzinfo=UTC)
WEBP = b"RIFF\x1a\x00\x00\x00WEBP"
VISIT = VisitEntry(
    Clinician.GP, "Veins", (Activity.ELEVATION,), BREAK_DUE.date() + timedelta(days=3), True, True
)
LEG, BACK = (
    JourneyLeg(datetime(2026, 3, day, 9), "Europe/London", datetime(2026, 3, day, 15), "Asia/Dubai")
    for day in (6, 8)
)
RAISED = SessionEntry(Activity.ELEVATION, "elevation", BREAK_DUE, 600.0, 900.0, 0, Outcome.FINISHED)


def check(answers: dict[str, Any]) -> CheckEntry:
    return read_check({"document": {"answers": answers, "others": "no"}})


NOTES: dict[str, tuple[Entry, Entry]] = {
    "check": (check({"age": 40}), check({"age": 41})),
    "session": (RAISED, replace(RAISED, cycles=1)),
    "symptom": (SymptomEntry(findings={"leg_pain": "left"}), SymptomEntry(is_new=True)),
    "tape": (TapeEntry(36.5), TapeEntry(37)),
    "blood_pressure": (BloodPressureEntry(128, 76), BloodPressureEntry(128, 78)),
    "ankle_index": (AnkleIndexEntry(1.05), AnkleIndexEntry(1.05, 0.98)),
    "weight": (WeightEntry(82.5), WeightEntry(82)),
    "heel_raises": (HeelRaisesEntry(22), HeelRaisesEntry(23)),
    "activity": (ActivityEntry(20, Intensity.LIGHT), ActivityEntry(21, Intensity.LIGHT)),
    "steps": (StepsEntry(4000, ID), StepsEntry(4001, ID)),
    "visit": (VISIT, replace(VISIT, found="No clot")),
    "nothing_new": (NothingNewEntry(anything_new=True), NothingNewEntry(anything_new=False)),
    "exercise": (exercise(), exercise(name="Heel slide")),
    "picture": (PictureEntry(WEBP), PictureEntry(WEBP + b"x")),
    "habit": (
        HabitEntry("sodium", {"has_limit": "yes", "limit_mg": 1500}),
        HabitEntry("sodium", {"has_limit": "no"}),
    ),
    "journey": (JourneyEntry(ID, (LEG,)), JourneyEntry(ID, (LEG, BACK))),
    "journey_step": (JourneyStepEntry(ID, "pack@", True), JourneyStepEntry(ID, "pack@", False)),
    "break": (BreakEntry(BreakEvent.SNOOZED, 5), BreakEntry(BreakEvent.SNOOZED, 10)),
}
"""One note of each kind, and another of the same kind."""


def everything(coach: Coach) -> list[Any]:
    entries: list[Any] = coach.journal.export_json()["entries"]
    return entries


@pytest.fixture
def due(well: Coach, clock: FixedClock) -> Coach:
    """A coach whose person is well and has a break that is due."""
    well.reminders.save(SELF, ReminderSettings.from_dict({"is_on": True, "mode": "desk"}))
    clock.moment = BREAK_DUE
    return well


def test_there_is_a_note_of_every_kind_but_the_plan_which_is_made() -> None:
    assert set(NOTES) == set(KINDS) - {"plan"}


@pytest.mark.parametrize("kind", NOTES)
def test_the_same_note_counts_once_however_late_it_is_sent_again(
    due: Coach, clock: FixedClock, kind: str
) -> None:
    entry, _ = NOTES[kind]
    first = due.notes.take(SELF, entry, id=ID)
    noted = everything(due)
    clock.advance(timedelta(days=40))  # no break is due, and the days of reviews are over
    again = due.notes.take(SELF, entry, id=ID)
    assert again.recorded.id == first.recorded.id == ID
    assert everything(due) == noted


@pytest.mark.parametrize("kind", NOTES)
def test_the_same_id_with_other_content_is_refused_and_nothing_is_noted(
    due: Coach, kind: str
) -> None:
    entry, other = NOTES[kind]
    due.notes.take(SELF, entry, id=ID)
    noted = everything(due)
    with pytest.raises(JournalError, match="is taken by another entry"):
        due.notes.take(SELF, other, id=ID)
    assert everything(due) == noted


@pytest.mark.parametrize("kind", NOTES)
def test_nothing_is_noted_of_nobody(due: Coach, kind: str) -> None:
    noted = everything(due)
    with pytest.raises(UnknownPersonError):
        due.notes.take("nobody", NOTES[kind][0])
    assert everything(due) == noted


@pytest.mark.parametrize(
    ("entry", "refusal"),
    [
        (SymptomEntry(findings={"chestpain": True}), InvalidAnswers),
        (replace(VISIT, review_date=BREAK_DUE.date()), InvalidEntryError),
        (BreakEntry(BreakEvent.SNOOZED, 600), BreakLimitError),
        (BreakEntry(BreakEvent.PAUSED, 8 * 24 * 60), BreakLimitError),
        (BreakEntry(BreakEvent.PAUSED, 0), BreakLimitError),
        (HabitEntry("dancing", {}), InvalidHabitError),
        (HabitEntry("sodium", {"has_limit": "yes", "limit_mg": 9}), InvalidHabitError),
        (exercise(review_date=BREAK_DUE.date()), InvalidEntryError),
    ],
)
def test_what_is_beyond_a_limit_is_refused_and_nothing_is_noted(
    due: Coach, entry: Entry, refusal: type[SoleusError]
) -> None:
    noted = everything(due)
    for how in ({}, {"id": ID}, {"at": BREAK_DUE - timedelta(minutes=1)}):
        with pytest.raises(refusal):
            due.notes.take(SELF, entry, **how)
    assert everything(due) == noted


def test_a_picture_of_somebody_else_is_in_no_exercise(due: Coach) -> None:
    other = due.journal.add_person("Mother").id
    theirs = due.notes.take(other, PictureEntry(WEBP)).recorded.id
    (step,) = exercise().steps
    with pytest.raises(InvalidEntryError, match="no picture"):
        due.notes.take(SELF, exercise(steps=(replace(step, picture=theirs),)))


def test_a_break_is_put_off_twice_at_most_whenever_it_is_told(due: Coach) -> None:
    for minute in (0, 6):
        at = BREAK_DUE - timedelta(minutes=10 - minute)
        due.notes.take(SELF, BreakEntry(BreakEvent.SNOOZED, 5), at=at)
    for now in (BREAK_DUE, None):
        with pytest.raises(BreakLimitError):
            due.notes.take(SELF, BreakEntry(BreakEvent.SNOOZED, 5), at=now)


def test_what_became_of_a_break_is_told_later_though_none_is_due_then(
    well: Coach, clock: FixedClock
) -> None:
    skipped = BreakEntry(BreakEvent.SKIPPED)
    with pytest.raises(BreakLimitError, match="No break"):
        well.notes.take(SELF, skipped)
    an_hour_ago = clock.now() - timedelta(hours=1)
    assert well.notes.take(SELF, skipped, at=an_hour_ago).recorded.entry == skipped


def test_worse_since_a_visit_is_noted_once_even_where_the_machine_died_in_between(
    well: Coach,
) -> None:
    well.journal.append(SELF, VISIT, id=ID)  # as far as it came
    assert well.gate.standing(SELF).clearance
    for _ in range(2):
        noted = well.notes.take(SELF, VISIT, id=ID)
    assert noted.standing.clearance is None
    assert len(well.journal.entries(SELF, [NothingNewEntry])) == 1


def test_two_visits_that_say_it_note_it_twice(well: Coach) -> None:
    for number in (1, 2):
        well.notes.take(SELF, VISIT, id=UUID(int=number))
    assert len(well.journal.entries(SELF, [NothingNewEntry])) == 2


def test_a_visit_sent_again_leaves_the_week_as_the_person_has_made_it(
    coach: Coach, clock: FixedClock
) -> None:
    heavier = {"heaviness_or_aching": "both", "heaviness_worsening": True}
    coach.checks.record(SELF, {"answers": heavier, "others": "no"})
    coach.weeks.make(SELF, coach.weeks.profile(SELF))
    clock.advance(timedelta(hours=2))
    visit = replace(VISIT, worse_since=False)
    coach.notes.take(SELF, visit, id=ID)
    made = len([each for each in everything(coach) if each["kind"] == "plan"])
    coach.notes.take(SELF, visit, id=ID)
    assert made == 2
    assert len([each for each in everything(coach) if each["kind"] == "plan"]) == made


def test_a_check_is_decided_by_the_rules_here_whatever_it_says_itself(coach: Coach) -> None:
    pain = {"answers": {"leg_pain": "left"}, "others": "no"}
    payload = {"document": pain, "decision": {"urgency": "self_care"}}
    noted = coach.notes.take(SELF, coach.notes.read("check", payload, among=("check",)))
    assert noted.standing.decision is not None
    assert noted.standing.decision.urgency is Urgency.TODAY


def test_a_check_decided_by_other_rules_meanwhile_counts_once(coach: Coach) -> None:
    entry = check({"age": 40})
    coach.notes.take(SELF, entry, id=ID)
    [noted] = everything(coach)
    other = replace(entry, decision={"urgency": "emergency"})
    coach.notes.take(SELF, other, id=ID)
    assert everything(coach) == [noted]


def test_what_was_noted_comes_back_with_where_it_leads(well: Coach) -> None:
    noted = well.notes.take(SELF, SymptomEntry(scores={Score.SWELLING_LEFT: 4}))
    assert noted.recorded.entry.scores == {Score.SWELLING_LEFT: 4}
    assert noted.standing.clearance
    noted = well.notes.take(SELF, SymptomEntry(findings={"chest_pain": True}))
    assert noted.standing.is_emergency


@pytest.mark.parametrize("kind", ["plan", "check", "picture"])
def test_a_kind_with_an_address_of_its_own_is_not_read(coach: Coach, kind: str) -> None:
    with pytest.raises(InvalidEntryError, match="address"):
        coach.notes.read(kind, WELL, among=("tape", "symptom"))


def test_no_page_and_no_command_writes_into_the_journal_past_it() -> None:
    source = Path(soleus.__file__).parent
    ways_in = [each for room in ("web", "cli") for each in (source / room).rglob("*.py")]
    assert len(ways_in) > 50
    assert [each.name for each in ways_in if "journal.append" in each.read_text("utf-8")] == []
