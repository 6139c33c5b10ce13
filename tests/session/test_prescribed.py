"""A prescribed exercise is guided as the built-in ones are: counted, held, stopped, resumed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from code_health.readability import grade
from session.samples import START as NOW
from session.samples import permit
from soleus.evidence import claim
from soleus.session import (
    Begin,
    InvalidEventError,
    Kind,
    Outcome,
    Posture,
    PrescribedStep,
    Prescription,
    Script,
    Session,
    Stop,
    carriers,
    prescribed_script,
    prompt,
    resume,
    stop_rules,
)
from soleus.vocabulary import Activity, Leg, NotPermittedError

HEEL_SLIDE = PrescribedStep("Slide the heel to you.", 3, 3, 5, 2, tuple(Leg), "/api/x")
ONE = Prescription("prescribed-1", "Heel slide", Posture.SEATED, (HEEL_SLIDE,))

STEPS = st.builds(
    PrescribedStep,
    does=st.just("Move."),
    repetitions=st.integers(1, 4),
    move_seconds=st.just(3),
    hold_seconds=st.integers(0, 120),
    rest_seconds=st.integers(0, 20),
    legs=st.sampled_from([(), tuple(Leg)]),
)
PRESCRIPTIONS = st.builds(
    Prescription,
    id=st.just("prescribed-1"),
    title=st.just("Move"),
    posture=st.sampled_from(Posture),
    steps=st.lists(STEPS, min_size=1, max_size=3).map(tuple),
)


def made(prescription: Prescription = ONE, **changes: Any) -> Script:
    return prescribed_script(permit(Activity.ANKLE_PUMPS), prescription, now=NOW, **changes)


def played(script: Script, seconds: float) -> Session:
    session = Session.start(script.permit, script, NOW).on(Begin(), NOW)
    for second in range(1, round(seconds) + 1):
        session = session.at(NOW + timedelta(seconds=second))
    return session


def test_every_step_is_told_then_done_with_each_leg() -> None:
    ids = [each.id for each in made().segments]
    assert ids[:3] == ["step_1", "step_1_left", "step_1_left_1"]
    assert ids[5:7] == ["step_1_right", "step_1_right_1"]
    assert ids[-1] == "done"


@given(PRESCRIPTIONS)
def test_it_lasts_as_long_as_its_repetitions(prescription: Prescription) -> None:
    script = made(prescription)
    wanted = sum(
        step.seconds * step.repetitions * max(1, len(step.legs)) for step in prescription.steps
    )
    assert script.planned_seconds == wanted
    assert script.segments[-1].kind is Kind.DONE


def test_a_repetition_goes_there_is_held_comes_back_and_rests() -> None:
    script = made()
    session = played(script, 8 + 5)
    labels = []
    for second in (0.5, 4, 9, 12):
        shown = prompt(session, NOW + timedelta(seconds=13 + second))
        labels.append(shown.label)
    assert labels == ["Move", "Hold", "Back", "Rest"]


def test_done_to_the_end_it_is_finished_with_every_repetition_counted() -> None:
    script = made()
    session = played(script, 8 + 2 * 5 + 6 * 13 + 1)
    assert session.outcome is Outcome.FINISHED
    assert session.cycles == 6
    assert session.active_seconds == 6 * 13


def test_a_stop_is_taken_at_any_moment() -> None:
    session = played(made(), 20).on(Stop("chest_pain", None), NOW + timedelta(seconds=21))
    assert session.page == "emergency"


def test_it_offers_every_stop_rule() -> None:
    assert {each.id for each in made().stop_rules} == set(stop_rules())


def test_it_resumes_only_on_the_same_steps() -> None:
    script = made()
    kept = played(script, 20).as_dict()
    again = resume(kept, script.permit, now=NOW + timedelta(seconds=20), made=made())
    assert again.position == played(script, 20).position
    other = made(replace(ONE, steps=(replace(HEEL_SLIDE, repetitions=4),)))
    with pytest.raises(InvalidEventError, match="another version"):
        resume(kept, script.permit, now=NOW, made=other)


def test_a_permit_that_has_run_out_opens_nothing() -> None:
    given_leave = permit(Activity.ANKLE_PUMPS)
    with pytest.raises(NotPermittedError):
        prescribed_script(given_leave, ONE, now=given_leave.expires_at)


def test_the_pictures_are_in_the_script_and_nowhere_else() -> None:
    shapes = [each.as_dict() for each in made().segments]
    assert shapes[0]["picture"] == "/api/x"
    assert "picture" not in shapes[-1]


def test_what_is_said_around_it_is_plain_and_rests_on_claims() -> None:
    script = made()
    for text in (script.summary, script.intro[-1], script.segments[-1].show):
        assert grade(text.text) <= 7
        assert all(claim(each) for each in text.claims)
    assert "prescribed" in {each.id for each in carriers()}
