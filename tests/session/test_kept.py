"""A kept session can be read back, whatever the gate says now, and goes on at the same place."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.samples import START, at, on, ready, run_for, running, script_of, seconds, stop
from session.test_machine import ROUTINES, STEPS, play
from soleus.session import Act, Cause, Event, Phase, Session
from soleus.vocabulary import InvalidDataError, Leg


def kept(session: Session) -> dict[str, Any]:
    """Return a session as it is written down."""
    document: dict[str, Any] = json.loads(json.dumps(session.as_dict()))
    return document


@settings(max_examples=80, deadline=None)
@given(ROUTINES, STEPS, st.booleans())
def test_keeping_and_reading_back_changes_nothing(
    name: str, steps: list[tuple[float, Event]], is_stopped: bool
) -> None:
    session = play(ready(name), steps)
    if is_stopped:
        session = on(session, stop("pain", Leg.RIGHT), session.as_of)
    assert Session.read(kept(session)) == session


def test_a_dropped_tab_goes_on_at_the_same_place() -> None:
    dropped = on(run_for(running(), 70), Act.LOST, START + seconds(70))
    back = on(Session.read(kept(dropped)), Act.RESUME, START + timedelta(hours=3))
    assert back.position == dropped.position
    assert run_for(back, 200).active_seconds == 180


def test_a_process_that_died_loses_only_what_nobody_saw() -> None:
    back = at(Session.read(kept(run_for(running(), 70))), START + timedelta(hours=3))
    assert (back.phase, back.cause) == (Phase.PAUSED, Cause.AWAY)
    assert back.active_seconds == 65


def test_the_gate_stands_on_the_way_back() -> None:
    back = Session.read(kept(run_for(running(), 70)))
    over = back.at(START + seconds(75), None)
    assert (over.phase, over.cause, over.active_seconds) == (Phase.ENDED, Cause.GATE, 65)


def test_a_session_knows_the_script_that_it_was_begun_with() -> None:
    back = Session.read(kept(running()))
    assert back.is_of(script_of())
    assert not back.is_of(script_of(minutes=2))
    assert not Session.read({**kept(running()), "digest": "0" * 16}).is_of(script_of())


def test_a_session_beyond_the_end_of_a_script_is_not_of_it() -> None:
    stay = {"segment": 99, "seconds": 1.0, "answer": None, "is_skipped": False}
    assert not Session.read({**kept(running()), "visits": [stay]}).is_of(script_of())


@pytest.mark.parametrize(
    "change",
    [
        {"phase": "dancing"},
        {"visits": "none"},
        {"visits": []},
        {"visits": [{"segment": -1, "seconds": 1.0, "answer": None, "is_skipped": False}]},
        {"as_of": "yesterday"},
        {"options": {"minutes": 9.5}},
        {"extra": 1},
    ],
)
def test_faulty_data_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidDataError):
        Session.read({**kept(running()), **change})
