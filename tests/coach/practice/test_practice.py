"""Sessions pass the gate at every event, survive everything, and are recorded exactly once."""

from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Thread
from typing import Any, cast

import pytest

from coach.samples import WELL, note_symptoms
from soleus.assessment import Permit
from soleus.assessment.clearance import LIFETIME
from soleus.coach import CheckAgainError, Coach, NotThereError
from soleus.coach.gate.gate import Gate
from soleus.coach.gate.unkept import Unkept
from soleus.journal import NothingNewEntry, Outcome, SessionEntry, SymptomEntry
from soleus.session import Event, Practised, read_event
from soleus.vocabulary import Activity, FaultsError, Leg, NotPermittedError
from soleus.vocabulary.clock import FixedClock

SECOND = timedelta(seconds=1)

PAD_CLEARED = {
    "answers": {
        "age": 60,
        "known_pad": True,
        "evaluated_by_clinician": True,
        "cleared_activities": ["walking", "pain_guided_walking"],
    },
    "others": "no",
}
"""Known narrowed leg arteries, looked at, and walking into pain allowed by name."""


def sent(do: str, **more: Any) -> tuple[Event, ...]:
    return (read_event({"do": do, **more}),)


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
    assert done.session.is_over
    entry = recorded(well)
    assert (entry.outcome, entry.active_seconds, entry.cycles) == (Outcome.FINISHED, 180, 180)
    assert len(well.journal.entries("self", [SessionEntry])) == 1


def test_a_dropped_page_is_taken_up_again_where_it_was(well: Coach, clock: FixedClock) -> None:
    session = pumped(well, clock, begun(well), 60)
    clock.advance(timedelta(minutes=10))
    again = well.practice.current("self")
    assert again is not None
    assert again.id == session.id
    assert again.session.phase == "paused"
    assert 0 < again.session.active_seconds <= session.session.active_seconds + 1


def test_a_new_session_records_the_open_one_as_dropped(well: Coach, clock: FixedClock) -> None:
    first = pumped(well, clock, begun(well), 60)
    well.practice.begin("self", "calf_raises", anything_new=False)
    assert recorded(well).outcome is Outcome.DROPPED
    with pytest.raises(NotThereError):
        well.practice.get("self", first.id)


def test_what_is_wrong_in_a_session_that_is_gone_is_taken_down_once(
    well: Coach, clock: FixedClock
) -> None:
    session = begun(well)
    well.delete(["self"])
    (stop,) = sent("stop", rule="chest_pain")
    for _ in range(2):
        with pytest.raises(NotThereError):
            well.practice.on("self", session.id, [replace(stop, id="a")])
    assert [each.kind for each in well.journal.entries("self")] == ["symptom"]
    assert well.gate.standing("self").is_emergency


@dataclass(frozen=True, slots=True)
class ErasesMeanwhile:
    """A gate that somebody deletes all data behind, just after it has given leave."""

    coach: Coach

    @property
    def unkept(self) -> Unkept:
        return self.coach.unkept

    def permit(self, person_id: str, activity: Activity) -> Permit:
        leave = self.coach.gate.permit(person_id, activity)
        self.coach.journal.erase([person_id])
        return leave


@pytest.mark.parametrize("what", [{"do": "beat"}, {"do": "stop", "rule": "chest_pain"}])
def test_an_event_under_way_brings_nothing_back_that_is_deleted_meanwhile(
    well: Coach, what: dict[str, Any]
) -> None:
    session = begun(well)
    practice = replace(well.practice, gate=cast("Gate", ErasesMeanwhile(well)))
    with pytest.raises(NotThereError):
        practice.on("self", session.id, sent(**what))
    assert well.journal.draft("self", "session") is None
    assert well.journal.latest("self", SessionEntry) is None


def test_a_stop_records_what_was_wrong_and_closes_the_gate(well: Coach, clock: FixedClock) -> None:
    session = pumped(well, clock, begun(well), 30)
    stopped = well.practice.on("self", session.id, sent("stop", rule="chest_pain"))
    assert (stopped.session.is_over, stopped.session.page) == (True, "emergency")
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
    note_symptoms(well, "self", findings={"leg_pain": Leg.LEFT.value})
    ended = well.practice.on("self", session.id, sent("beat"))
    assert (ended.session.is_over, ended.script, ended.session.cause) == (True, None, "gate")
    assert recorded(well).outcome is Outcome.DROPPED


def test_a_stop_is_taken_even_when_the_gate_has_closed(well: Coach, clock: FixedClock) -> None:
    session = pumped(well, clock, begun(well), 10)
    clock.advance(LIFETIME)
    stopped = well.practice.on("self", session.id, sent("stop", rule="chest_pain"))
    assert stopped.session.page == "emergency"
    assert recorded(well).outcome is Outcome.STOPPED
    assert well.gate.standing("self").is_emergency


def test_a_check_that_runs_out_in_the_middle_ends_the_session(
    well: Coach, clock: FixedClock
) -> None:
    clock.advance(LIFETIME - timedelta(seconds=60))
    ended = pumped(well, clock, begun(well), 70)
    assert ended.session.is_over
    assert recorded(well).outcome is Outcome.DROPPED


def test_each_person_has_a_session_of_their_own(well: Coach) -> None:
    parent = well.journal.add_person("Parent")
    well.checks.record(parent.id, WELL)
    mine = begun(well)
    theirs = well.practice.begin(parent.id, "ankle_pumps", anything_new=False)
    assert well.practice.get("self", mine.id).session.phase == "running"
    with pytest.raises(NotThereError):
        well.practice.get("self", theirs.id)


def with_another_timeline(coach: Coach, **changes: Any) -> None:
    """Let the session under way be one of another version of its routine."""
    draft = coach.journal.draft("self", "session")
    assert draft is not None
    state = {**draft.document["state"], **(changes or {"digest": "of another version"})}
    coach.journal.save_draft("self", "session", {**draft.document, "state": state})


@pytest.mark.parametrize(
    "change", [{"digest": "another"}, {"options": {"minutes": 99}}, {"routine": "no_such_routine"}]
)
def test_a_session_of_another_version_is_recorded_as_dropped(
    well: Coach, clock: FixedClock, change: dict[str, Any]
) -> None:
    session = pumped(well, clock, begun(well), 60)
    with_another_timeline(well, **change)
    assert well.practice.current("self") is None
    ended = well.practice.get("self", session.id)
    assert (ended.session.is_over, ended.script, ended.session.cause) == (True, None, "changed")
    assert (recorded(well).outcome, recorded(well).active_seconds) == (Outcome.DROPPED, 55)


def test_a_stop_is_taken_in_a_session_of_another_version(well: Coach) -> None:
    session = begun(well)
    with_another_timeline(well)
    stopped = well.practice.on("self", session.id, sent("stop", rule="chest_pain"))
    assert stopped.session.page == "emergency"
    assert well.gate.standing("self").is_emergency


def test_a_session_that_cannot_be_read_is_gone_and_what_was_wrong_in_it_is_taken_down(
    well: Coach,
) -> None:
    session = begun(well)
    with_another_timeline(well, phase="dancing")
    assert well.practice.current("self") is None
    with pytest.raises(NotThereError):
        well.practice.on("self", session.id, sent("stop", rule="chest_pain"))
    assert well.gate.standing("self").is_emergency


def test_a_session_that_cannot_be_read_keeps_nobody_from_a_new_one(well: Coach) -> None:
    first = begun(well)
    with_another_timeline(well, visits=[])
    assert begun(well).id != first.id


@pytest.mark.parametrize("second", ["other", "short_of_breath"])
def test_a_second_stop_leads_no_further_from_help(well: Coach, second: str) -> None:
    session = begun(well)
    well.practice.on("self", session.id, sent("stop", rule="chest_pain"))
    again = well.practice.on("self", session.id, sent("stop", rule=second))
    assert again.session.page == "emergency"
    assert len(again.session.stops) == 2


def test_a_stop_is_taken_though_the_clock_was_set_back(well: Coach, clock: FixedClock) -> None:
    clock.advance(timedelta(hours=3))
    session = pumped(well, clock, begun(well), 5)
    clock.advance(timedelta(hours=-1))
    for _ in range(2):
        stopped = well.practice.on("self", session.id, sent("stop", id="a", rule="chest_pain"))
        clock.advance(SECOND)
    assert stopped.session.page == "emergency"
    assert len(well.journal.entries("self", [SymptomEntry])) == 1
    assert well.gate.standing("self").is_emergency


def test_a_clock_set_back_keeps_nobody_from_a_new_session(well: Coach, clock: FixedClock) -> None:
    clock.advance(timedelta(hours=3))
    first = pumped(well, clock, begun(well), 5)
    clock.advance(timedelta(hours=-1))
    assert begun(well).id != first.id
    assert recorded(well).outcome is Outcome.DROPPED


def test_an_answer_that_is_refused_keeps_no_stop_from_counting(
    well: Coach, clock: FixedClock
) -> None:
    clock.advance(SECOND)
    well.checks.record("self", PAD_CLEARED)
    session = well.practice.begin("self", "pain_guided_walking", anything_new=False)
    well.practice.on("self", session.id, sent("begin"))
    for _ in range(asks_at(session)):
        well.practice.on("self", session.id, sent("skip"))
    with pytest.raises(FaultsError):
        well.practice.on(
            "self", session.id, (*sent("answer", value=99), *sent("stop", rule="chest_pain"))
        )
    assert well.gate.standing("self").is_emergency


def asks_at(session: Practised) -> int:
    """Return the number of the segment that asks a question."""
    assert session.script is not None
    return next(n for n, each in enumerate(session.script.segments) if each.ask is not None)


def test_a_page_that_was_reading_never_undoes_what_came_in_meanwhile(
    coach: Coach, clock: FixedClock
) -> None:
    coach.checks.record("self", WELL)
    session = begun(coach)
    with coach.journal.as_one():
        assert coach.journal.settings("self") == {}  # this state is read
        elsewhere = Thread(target=lambda: coach.practice.on("self", session.id, sent("finish")))
        elsewhere.start()
        elsewhere.join()
        clock.advance(SECOND)
        coach.practice.get("self", session.id)
    assert coach.practice.get("self", session.id).session.is_over
