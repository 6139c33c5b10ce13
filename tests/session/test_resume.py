"""A kept session comes back at the same place, through the gate again."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.samples import START, permit, ready, run_for, running, seconds
from session.test_machine import ROUTINES, STEPS, play
from soleus.session import (
    Cause,
    Event,
    InvalidEventError,
    Lost,
    Phase,
    Resume,
    SessionError,
    Stop,
    resume,
)
from soleus.vocabulary import Activity, Leg, NotPermittedError


@settings(max_examples=80, deadline=None)
@given(ROUTINES, STEPS, st.booleans())
def test_keeping_and_reading_back_changes_nothing(
    name: str, steps: list[tuple[float, Event]], is_stopped: bool
) -> None:
    session = play(ready(name), steps)
    if is_stopped:
        session = session.on(Stop("pain", Leg.RIGHT), session.as_of)
    kept = json.loads(json.dumps(session.as_dict()))
    assert resume(kept, session.permit, now=START) == session


def test_a_dropped_tab_goes_on_at_the_same_place() -> None:
    dropped = run_for(running(), 70).on(Lost(), START + seconds(70))
    kept = json.loads(json.dumps(dropped.as_dict()))
    later = START + timedelta(hours=3)
    back = resume(kept, dropped.permit, now=later).on(Resume(), later)
    assert back.position == dropped.position
    assert run_for(back, 200).active_seconds == 180


def test_a_process_that_died_loses_only_what_nobody_saw() -> None:
    kept = run_for(running(), 70).as_dict()
    later = START + timedelta(hours=3)
    back = resume(kept, permit(Activity.ANKLE_PUMPS), now=later).at(later)
    assert (back.phase, back.cause) == (Phase.PAUSED, Cause.AWAY)
    assert back.active_seconds == 65


def test_the_gate_stands_on_the_way_back() -> None:
    kept = run_for(running(), 70).as_dict()
    nothing: Any = None
    with pytest.raises(NotPermittedError):
        resume(kept, nothing, now=START)
    with pytest.raises(NotPermittedError):
        resume(kept, permit(Activity.WALKING), now=START)
    with pytest.raises(NotPermittedError):
        resume(kept, permit(Activity.ANKLE_PUMPS, expires_at=START), now=START)


def test_a_session_of_another_version_is_not_guessed_at() -> None:
    kept = {**running().as_dict(), "digest": "0" * 16}
    with pytest.raises(InvalidEventError, match="begin a new one"):
        resume(kept, permit(Activity.ANKLE_PUMPS), now=START)


@pytest.mark.parametrize(
    "change",
    [
        {"phase": "dancing"},
        {"visits": "none"},
        {"visits": []},
        {"visits": [{"segment": 99, "seconds": 1.0, "answer": None, "is_skipped": False}]},
        {"as_of": "yesterday"},
        {"version": "one"},
        {"options": {"minutes": 99}},
        {"extra": 1},
    ],
)
def test_faulty_data_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(SessionError):
        resume({**running().as_dict(), **change}, permit(Activity.ANKLE_PUMPS), now=START)
