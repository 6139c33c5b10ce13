"""How a session reads at the terminal."""

from datetime import datetime

import pytest

from session.samples import (
    LIMIT,
    START,
    on,
    ready,
    run_for,
    running,
    script_for,
    script_of,
    script_until,
    seconds,
    stop,
)
from soleus.cli import session_text as text
from soleus.session import Act, Cause, Event, Pose, Prompt, Session, StopRule, stop_rules
from soleus.session.prompt import prompt as shown_by
from soleus.vocabulary import Leg

RULES = tuple(stop_rules().values())


def prompt(session: Session, now: datetime) -> Prompt:
    return shown_by(session, script_for(session), now)


def test_the_live_line_shows_leg_beat_count_and_time_left() -> None:
    session = run_for(running(), 5 + 12.3)
    line = text.live_line(prompt(session, session.as_of), text.PLAIN_GLYPHS, 200)
    assert line.startswith("[")
    assert "Toes away" in line
    assert "13 of 180" in line
    assert "2:48 left" in line
    assert "x something is wrong" in line


def test_the_live_line_never_wraps() -> None:
    shown = prompt(running(), START)
    assert len(text.live_line(shown, text.FINE_GLYPHS, 40)) <= 40


def test_a_paused_session_says_so() -> None:
    paused = on(run_for(running(), 9), Act.PAUSE, START + seconds(9))
    assert "Paused" in text.live_line(prompt(paused, paused.as_of), text.PLAIN_GLYPHS, 200)


def test_what_waits_says_what_for() -> None:
    shown = prompt(running("elevation"), START)
    assert "Enter: I am there" in text.live_line(shown, text.PLAIN_GLYPHS, 200)


def test_toes_away_and_toes_up_look_different() -> None:
    signs = text.PLAIN_GLYPHS
    assert text.leg(Pose(ankle=-1, squeeze=1), signs) == "[# \\]"
    assert text.leg(Pose(ankle=1), signs) == "[  /]"
    assert text.leg(Pose(heel=1, squeeze=1), signs) == "[##-]"


def test_a_terminal_without_fine_signs_gets_plain_ones() -> None:
    assert text.glyphs("ascii") is text.PLAIN_GLYPHS
    assert text.glyphs("utf-8") is text.FINE_GLYPHS
    assert text.glyphs("no such encoding") is text.PLAIN_GLYPHS


def test_the_limits_of_the_check_are_told_before_the_start() -> None:
    assert f"  {LIMIT.says}" in list(text.before(script_of()))


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("1", stop("chest_pain")),
        ("3 l", stop("sudden_severe_pain", Leg.LEFT)),
        ("3right", stop("sudden_severe_pain", Leg.RIGHT)),
        ("0", Event(Act.RESUME)),
        ("q", Event(Act.FINISH)),
        ("", None),
        ("99", None),
        ("chest", None),
    ],
)
def test_an_answer_to_what_is_wrong_is_understood_or_asked_again(line: str, meant: object) -> None:
    assert text.read_wrong(line, RULES) == meant


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_stop_says_where_to_go(rule: StopRule) -> None:
    first, then = text.stopped(rule)
    assert first == rule.says
    assert "112" in then or "soleus check" in then


def test_the_end_says_what_was_done() -> None:
    assert text.ended(run_for(running(), 200), script_of()) == (
        "Done: 3:00 of ankle pumps, 180 times. It is in your journal."
    )


def test_an_early_end_by_the_gate_says_why() -> None:
    shut = running().ended(Cause.GATE, START + seconds(30))
    assert "Something has changed" in text.ended(shut, script_of())
    soon = script_until(START + seconds(9))
    session = Session.start(soon, START).on(Event(Act.BEGIN), START, soon)
    assert "run out" in text.ended(session.at(START + seconds(10), soon), soon)


def test_leaving_says_how_to_go_on() -> None:
    assert text.kept(ready(), script_of()).endswith("soleus session ankle-pumps")


@pytest.mark.parametrize(("value", "shown"), [(0, "0:00"), (65.4, "1:05"), (599.999, "9:59")])
def test_times_are_minutes_and_seconds(value: float, shown: str) -> None:
    assert text.clock_time(value) == shown
