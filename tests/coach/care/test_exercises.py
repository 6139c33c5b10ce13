"""Prescribed exercises: through the gate like the activity they count as, done, changed, ended."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from PIL import Image

from assessment.strategies import Document, documents
from coach.samples import ID, WELL, exercise, note_symptoms
from soleus.coach import Coach, NotThereError
from soleus.coach.care.exercises import LIKE_NONE, Prescribed
from soleus.journal import (
    ExerciseEntry,
    InvalidEntryError,
    PictureEntry,
    SessionEntry,
    Sides,
    read_picture,
)
from soleus.journal.exercises import ExerciseStep
from soleus.session import Act, Event
from soleus.vocabulary import Activity, NotPermittedError
from soleus.vocabulary.clock import FixedClock


def begin(coach: Coach) -> Any:
    return coach.practice.begin("self", f"prescribed-{ID}", anything_new=False)


def play(coach: Coach, clock: FixedClock, seconds: int) -> Any:
    practised = begin(coach)
    practised = coach.practice.on("self", practised.id, (Event(Act.BEGIN),))
    for _ in range(seconds):
        clock.advance(timedelta(seconds=1))
        practised = coach.practice.get("self", practised.id)
    return practised


def test_done_to_the_end_it_is_in_the_journal_as_what_it_counts_as(
    well: Coach, clock: FixedClock
) -> None:
    well.exercises.keep("self", exercise())
    play(well, clock, 8 + 2 * 10 + 1)
    recorded = well.journal.latest("self", SessionEntry)
    assert recorded is not None
    assert (recorded.entry.outcome, recorded.entry.activity) == ("finished", "ankle_pumps")
    assert recorded.entry.cycles == 2
    assert well.exercises.prescribed("self")[0].done_today == 1


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents())
def test_it_is_open_exactly_when_what_it_counts_as_is(coach: Coach, document: Document) -> None:
    person = coach.journal.add_person(str(uuid4())).id
    coach.checks.record(person, document)
    clearance = coach.gate.standing(person).clearance
    opened = set(clearance.permits) if clearance else set()
    activities = (*LIKE_NONE, Activity.PAIN_GUIDED_WALKING, None)
    for activity in activities:
        coach.exercises.keep(person, exercise(exercise=uuid4(), counts_as=activity))
    prescribed = coach.exercises.prescribed(person)
    assert len(prescribed) == len(activities)
    for found in prescribed:
        counts_as = found.entry.counts_as
        needed = set(LIKE_NONE) if counts_as is None else {counts_as}
        assert _is_open(coach, person, found) == (needed <= opened)


def _is_open(coach: Coach, person: str, found: Prescribed) -> bool:
    try:
        coach.practice.begin(person, found.routine, anything_new=False)
    except NotPermittedError:
        assert not found.is_open
        assert found.why_not
        assert found.claims
        return False
    assert found.is_open
    return True


def test_what_is_like_none_of_them_shows_the_limits_of_all(coach: Coach) -> None:
    limited = {"answers": {"balance_problem": True, "venous_insufficiency": True}, "others": "no"}
    coach.checks.record("self", limited)
    coach.exercises.keep("self", exercise(counts_as=None))
    script = begin(coach).script
    rules = {text.says for text in script.limits}
    clearance = coach.gate.clearance("self")
    wanted = {r.says for a in LIKE_NONE for r in clearance.permits[a].ruling.reasons}
    assert rules == wanted
    assert len(rules) > 1


def test_what_is_like_none_counts_toward_no_target(well: Coach, clock: FixedClock) -> None:
    well.exercises.keep("self", exercise(counts_as=None))
    play(well, clock, 30)
    recorded = well.journal.latest("self", SessionEntry)
    assert recorded is not None
    assert recorded.entry.activity is Activity.ANKLE_PUMPS


def test_the_gate_shuts_a_session_under_way(well: Coach, clock: FixedClock) -> None:
    well.exercises.keep("self", exercise())
    practised = play(well, clock, 5)
    note_symptoms(well, "self", is_new=True)
    after = well.practice.get("self", practised.id)
    assert after.script is None
    assert after.session.outcome == "dropped"


def test_a_stop_is_taken_even_when_the_exercise_is_gone(well: Coach, clock: FixedClock) -> None:
    well.exercises.keep("self", exercise())
    practised = play(well, clock, 5)
    kept = well.journal.entries("self", [ExerciseEntry])[0]
    well.journal.withdraw(kept.id)
    well.practice.on("self", practised.id, (Event(Act.STOP, rule="chest_pain"),))
    assert well.gate.standing("self").is_emergency


def test_on_the_day_of_its_review_it_waits(well: Coach, clock: FixedClock) -> None:
    well.exercises.keep("self", exercise(review_date=date(2026, 3, 4)))
    assert well.exercises.prescribed("self")[0].is_open
    clock.advance(timedelta(days=2))
    stands = well.exercises.prescribed("self")[0]
    assert not stands.is_open
    assert "review" in stands.why_not
    with pytest.raises(NotPermittedError):
        begin(well)


def test_a_change_takes_the_place_of_what_was(well: Coach) -> None:
    well.exercises.keep("self", exercise())
    well.exercises.keep("self", exercise(times_a_day=5))
    (only,) = well.exercises.prescribed("self")
    assert only.entry.times_a_day == 5


def test_put_away_it_is_offered_no_more(well: Coach) -> None:
    well.exercises.keep("self", exercise())
    well.exercises.end("self", ID)
    assert well.exercises.prescribed("self") == ()
    with pytest.raises(NotPermittedError):
        begin(well)


def test_nobody_begins_what_was_prescribed_to_another(well: Coach) -> None:
    other = well.journal.add_person("Other").id
    well.checks.record(other, WELL)
    well.exercises.keep("self", exercise())
    with pytest.raises(NotThereError):
        well.practice.begin(other, f"prescribed-{ID}", anything_new=False)


def test_with_one_leg_the_sides_take_no_turns(well: Coach) -> None:
    step = ExerciseStep("Pull.", 1, 0, 0, Sides.EACH)
    well.exercises.keep("self", exercise(steps=(step,)))
    assert len(begin(well).script.segments) == 6


def photo() -> PictureEntry:
    out = BytesIO()
    Image.new("RGB", (300, 200), (200, 150, 90)).save(out, "JPEG")
    return read_picture(out.getvalue())


def test_a_step_cannot_show_the_picture_of_another_person(well: Coach) -> None:
    other = well.journal.add_person("Other").id
    theirs = well.journal.append(other, photo())
    step = ExerciseStep("Pull.", picture=theirs.id)
    with pytest.raises(InvalidEntryError, match="no picture"):
        well.exercises.keep("self", exercise(steps=(step,)))
    mine = well.journal.append("self", photo())
    well.exercises.keep("self", exercise(steps=(replace(step, picture=mine.id),)))


def test_an_exercise_is_changed_also_where_the_clock_was_set_back(
    well: Coach, clock: FixedClock
) -> None:
    well.exercises.keep("self", exercise())
    clock.advance(-timedelta(days=3))
    well.exercises.keep("self", exercise(times_a_day=2))
    [kept] = well.exercises.prescribed("self")
    assert kept.entry.times_a_day == 2
