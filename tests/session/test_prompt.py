"""What is shown at a moment, and when to look again."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session.samples import (
    START,
    at,
    on,
    ready,
    run_for,
    running,
    script_for,
    script_of,
    seconds,
)
from soleus.session import Act, Kind, Phase, Prompt, Session
from soleus.session.prompt import prompt as shown_by
from soleus.session.prompt import spoken_between


def prompt(session: Session, now: datetime) -> Prompt:
    return shown_by(session, script_for(session), now)


def test_the_get_ready_count_goes_down_from_five() -> None:
    numbers = [prompt(running(), START + seconds(s)).number for s in (0, 1, 2, 3, 4, 4.9)]
    assert numbers == [5, 4, 3, 2, 1, 1]


def test_the_label_follows_the_beat() -> None:
    session = run_for(running(), 5)
    labels = [prompt(session, session.as_of + seconds(s)).label for s in (0, 0.49, 0.5, 1)]
    assert labels == ["Toes away", "Toes away", "Toes up", "Toes away"]


def test_the_count_goes_up_and_says_of_how_many() -> None:
    shown = prompt(run_for(running(), 5 + 12), START + seconds(17))
    assert (shown.number, shown.of) == (13, 180)
    assert shown.remaining_seconds == 168


def test_a_part_that_waits_says_what_for() -> None:
    shown = prompt(running("elevation"), START)
    assert shown.until == "I am there"
    assert shown.remaining_seconds is None


def test_toes_point_away_on_the_squeeze() -> None:
    session = run_for(running(), 5)
    away = prompt(session, session.as_of + seconds(0.25)).pose
    up = prompt(session, session.as_of + seconds(0.75)).pose
    assert (away.ankle, away.squeeze) == pytest.approx((-1, 1))
    assert (up.ankle, up.squeeze) == pytest.approx((1, 0))


def test_the_heels_are_up_while_held() -> None:
    session = run_for(running("calf_raises"), 5)
    assert prompt(session, session.as_of + seconds(1.5)).pose.heel == pytest.approx(1)
    assert prompt(session, session.as_of + seconds(5.5)).pose.heel == pytest.approx(0)


@settings(deadline=None)
@given(st.floats(0, 400))
def test_a_stride_wraps_and_a_pose_stays_in_its_range(later: float) -> None:
    session = run_for(running("walking"), later)
    pose = prompt(session, session.as_of).pose
    assert 0 <= pose.step <= 1
    assert -1 <= pose.ankle <= 1
    assert 0 <= pose.squeeze <= 1


def test_nothing_changes_by_itself_while_paused_or_ready() -> None:
    assert prompt(ready(), START).next_change_at is None
    paused = on(running(), Act.PAUSE, START + seconds(7))
    assert prompt(paused, START + seconds(9)).next_change_at is None


def test_looking_again_at_the_next_change_misses_no_beat() -> None:
    session, now, labels = running(minutes=2), START, []
    while session.phase is Phase.RUNNING:
        shown = prompt(session, now)
        labels.append((shown.kind, shown.label))
        assert shown.next_change_at is not None
        assert shown.next_change_at > now
        now = shown.next_change_at
        session = at(session, now)
    pumps = [label for kind, label in labels if kind is Kind.MOVE]
    assert pumps.count("Toes away") >= 120
    assert pumps.count("Toes up") >= 120


def test_every_word_is_said_once_however_often_one_looks() -> None:
    session, said = running(minutes=2), list[str]()
    while session.phase is Phase.RUNNING:
        later = on(session, Act.BEAT, session.as_of + seconds(0.7))
        said += spoken_between(session, later, script_for(session))
        session = later
    assert said == ["Toes away.", "Half way.", "Ten seconds.", "Done. Let go and rest."]


def test_nothing_is_said_of_what_was_skipped() -> None:
    session = running()
    assert spoken_between(session, on(session, Act.SKIP, START), script_of()) == ()


def test_numbers_are_said_aloud_about_every_ten_seconds() -> None:
    session = run_for(running(), 5)
    aloud = [
        shown.number
        for second in range(30)
        if (shown := prompt(session, session.as_of + seconds(second))).is_spoken
    ]
    assert aloud == [10, 20, 30]


def test_the_word_of_a_beat_is_said_only_where_there_is_time() -> None:
    fast, slow = run_for(running(), 5), run_for(running(per_minute=10), 5)
    assert prompt(fast, fast.as_of).say is None
    assert prompt(slow, slow.as_of).say == "Away"
