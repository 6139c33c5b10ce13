"""The machine loses no time, adds none, and a stop always wins."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.samples import (
    START,
    answer,
    at,
    on,
    ready,
    run_for,
    running,
    script_for,
    script_until,
    seconds,
    segment_of,
    stop,
)
from soleus.journal import Outcome
from soleus.session import (
    Act,
    Cause,
    Event,
    Kind,
    Page,
    Phase,
    Script,
    Session,
    routines,
)
from soleus.session.events import Position
from soleus.session.machine import AWAY_AFTER
from soleus.vocabulary import FaultsError, Leg, NotPermittedError

PLAIN = (Act.BEGIN, Act.PAUSE, Act.RESUME, Act.SKIP, Act.BEAT, Act.LOST)
EVENTS = st.sampled_from([*(Event(act) for act in PLAIN), answer(), answer(3)])
STEPS = st.lists(st.tuples(st.floats(0, 40), EVENTS), max_size=40)
ROUTINES = st.sampled_from(sorted(routines()))


def play(
    session: Session, steps: list[tuple[float, Event]], script: Script | None = None
) -> Session:
    script, now = script or script_for(session), session.as_of
    for wait, event in steps:
        now += seconds(wait)
        try:
            session = session.on(event, now, script)
        except FaultsError:
            assert session.segment(script).ask is not None
    return session


def test_a_session_needs_a_permit_that_has_not_run_out() -> None:
    with pytest.raises(NotPermittedError):
        Session.start(script_until(START + seconds(1)), START + seconds(1))


def test_time_passes_only_after_begin() -> None:
    waiting = at(ready(), START + seconds(600))
    assert waiting.phase is Phase.READY
    assert waiting.position == Position(0, 0)


def test_ankle_pumps_run_for_three_minutes_and_are_finished() -> None:
    session = run_for(running(), 200)
    assert session.phase is Phase.FINISHED
    assert session.outcome is Outcome.FINISHED
    assert session.active_seconds == 180
    assert session.cycles == 180


def test_calf_raises_count_each_raise() -> None:
    session = run_for(running("calf_raises"), 5 + 6 * 7 + 3)
    assert session.cycles == 7


def test_pause_stops_the_time_and_resume_goes_on_at_the_same_place() -> None:
    paused = on(run_for(running(), 25), Act.PAUSE, START + seconds(25))
    later = START + timedelta(hours=2)
    assert at(paused, later).position == paused.position == Position(1, 20)
    assert run_for(on(paused, Act.RESUME, later), 10).position == Position(1, 30)


def test_a_rhythm_without_a_sign_of_life_pauses_at_the_last_one() -> None:
    session = run_for(running(), 25)
    gone = at(session, START + seconds(25) + AWAY_AFTER + seconds(1))
    assert gone.phase is Phase.PAUSED
    assert gone.cause is Cause.AWAY
    assert gone.position == Position(1, 20)


def test_a_short_silence_counts() -> None:
    session = at(run_for(running(), 25), START + seconds(25) + AWAY_AFTER)
    assert session.position == Position(1, 50)


def test_legs_stay_up_while_the_screen_is_locked() -> None:
    up = on(running("elevation"), answer(), START + seconds(4))
    back = at(up, START + seconds(4) + timedelta(minutes=8))
    assert back.phase is Phase.RUNNING
    assert back.active_seconds == 480


def test_a_screen_locked_past_the_end_waits_for_the_legs_to_come_down() -> None:
    up = on(running("elevation"), answer(), START)
    back = at(up, START + timedelta(minutes=20))
    assert (back.phase, back.cause) == (Phase.PAUSED, Cause.AWAY)
    assert segment_of(back).id == "lower"
    assert back.active_seconds == 600


def test_a_walk_ends_by_itself_with_the_screen_locked() -> None:
    walking = run_for(running("walking"), 6)
    assert at(walking, START + timedelta(minutes=12)).phase is Phase.FINISHED


def test_nobody_knows_what_was_done_after_hours_away() -> None:
    up = on(running("elevation"), answer(), START)
    back = at(up, START + timedelta(hours=8))
    assert (back.phase, back.cause) == (Phase.PAUSED, Cause.AWAY)
    assert back.active_seconds == 0


def test_a_clock_set_back_takes_no_time_and_gives_none() -> None:
    session = run_for(running(), 25)
    back = on(session, Act.BEAT, START + seconds(10))
    assert back.position == session.position
    assert back.as_of == session.as_of


def test_skip_goes_to_the_next_segment() -> None:
    session = on(running(), Act.SKIP, START + seconds(2))
    assert session.position == Position(1, 0)
    assert session.stays[0].is_skipped
    assert session.active_seconds == 0


def test_skipping_through_everything_finishes_nothing() -> None:
    session = on(on(running(), Act.SKIP, START), Act.SKIP, START)
    assert session.phase is Phase.FINISHED
    assert session.outcome is Outcome.DROPPED


def test_ending_early_is_told_from_finishing() -> None:
    session = on(run_for(running(), 65), Act.FINISH, START + seconds(65))
    assert session.phase is Phase.ENDED
    assert session.outcome is Outcome.DROPPED
    assert session.active_seconds == 60


def test_a_page_that_was_left_is_paused_where_it_was() -> None:
    session = on(running(), Act.LOST, START + seconds(15))
    assert (session.phase, session.cause) == (Phase.PAUSED, Cause.LOST)
    assert session.position == Position(1, 10)


def test_an_answer_moves_on_from_what_waits() -> None:
    session = on(running("elevation"), answer(), START + seconds(3))
    assert segment_of(session).id == "raised"
    assert session.stays[0].answer == "I am there"


def test_an_answer_that_was_not_offered_is_refused_in_one_line() -> None:
    asked = on(run_for(running("pain_guided_walking"), 20), answer(), START + seconds(20))
    assert segment_of(asked).kind is Kind.ASK
    with pytest.raises(match="must be 0 or 1"):
        on(asked, answer(11), START + seconds(21))


def test_an_answer_meant_for_a_segment_that_has_passed_changes_nothing() -> None:
    walking = run_for(running("pain_guided_walking"), 20)
    assert segment_of(on(walking, answer(3), walking.as_of)).id == "walk"
    asked = on(walking, answer(), walking.as_of)
    assert segment_of(on(asked, answer(), asked.as_of)).id == "pain"
    resting = on(asked, answer(3), asked.as_of)
    again = on(resting, answer(), resting.as_of)
    twice = on(again, Event(Act.ANSWER, position=Position(3, 0)), again.as_of)
    assert segment_of(twice).id == "walk"


def test_walking_to_pain_repeats_until_the_time_is_used_up() -> None:
    session, now = running("pain_guided_walking", minutes=5), START
    for _ in range(40):
        if session.is_over:
            break
        now += seconds(20)
        session = at(session, now)
        session = on(session, answer(4 if segment_of(session).ask else None), now)
    assert session.outcome is Outcome.FINISHED
    # walk 15 s, ask 20 s, rest 20 s, walk 20 s … : the sixth walk begins at 295 s of the 300
    answers = [stay.answer for stay in session.stays if isinstance(stay.answer, int)]
    assert answers == [4] * 6
    assert session.active_seconds == 15 + 4 * 20 + 5


def test_a_walk_ends_with_the_time_but_a_rest_lasts_until_the_pain_has_gone() -> None:
    session = run_for(running("pain_guided_walking", minutes=5), 5 + 300)
    assert segment_of(session).id == "pain"
    assert session.active_seconds == 300
    resting = on(session, answer(2), session.as_of)
    assert segment_of(run_for(resting, 600)).id == "rest"
    assert on(resting, answer(), resting.as_of).phase is Phase.FINISHED


def test_an_expired_permit_ends_the_session_at_that_moment() -> None:
    soon = script_until(START + seconds(20))
    session = Session.start(soon, START).on(Event(Act.BEGIN), START, soon)
    over = session.at(START + seconds(25), soon)
    assert (over.phase, over.cause) == (Phase.ENDED, Cause.EXPIRED)
    assert over.active_seconds == 15
    assert on(over, Act.RESUME, START + seconds(26)).phase is Phase.ENDED


def test_an_expired_permit_does_not_let_a_session_begin() -> None:
    soon = script_until(START + seconds(20))
    begun = Session.start(soon, START).on(Event(Act.BEGIN), START + seconds(20), soon)
    assert begun.phase is Phase.ENDED


@pytest.mark.parametrize("act", [act for act in Act if act is not Act.STOP])
def test_without_leave_whatever_happens_ends_the_session(act: Act) -> None:
    session = running().on(Event(act), START + seconds(9), None)
    assert (session.phase, session.cause) == (Phase.ENDED, Cause.GATE)
    assert session.active_seconds == 0


def test_without_leave_a_stop_is_taken() -> None:
    session = run_for(running(), 25).on(stop("chest_pain"), START + seconds(29), None)
    assert (session.phase, session.page) == (Phase.STOPPED, Page.EMERGENCY)
    assert (session.active_seconds, session.cycles) == (20, 20)
    again = session.on(stop("pain"), START + seconds(30), None)
    assert (again.page, len(again.stops)) == (Page.EMERGENCY, 2)


@pytest.mark.parametrize("last", [Act.PAUSE, Act.FINISH, Act.LOST, Act.SKIP, Act.BEAT])
def test_a_stop_is_taken_after_anything(last: Act) -> None:
    session = on(on(running(), last, START + seconds(9)), stop("chest_pain"), START + seconds(10))
    assert session.phase is Phase.STOPPED
    assert session.page is Page.EMERGENCY
    assert [stopped.findings for stopped in session.stops] == [{"chest_pain": True}]


def test_a_stop_is_taken_before_the_start_and_just_after_the_end() -> None:
    assert on(ready(), stop("faint"), START).phase is Phase.STOPPED
    finished = run_for(running(), 200)
    stopped = on(finished, stop("faint"), START + seconds(210))
    assert stopped.outcome is Outcome.STOPPED
    assert stopped.active_seconds == 180


def test_a_stop_counts_the_time_up_to_it() -> None:
    assert on(running(), stop("pain", Leg.LEFT), START + seconds(15)).active_seconds == 10


def test_the_most_urgent_of_two_stops_says_where_to_go() -> None:
    session = on(on(running(), stop("pain", Leg.LEFT), START), stop("chest_pain"), START)
    assert session.page is Page.EMERGENCY
    again = on(on(running(), stop("chest_pain"), START), stop("pain", Leg.LEFT), START)
    assert again.page is Page.EMERGENCY
    findings = [stopped.findings for stopped in again.stops]
    assert findings == [{"chest_pain": True}, {"leg_pain": "left"}]


def test_an_event_sent_twice_counts_once() -> None:
    once = on(running(), Event(Act.SKIP, id="a"), START)
    assert on(once, Event(Act.SKIP, id="a"), START).stays == once.stays


def test_an_event_counts_from_when_it_happened() -> None:
    session = on(running(), Event(Act.PAUSE, ago_seconds=8), START + seconds(28))
    assert session.position == Position(1, 15)


def test_an_event_cannot_reach_back_behind_what_was_counted() -> None:
    session = run_for(running(), 25)
    late = on(session, Event(Act.PAUSE, ago_seconds=3600), START + seconds(26))
    assert late.position == Position(1, 20)


def test_a_page_that_stalled_pulls_the_count_back_but_never_on() -> None:
    session = run_for(running(), 25)
    slow = on(session, Event(Act.BEAT, position=Position(1, 12.5)), START + seconds(25))
    assert slow.active_seconds == 12.5
    fast = on(session, Event(Act.BEAT, position=Position(1, 100)), START + seconds(25))
    assert fast.active_seconds == 20
    back = on(session, Event(Act.BEAT, position=Position(0, 4)), START + seconds(25))
    assert back.position == Position(0, 4)


def test_nothing_answered_is_undone_by_a_late_position() -> None:
    session = on(running("elevation"), answer(), START + seconds(3))
    late = on(session, Event(Act.BEAT, position=Position(0, 2)), START + seconds(4))
    assert segment_of(late).id == "raised"


@settings(max_examples=80, deadline=None)
@given(ROUTINES, STEPS)
def test_no_time_is_lost_and_none_is_added(name: str, steps: list[tuple[float, Event]]) -> None:
    session, now, ran = ready(name), START, timedelta(0)
    for wait, event in steps:
        now += seconds(wait)
        was = session
        try:
            session = on(session, event, now)
        except FaultsError:
            continue
        is_away = now - was.as_of > AWAY_AFTER
        if was.phase is Phase.RUNNING and not (session.is_over or is_away):
            ran += now - was.as_of
            assert sum((each.spent for each in session.stays), timedelta(0)) == ran
        ran = sum((each.spent for each in session.stays), timedelta(0))
        assert ran <= now - START


@settings(max_examples=80, deadline=None)
@given(ROUTINES, STEPS)
def test_no_segment_lasts_longer_than_it_should(
    name: str, steps: list[tuple[float, Event]]
) -> None:
    session = play(ready(name), steps)
    for each in session.stays:
        length = script_for(session).segments[each.segment].seconds
        assert length is None or each.spent <= seconds(length)
    planned = script_for(session).planned_seconds
    assert planned is None or session.active_seconds <= planned


@settings(max_examples=80, deadline=None)
@given(ROUTINES, STEPS, st.integers(0, 40), st.sampled_from(["faint", "pain", "nonsense"]))
def test_a_stop_always_wins(
    name: str, steps: list[tuple[float, Event]], place: int, rule: str
) -> None:
    before, after = steps[:place], steps[place:]
    session = play(ready(name), before)
    stopped = on(session, stop(rule), session.as_of)
    assert stopped.phase is Phase.STOPPED
    assert play(stopped, after).phase is Phase.STOPPED
    assert play(stopped, after).active_seconds == stopped.active_seconds


@settings(max_examples=60, deadline=None)
@given(ROUTINES, STEPS)
def test_however_often_one_looks_the_time_is_the_same(
    name: str, steps: list[tuple[float, Event]]
) -> None:
    session = play(ready(name), steps)
    end = session.as_of + seconds(24)
    in_pieces = session
    while in_pieces.as_of < end:
        in_pieces = at(in_pieces, min(end, in_pieces.as_of + seconds(0.7)))
    assert in_pieces == at(session, end)


@settings(max_examples=80, deadline=None)
@given(ROUTINES, STEPS)
def test_nothing_runs_without_a_permit_that_still_holds(
    name: str, steps: list[tuple[float, Event]]
) -> None:
    soon = script_until(START + seconds(60), name)
    session = play(Session.start(soon, START), steps, soon)
    if session.as_of > START + seconds(60):
        assert session.is_over
    assert session.active_seconds <= 60
