"""A prescribed exercise is guided as the built-in ones are: counted, held, stopped, resumed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.samples import exercise
from code_health.readability import grade
from session.samples import START as NOW
from session.samples import permit, stop
from soleus.evidence import claim
from soleus.journal import MOVE_SECONDS, ExerciseEntry, ExerciseStep, Outcome, Position, Sides
from soleus.session import (
    Act,
    Event,
    Kind,
    Script,
    Session,
    prescribed_script,
    prompt,
    stop_rules,
)
from soleus.vocabulary import Activity, NotPermittedError

HEEL_SLIDE = ExerciseStep("Slide the heel to you.", 3, 5, 2, Sides.EACH, UUID(int=1))
ONE = exercise(name="Heel slide", steps=(HEEL_SLIDE,))

STEPS = st.builds(
    ExerciseStep,
    does=st.just("Move."),
    repetitions=st.integers(1, 4),
    hold_seconds=st.integers(0, 120),
    rest_seconds=st.integers(0, 20),
    sides=st.sampled_from(Sides),
    picture=st.none(),
)
EXERCISES = st.builds(
    exercise,
    position=st.sampled_from(Position),
    steps=st.lists(STEPS, min_size=1, max_size=3).map(tuple),
)


def made(entry: ExerciseEntry = ONE, **changes: Any) -> Script:
    return prescribed_script(permit(Activity.ANKLE_PUMPS), entry, now=NOW, **changes)


def played(script: Script, seconds: float) -> Session:
    session = Session.start(script, NOW).on(Event(Act.BEGIN), NOW, script)
    for second in range(1, round(seconds) + 1):
        session = session.at(NOW + timedelta(seconds=second), script)
    return session


def test_every_step_is_told_then_done_with_each_leg() -> None:
    ids = [each.id for each in made().segments]
    assert ids[:3] == ["step_1", "step_1_left", "step_1_left_1"]
    assert ids[5:7] == ["step_1_right", "step_1_right_1"]
    assert ids[-1] == "done"


def test_with_one_leg_no_step_is_done_twice() -> None:
    assert made(has_one_leg=True).planned_seconds == 3 * 13


@given(EXERCISES)
def test_it_lasts_as_long_as_its_repetitions(entry: ExerciseEntry) -> None:
    script = made(entry)
    wanted = sum(
        (2 * MOVE_SECONDS + step.hold_seconds + step.rest_seconds)
        * step.repetitions
        * (2 if step.sides is Sides.EACH else 1)
        for step in entry.steps
    )
    assert script.planned_seconds == wanted
    assert script.segments[-1].kind is Kind.DONE


def test_a_repetition_goes_there_is_held_comes_back_and_rests() -> None:
    script = made()
    session = played(script, 8 + 5)
    labels = []
    for second in (0.5, 4, 9, 12):
        shown = prompt(session, script, NOW + timedelta(seconds=13 + second))
        labels.append(shown.label)
    assert labels == ["Move", "Hold", "Back", "Rest"]


def test_done_to_the_end_it_is_finished_with_every_repetition_counted() -> None:
    script = made()
    session = played(script, 8 + 2 * 5 + 6 * 13 + 1)
    assert session.outcome is Outcome.FINISHED
    assert session.cycles == 6
    assert session.active_seconds == 6 * 13


def test_a_stop_is_taken_at_any_moment() -> None:
    script = made()
    session = played(script, 20).on(stop("chest_pain"), NOW + timedelta(seconds=21), script)
    assert session.page == "emergency"


def test_it_offers_every_stop_rule() -> None:
    assert {each.id for each in made().stop_rules} == set(stop_rules())


def test_it_resumes_only_on_the_same_steps() -> None:
    again = Session.read(played(made(), 20).as_dict())
    assert again.is_of(made())
    assert not again.is_of(made(replace(ONE, steps=(replace(HEEL_SLIDE, repetitions=4),))))


def test_a_permit_that_has_run_out_opens_nothing() -> None:
    leave = permit(Activity.ANKLE_PUMPS)
    with pytest.raises(NotPermittedError):
        prescribed_script(leave, ONE, now=leave.expires_at)


def test_the_pictures_are_in_the_script_and_nowhere_else() -> None:
    shapes = [each.as_dict() for each in made().segments]
    assert shapes[0]["picture"] == f"/api/exercises/pictures/{UUID(int=1)}"
    assert "picture" not in shapes[-1]


def test_what_is_said_around_it_is_plain_and_rests_on_claims() -> None:
    script = made()
    for text in (script.summary, script.intro[-1], script.segments[-1].show):
        assert grade(text.says) <= 7
        assert all(claim(each) for each in text.claims)
