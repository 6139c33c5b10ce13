"""Guides one session at the terminal: draws, listens to keys, and reports to the coach.

The coach records the session; here that is a function that takes an event and returns the session
after it. The clock says the time, and only the keyboard waits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from soleus.cli import session_text as text
from soleus.cli.keyboard import ENTER, Keyboard, LeftError
from soleus.language import translate
from soleus.session import (
    Act,
    Ask,
    Event,
    Phase,
    Prompt,
    Script,
    Session,
    prompt,
    spoken_between,
    stop_rule,
)
from soleus.vocabulary import Clock

if TYPE_CHECKING:
    from collections.abc import Callable

FRAME_SECONDS = 0.1
LIFE_SIGN = timedelta(seconds=5)
PATIENCE_SECONDS = 1.0

_ACTS = {"s": Act.SKIP, "q": Act.FINISH, "p": Act.PAUSE, " ": Act.PAUSE, ENTER: Act.ANSWER}
"""What a key does while the session runs."""


class Screen(Protocol):
    """Shows a session."""

    def say(self, line: str) -> None:
        """Show a line that stays."""
        ...

    def live(self, shown: Prompt) -> None:
        """Show this moment of the session."""
        ...


@dataclass(slots=True)
class Guide:
    """One session under way at the terminal.

    Parameters
    ----------
    session : its state so far
    script : its timeline
    happened : records an event and returns the session after it
    """

    session: Session
    script: Script
    happened: Callable[[Event], Session]
    keyboard: Keyboard
    screen: Screen
    clock: Clock
    _shown: Session | None = field(default=None, init=False)
    _reported_at: datetime | None = field(default=None, init=False)

    def run(self) -> Session:
        """Guide the session to its end and return it.

        Raises
        ------
        LeftError
            when the input ends or the person leaves; the session is recorded as paused.
        """
        self._send(Act.RESUME if self.session.phase is Phase.PAUSED else Act.BEGIN)
        while not self.session.is_over:
            try:
                self._step()
            except KeyboardInterrupt:
                self._something_is_wrong()
        if self.session.phase is Phase.FINISHED:
            self._say_news(self.session)
        return self.session

    def _step(self) -> None:
        now = self.clock.now()
        session = self.session.at(now, self.script)
        self._say_news(session)
        shown = prompt(session, self.script, now)
        self.screen.live(shown)
        if shown.ask and shown.phase is Phase.RUNNING:
            self._answer(shown.ask)
            return
        if shown.phase is Phase.PAUSED and self.keyboard.has_ended:
            self._leave()
        key = self.keyboard.wait(self._patience(shown, now))
        if key is not None:
            self._pressed(key)
        elif session.phase is not self.session.phase or self._is_report_due():
            self._send(Act.BEAT)

    def _say_news(self, session: Session) -> None:
        """Show the segment that has begun and the words that were due since the last call."""
        before = self._shown
        if before is None or len(session.stays) > len(before.stays):
            self.screen.say(text.entering(session.segment(self.script)))
        if before is not None:
            for words in spoken_between(before, session, self.script):
                self.screen.say(translate(words))
        self._shown = session

    def _patience(self, shown: Prompt, now: datetime) -> float:
        if shown.phase is not Phase.RUNNING:
            return PATIENCE_SECONDS
        if shown.next_change_at is None:
            return FRAME_SECONDS
        return max(0.0, min(FRAME_SECONDS, (shown.next_change_at - now).total_seconds()))

    def _is_report_due(self) -> bool:
        last = self._reported_at
        is_running = self.session.phase is Phase.RUNNING
        return is_running and (last is None or self.clock.now() - last >= LIFE_SIGN)

    def _pressed(self, key: str) -> None:
        is_paused = self.session.at(self.clock.now(), self.script).phase is Phase.PAUSED
        if key == "x":
            self._something_is_wrong()
        elif is_paused and key in ("p", " ", ENTER):
            self._send(Act.RESUME)
        elif key in _ACTS:
            self._send(_ACTS[key])

    def _send(self, act: Act, value: int | str | None = None) -> None:
        self._report(Event(act, value=value))

    def _report(self, event: Event) -> None:
        self.session = self.happened(event)
        self._reported_at = self.clock.now()

    def _line(self) -> str:
        """Return the line that the person types; the session is paused until then."""
        try:
            line = self.keyboard.line()
        except KeyboardInterrupt:
            line = None
        if line is None:
            self._leave()
        return (line or "").strip().lower()

    def _leave(self) -> None:
        self._send(Act.LOST)
        raise LeftError

    def _answer(self, ask: Ask) -> None:
        self._send(Act.PAUSE)
        offered = {str(choice.value): choice.value for choice in ask.answers}
        self.screen.say(f"{translate(ask.says)} ({translate('x: something is wrong')})")
        while (typed := self._line()) not in offered:
            if typed == "x":
                self._something_is_wrong()
                return
            self.screen.say(translate("Please type one of {these}.", these=", ".join(offered)))
        self._send(Act.RESUME)
        self._send(Act.ANSWER, value=offered[typed])

    def _something_is_wrong(self) -> None:
        """Pause the session and ask what is wrong."""
        self._send(Act.PAUSE)
        rules = self.script.stop_rules
        for line in text.stop_menu(rules):
            self.screen.say(line)
        while (event := text.read_wrong(self._line(), rules)) is None:
            self.screen.say(translate("Please type a number from 0 to {n}, or q.", n=len(rules)))
        if event.do is Act.STOP:  # what to do is shown before the stop is recorded
            for line in text.stopped(stop_rule(event.rule)):
                self.screen.say(line)
        self._report(event)
