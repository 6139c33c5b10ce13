"""The session at the terminal: keys, words and the way out, in no time at all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from session.samples import START, ready, run_for, running, script_for
from session.samples import on as after
from soleus.cli.keyboard import LeftError
from soleus.cli.session_guide import Guide
from soleus.journal import Outcome
from soleus.session import Act, Event, Kind, Page, Phase, Prompt, Session
from soleus.vocabulary.clock import FixedClock

Key = tuple[float, str | Callable[[], None]]


def interrupt() -> None:
    raise KeyboardInterrupt


@dataclass
class Typed:
    """A keyboard whose keys come at given seconds; waiting moves the clock."""

    clock: FixedClock
    keys: list[Key]
    lines: list[str | None] = field(default_factory=list)
    has_ended: bool = False

    def line(self) -> str | None:
        return self.lines.pop(0) if self.lines else None

    def close(self) -> None:
        raise AssertionError("the guide has no business closing it")

    def wait(self, seconds: float) -> str | None:
        due = START + timedelta(seconds=self.keys[0][0]) if self.keys else None
        then = self.clock.now() + timedelta(seconds=max(seconds, 0.000001))
        if due is None or due > then:
            self.clock.moment = then
            self.has_ended = not self.keys and then > START + timedelta(hours=1)
            return None
        self.clock.moment = max(due, self.clock.now())
        key = self.keys.pop(0)[1]
        if callable(key):
            key()
            return None
        return key


@dataclass
class Shown:
    """A screen that remembers."""

    lines: list[str] = field(default_factory=list)
    moments: list[Prompt] = field(default_factory=list)

    def say(self, line: str) -> None:
        self.lines.append(line)

    def live(self, shown: Prompt) -> None:
        self.moments.append(shown)


@dataclass
class Stage:
    guide: Guide
    screen: Shown
    clock: FixedClock
    events: list[Event]


def stage(session: Session, keys: Iterable[Key] = (), lines: Iterable[str | None] = ()) -> Stage:
    clock, screen, events = FixedClock(START), Shown(), list[Event]()

    def happened(event: Event) -> Session:
        events.append(event)
        return after(guide.session, event, clock.now())

    script = script_for(session)
    guide = Guide(session, script, happened, Typed(clock, list(keys), list(lines)), screen, clock)
    return Stage(guide, screen, clock, events)


def test_ankle_pumps_are_guided_from_get_ready_to_done() -> None:
    on = stage(ready())
    ended = on.guide.run()
    assert ended.outcome is Outcome.FINISHED
    assert ended.active_seconds == 180
    labels = {shown.label for shown in on.screen.moments if shown.kind is Kind.MOVE}
    assert labels == {"Toes away", "Toes up"}
    assert "Half way." in on.screen.lines
    assert any(line.startswith("Done: Well done.") for line in on.screen.lines)


def test_no_beat_is_missed_on_the_screen() -> None:
    on = stage(ready(minutes=2))
    on.guide.run()
    pumps = [shown for shown in on.screen.moments if shown.kind is Kind.MOVE]
    assert {(shown.number, shown.label) for shown in pumps} == {
        (number, label) for number in range(1, 121) for label in ("Toes away", "Toes up")
    }


def test_the_coach_hears_a_sign_of_life_every_few_seconds() -> None:
    on = stage(ready())
    on.guide.run()
    assert 30 < len(on.events) < 45


def test_p_pauses_and_p_goes_on() -> None:
    on = stage(ready(), [(15, "p"), (1000, "p")])
    ended = on.guide.run()
    assert ended.active_seconds == 180
    assert on.clock.now() > START + timedelta(seconds=1000)
    assert any(shown.phase is Phase.PAUSED for shown in on.screen.moments)


def test_s_skips_and_q_ends() -> None:
    on = stage(ready(), [(1, "s"), (11, "q")])
    ended = on.guide.run()
    assert ended.outcome is Outcome.DROPPED
    assert ended.active_seconds == pytest.approx(10)


def test_x_asks_what_is_wrong_and_says_what_to_do_first() -> None:
    on = stage(ready(), [(20, "x")], ["1"])
    ended = on.guide.run()
    assert ended.page is Page.EMERGENCY
    assert ended.stops[0].findings == {"chest_pain": True}
    assert ended.active_seconds == pytest.approx(15)
    assert on.screen.lines[-2].startswith("Stop and sit down. Call the emergency number now.")
    assert "112" in on.screen.lines[-1]


def test_control_c_asks_what_is_wrong_too() -> None:
    on = stage(ready(), [(20, interrupt)], ["3 r"])
    ended = on.guide.run()
    assert ended.stops[0].findings == {"sudden_severe_pain": "right"}


def test_what_cannot_be_understood_is_asked_again() -> None:
    on = stage(ready(), [(20, "x")], ["help", "99", "11l"])
    ended = on.guide.run()
    assert ended.stops[0].findings == {"leg_pain": "left"}
    assert sum(line.startswith("Please type") for line in on.screen.lines) == 2


def test_nothing_wrong_goes_on_and_costs_no_time() -> None:
    on = stage(ready(), [(20, "x")], ["0"])
    assert on.guide.run().active_seconds == 180


def test_nothing_wrong_may_end_here() -> None:
    on = stage(ready(), [(20, "x")], ["q"])
    assert on.guide.run().outcome is Outcome.DROPPED


def test_input_that_ends_while_something_is_wrong_keeps_the_session_paused() -> None:
    on = stage(ready(), [(20, "x")], [None])
    with pytest.raises(LeftError):
        on.guide.run()
    assert on.guide.session.phase is Phase.PAUSED
    assert on.guide.session.active_seconds == pytest.approx(15)


def test_input_that_ends_while_paused_keeps_the_session() -> None:
    on = stage(ready(), [(20, "p")])
    with pytest.raises(LeftError):
        on.guide.run()
    assert on.guide.session.active_seconds == pytest.approx(15)


def test_enter_says_that_the_feet_are_up() -> None:
    on = stage(ready("elevation"), [(4, "\n")])
    ended = on.guide.run()
    assert ended.active_seconds == 600
    assert any("Press Enter: I am there." in line for line in on.screen.lines)


def test_walking_to_pain_asks_how_bad_it_is() -> None:
    keys: list[Key] = [(60, "\n"), (90, "\n"), (300, "\n"), (320, "\n")]
    on = stage(ready("pain_guided_walking", minutes=5), keys, ["what", "4", "6"])
    ended = on.guide.run()
    assert [stay.answer for stay in ended.stays if isinstance(stay.answer, int)] == [4, 6]
    assert ended.outcome is Outcome.FINISHED


def test_a_question_can_be_answered_by_something_is_wrong() -> None:
    keys: list[Key] = [(60, "\n")]
    on = stage(ready("pain_guided_walking", minutes=5), keys, ["x", "2"])
    assert on.guide.run().page is Page.EMERGENCY


def test_a_kept_session_goes_on_where_it_was() -> None:
    kept = after(run_for(running(), 65), Act.LOST, START + timedelta(seconds=65))
    on = stage(kept)
    on.clock.moment = START + timedelta(hours=1)
    ended = on.guide.run()
    assert ended.active_seconds == 180
    assert on.clock.now() < START + timedelta(hours=1, seconds=125)
