"""Sessions pass the gate at every event, survive everything, and are recorded exactly once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from coach.samples import WELL
from soleus.assessment import LIFETIME
from soleus.coach import CheckAgainError, Coach, NoSuchSessionError, Practised
from soleus.journal import NothingNewEntry, Outcome, SessionEntry, SymptomEntry
from soleus.session import Sent, read_sent
from soleus.vocabulary import FixedClock, Leg, NotPermittedError

SECOND = timedelta(seconds=1)


def sent(do: str, **more: Any) -> tuple[Sent, ...]:
    return (read_sent({"do": do, **more}),)


def begun(coach: Coach) -> Practised:
    ready = coach.practice.begin("self", "ankle_pumps", anything_new=False)
    return coach.practice.on("self", ready.id, sent("begin"))


def pumped(coach: Coach, clock: FixedClock, session: Practised, seconds: int) -> Practised:
    for _ in range(seconds):
        clock.advance(SECOND)
        session = coach.practice.on("self", session.id, sent("beat"))
    return session


def recorded(coach: Coach) -> SessionEntry:
    entry = coach.journal.latest("self", SessionEntry)
    assert entry is not None
    return entry.entry


def test_no_session_begins_without_a_check(coach: Coach) -> None:
    with pytest.raises(NotPermittedError):
        coach.practice.begin("self", "ankle_pumps", anything_new=False)


def test_what_the_gate_refuses_leaves_nothing_in_the_journal(coach: Coach) -> None:
    with pytest.raises(NotPermittedError):
        coach.practice.begin("self", "ankle_pumps", anything_new=False)
    assert coach.journal.entries("self") == ()


def test_something_new_leads_back_to_the_check(well: Coach) -> None:
    with pytest.raises(CheckAgainError):
        well.practice.begin("self", "ankle_pumps", anything_new=True)
    with pytest.raises(NotPermittedError):
        well.practice.begin("self", "ankle_pumps", anything_new=False)
    assert [e.entry for e in well.journal.entries("self", [NothingNewEntry])] == [
        NothingNewEntry(anything_new=True)
    ]


def test_three_minutes_of_pumps_end_up_in_the_journal(well: Coach, clock: FixedClock) -> None:
    done = pumped(well, clock, begun(well), 200)
    assert done.is_over
    entry = recorded(well)
    assert (entry.outcome, entry.active_seconds, entry.cycles) == (Outcome.FINISHED, 180, 180)
    assert len(well.journal.entries("self", [SessionEntry])) == 1


def test_a_dropped_page_is_taken_up_again_where_it_was(well: Coach, clock: FixedClock) -> None:
    session = pumped(well, clock, begun(well), 60)
    clock.advance(timedelta(minutes=10))
    again = well.practice.current("self")
    assert again is not None
    assert again.id == session.id
    assert again.state["phase"] == "paused"
    assert 0 < again.state["active_seconds"] <= session.state["active_seconds"] + 1


def test_a_new_session_records_the_open_one_as_dropped(well: Coach, clock: FixedClock) -> None:
    first = pumped(well, clock, begun(well), 60)
    well.practice.begin("self", "calf_raises", anything_new=False)
    assert recorded(well).outcome is Outcome.DROPPED
    with pytest.raises(NoSuchSessionError):
        well.practice.get("self", first.id)


def test_what_is_wrong_in_a_session_that_is_gone_is_taken_down_once(
    well: Coach, clock: FixedClock
) -> None:
    session = begun(well)
    well.delete(["self"])
    (stop,) = sent("stop", rule="chest_pain")
    for _ in range(2):
        with pytest.raises(NoSuchSessionError):
            well.practice.on("self", session.id, [replace(stop, id="a")])
    assert [each.kind for each in well.journal.entries("self")] == ["symptom"]
    assert well.gate.standing("self").is_emergency


def test_a_stop_records_what_was_wrong_and_closes_the_gate(well: Coach, clock: FixedClock) -> None:
    session = pumped(well, clock, begun(well), 30)
    stopped = well.practice.on("self", session.id, sent("stop", rule="chest_pain"))
    assert (stopped.is_over, stopped.page) == (True, "emergency")
    assert recorded(well).outcome is Outcome.STOPPED
    assert well.gate.standing("self").is_emergency
    with pytest.raises(NotPermittedError):
        well.practice.begin("self", "ankle_pumps", anything_new=False)


def test_a_stop_just_after_the_end_corrects_the_record(well: Coach, clock: FixedClock) -> None:
    done = pumped(well, clock, begun(well), 200)
    well.practice.on("self", done.id, sent("stop", rule="short_of_breath"))
    assert recorded(well).outcome is Outcome.STOPPED
    assert well.gate.standing("self").is_emergency


def test_a_leg_that_was_not_named_is_read_as_the_more_dangerous_one(
    well: Coach, clock: FixedClock
) -> None:
    session = pumped(well, clock, begun(well), 5)
    well.practice.on("self", session.id, sent("stop", rule="sudden_swelling"))
    assert well.gate.standing("self").is_emergency
    noted = well.journal.latest("self", SymptomEntry)
    assert noted is not None
    assert "not named" in noted.entry.note


def test_a_stop_sent_twice_is_recorded_once(well: Coach, clock: FixedClock) -> None:
    session = pumped(well, clock, begun(well), 5)
    for _ in range(2):
        well.practice.on(
            "self", session.id, sent("stop", id="s1", rule="colour_change", leg="left")
        )
        clock.advance(SECOND)
    assert recorded(well).outcome is Outcome.STOPPED
    assert len(well.journal.entries("self", [SymptomEntry])) == 1


def test_a_stop_sent_twice_after_the_gate_has_closed_is_recorded_once(
    well: Coach, clock: FixedClock
) -> None:
    session = pumped(well, clock, begun(well), 5)
    clock.advance(LIFETIME)
    for _ in range(2):
        well.practice.on("self", session.id, sent("stop", id="s1", rule="chest_pain"))
    assert len(well.journal.entries("self", [SymptomEntry])) == 1


def test_a_symptom_noted_elsewhere_ends_the_session_under_way(
    well: Coach, clock: FixedClock
) -> None:
    session = pumped(well, clock, begun(well), 10)
    well.diary.note_symptoms("self", findings={"leg_pain": Leg.LEFT.value})
    ended = well.practice.on("self", session.id, sent("beat"))
    assert (ended.is_over, ended.script, ended.state["cause"]) == (True, None, "gate")
    assert recorded(well).outcome is Outcome.DROPPED


def test_a_stop_is_taken_even_when_the_gate_has_closed(well: Coach, clock: FixedClock) -> None:
    session = pumped(well, clock, begun(well), 10)
    clock.advance(LIFETIME)
    stopped = well.practice.on("self", session.id, sent("stop", rule="chest_pain"))
    assert stopped.page == "emergency"
    assert recorded(well).outcome is Outcome.STOPPED
    assert well.gate.standing("self").is_emergency


def test_a_check_that_runs_out_in_the_middle_ends_the_session(
    well: Coach, clock: FixedClock
) -> None:
    clock.advance(LIFETIME - timedelta(seconds=60))
    ended = pumped(well, clock, begun(well), 70)
    assert ended.is_over
    assert recorded(well).outcome is Outcome.DROPPED


def test_each_person_has_a_session_of_their_own(well: Coach) -> None:
    parent = well.journal.add_person("Parent")
    well.checks.record(parent.id, WELL)
    mine = begun(well)
    theirs = well.practice.begin(parent.id, "ankle_pumps", anything_new=False)
    assert well.practice.get("self", mine.id).state["phase"] == "running"
    with pytest.raises(NoSuchSessionError):
        well.practice.get("self", theirs.id)
