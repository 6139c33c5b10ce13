"""Guiding one session at the terminal: draws, listens to keys, and tells the coach.

How the session is kept is the coach's business; here it is a function from an event to the
session after it. Time comes from the clock, and all waiting is done by the keyboard.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from soleus.cli import session_text as text
from soleus.cli.keyboard import ENTER, Keyboard
from soleus.language import translate
from soleus.session import (
    Answer,
    Ask,
    Beat,
    Begin,
    Event,
    Finish,
    Lost,
    Pause,
    Phase,
    Prompt,
    Resume,
    Session,
    Skip,
    Stop,
    prompt,
    stop_rule,
    told,
)
from soleus.vocabulary import Clock

if TYPE_CHECKING:
    from collections.abc import Callable

FRAME_SECONDS = 0.1
LIFE_SIGN = timedelta(seconds=5)
PATIENCE_SECONDS = 1.0


class Screen(Protocol):
    """Where things are shown."""

    def say(self, line: str) -> None:
        """Show a line that stays."""
        ...

    def live(self, shown: Prompt) -> None:
        """Show the moment."""
        ...


class LeftError(Exception):
    """The person went away in the middle; the session is kept as paused."""


@dataclass(slots=True)
class Guide:
    """One session under way at the terminal.

    Parameters
    ----------
    session : as it stands
    happened : takes an event and returns the session after it
    """

    session: Session
    happened: Callable[[Event], Session]
    keyboard: Keyboard
    screen: Screen
    clock: Clock
    _told: Session | None = field(default=None, init=False)
    _signed: datetime | None = field(default=None, init=False)

    def run(self) -> Session:
        """Guide to the end and return the session as it ended.

        Raises
        ------
        LeftError
            when the input ends or the person leaves; the session is kept as paused.
        """
        self._send(Resume() if self.session.phase is Phase.PAUSED else Begin())
        while not self.session.is_over:
            try:
                self._step()
            except KeyboardInterrupt:
                self._something_is_wrong()
        if self.session.phase is Phase.FINISHED:
            self._tell(self.session)
        return self.session

    def _step(self) -> None:
        now = self.clock.now()
        here = self.session.at(now)
        self._tell(here)
        shown = prompt(here, now)
        self.screen.live(shown)
        if shown.ask and shown.phase is Phase.RUNNING:
            self._answer(shown.ask)
            return
        if shown.phase is Phase.PAUSED and self.keyboard.has_ended:
            self._leave()
        key = self.keyboard.wait(self._patience(shown, now))
        if key is not None:
            self._pressed(key)
        elif here.phase is not self.session.phase or self._sign_is_due():
            self._send(Beat())

    def _tell(self, here: Session) -> None:
        """Say what has come up since the last look."""
        before = self._told
        if before is None or len(here.visits) > len(before.visits):
            self.screen.say(text.entering(here.segment))
        if before is not None:
            for words in told(before, here):
                self.screen.say(translate(words))
        self._told = here

    def _patience(self, shown: Prompt, now: datetime) -> float:
        if shown.phase is not Phase.RUNNING:
            return PATIENCE_SECONDS
        if shown.next_change_at is None:
            return FRAME_SECONDS
        return max(0.0, min(FRAME_SECONDS, (shown.next_change_at - now).total_seconds()))

    def _sign_is_due(self) -> bool:
        is_running = self.session.phase is Phase.RUNNING
        return is_running and (self._signed is None or self.clock.now() - self._signed >= LIFE_SIGN)

    def _pressed(self, key: str) -> None:
        is_paused = self.session.at(self.clock.now()).phase is Phase.PAUSED
        if key == "x":
            self._something_is_wrong()
        elif key == "s":
            self._send(Skip())
        elif key == "q":
            self._send(Finish())
        elif key in ("p", " ", ENTER) and is_paused:
            self._send(Resume())
        elif key in ("p", " "):
            self._send(Pause())
        elif key == ENTER:
            self._send(Answer())

    def _send(self, event: Event) -> None:
        self.session = self.happened(event)
        self._signed = self.clock.now()

    def _line(self) -> str:
        """Return what the person types, while the session is paused."""
        try:
            line = self.keyboard.line()
        except KeyboardInterrupt:
            line = None
        if line is None:
            self._leave()
        return (line or "").strip().lower()

    def _leave(self) -> None:
        self._send(Lost())
        raise LeftError

    def _answer(self, ask: Ask) -> None:
        self._send(Pause())
        offered = {str(each.value): each.value for each in ask.answers}
        self.screen.say(f"{translate(ask.text)} ({translate('x: something is wrong')})")
        while (given := self._line()) not in offered:
            if given == "x":
                self._something_is_wrong()
                return
            self.screen.say(translate("Please type one of {these}.", these=", ".join(offered)))
        self._send(Resume())
        self._send(Answer(offered[given]))

    def _something_is_wrong(self) -> None:
        """Ask what is wrong; time stands still meanwhile."""
        self._send(Pause())
        rules = self.session.script.stop_rules
        for line in text.stop_menu(rules):
            self.screen.say(line)
        while (given := text.read_wrong(self._line(), rules)) is None:
            self.screen.say(translate("Please type a number from 0 to {n}, or q.", n=len(rules)))
        if isinstance(given, Stop):
            self._stop(given)
        else:
            self._send(given)

    def _stop(self, stop: Stop) -> None:
        """Say what to do, and have it recorded in the same breath."""
        rule = stop_rule(stop.rule)
        for line in text.stopped(rule):
            self.screen.say(line)
        self._send(stop)
