"""``soleus session ROUTINE``: a guided session at the terminal, through the same gate."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from soleus.cli.app import app, fail
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from soleus.cli.keyboard import Keyboard
    from soleus.cli.session_guide import Guide
    from soleus.coach import Coach, Practised
    from soleus.session import Event, Prompt, Session

_YES = ("y", "j")
"""Yes in any of the languages; "n" is no in all of them."""

_NEW = msgid(
    "Is anything new since your last check? New pain, swelling, colour or breathlessness? y/n"
)
_GO_ON = msgid("A session is still open. Go on with it? y/n")
_NO_ANSWER = msgid("Please answer y or n; without an answer nothing starts.")


@app.command()
def session(
    routine: Annotated[
        str, typer.Argument(help="ankle-pumps, calf-raises, elevation, walking …")
    ] = "",
    minutes: Annotated[int | None, typer.Option(help="How long, in minutes.")] = None,
    per_minute: Annotated[int | None, typer.Option(help="Pace of ankle pumps.")] = None,
    repetitions: Annotated[int | None, typer.Option(help="How many calf raises.")] = None,
    posture: Annotated[
        str | None, typer.Option(help="Pumps and raises: seated, lying or standing.")
    ] = None,
    feet: Annotated[str | None, typer.Option(help="Both, left or right.")] = None,
    pillows: Annotated[str | None, typer.Option(help="Legs up: one or two.")] = None,
    position: Annotated[str | None, typer.Option(help="Legs up: flat or propped.")] = None,
    person: Annotated[str, typer.Option(help="Whose session: an id or a name.")] = "self",
    plain: Annotated[bool, typer.Option("--plain", help="No line that redraws itself.")] = False,
    bell: Annotated[
        bool, typer.Option("--bell", help="Ring the terminal's bell on beats.")
    ] = False,
) -> None:
    """Guide a session: the beat, the count, and a way to stop at every moment."""
    from soleus.compose import Settings, open_coach

    if not routine:
        fail([_which()])
    said = {
        "minutes": minutes,
        "per_minute": per_minute,
        "repetitions": repetitions,
        "posture": posture,
        "feet": feet,
        "pillows": pillows,
        "position": position,
    }
    options = {name: value for name, value in said.items() if value is not None}
    with open_coach(Settings.from_environment()) as coach:
        person_id = coach.journal.person(person).id
        _guide(coach, person_id, routine, options, TerminalScreen(plain=plain, bell=bell))


class TerminalScreen:
    """Standard output: one line that redraws itself, or only lines that stay."""

    def __init__(self, *, plain: bool, bell: bool) -> None:
        from soleus.cli.session_text import glyphs

        self._is_live = sys.stdout.isatty() and not plain
        self._bell = bell
        self._glyphs = glyphs(sys.stdout.encoding or "ascii")
        self._beat: tuple[Any, ...] = ()
        self._drawn = False

    def say(self, line: str) -> None:
        """Show a line that stays, above the live one."""
        self._clear()
        print(line, flush=True)

    def live(self, shown: Prompt) -> None:
        """Draw the live line again; without one, a line for each beat or number said aloud."""
        beat = (shown.kind, shown.label, shown.number)
        is_new, self._beat = beat != self._beat, beat
        if self._bell and is_new:
            print("\a", end="", flush=True)
        if self._is_live:
            self._draw(shown)
        elif is_new and shown.say:
            self.say(translate(shown.label))
        elif is_new and shown.is_spoken:
            self.say(str(shown.number))

    def _draw(self, shown: Prompt) -> None:
        from soleus.cli.session_text import live_line

        width = shutil.get_terminal_size().columns - 1
        print(f"\r\x1b[K{live_line(shown, self._glyphs, width)}", end="", flush=True)
        self._drawn = True

    def _clear(self) -> None:
        if self._drawn:
            print("\r\x1b[K", end="")
            self._drawn = False


def _which() -> str:
    from soleus.session import routines

    names = ", ".join(name.replace("_", "-") for name in routines())
    how = msgid("Which session? There are {names}. For example: soleus session ankle-pumps")
    return translate(how, names=names)


def _guide(
    coach: Coach, person_id: str, name: str, options: dict[str, Any], screen: TerminalScreen
) -> None:
    from soleus.cli.exercises import routine_named
    from soleus.cli.keyboard import keyboard
    from soleus.cli.session_guide import LeftError
    from soleus.session import routine

    name = routine_named(coach, person_id, name)
    for line in coach.learning.lines(person_id):
        screen.say(line)
    if coach.exercises.is_one(name):
        coach.exercises.leave(person_id, name)
    else:
        coach.gate.permit(person_id, routine(name).activity)  # said before anything is asked
    keys = keyboard()
    practised = _opened(coach, person_id, name, options, keys, screen)
    guide = _guide_of(coach, person_id, practised, keys, screen)
    try:
        _introduce(guide, screen, keys)
        _close(guide.run(), screen)
    except LeftError:
        from soleus.cli.session_text import kept

        screen.say(kept(guide.session))
    finally:
        keys.close()


def _opened(
    coach: Coach,
    person_id: str,
    name: str,
    options: dict[str, Any],
    keys: Keyboard,
    screen: TerminalScreen,
) -> Practised:
    """Ask what has to be asked and return the session, begun or taken up again."""
    is_new = _yes(_NEW, keys, screen)
    open_one = None if is_new else coach.practice.current(person_id)
    if open_one is not None and _is_of(open_one, name) and _yes(_GO_ON, keys, screen):
        return open_one
    return coach.practice.begin(person_id, name, options, anything_new=is_new)


def _is_of(practised: Practised, name: str) -> bool:
    return practised.state["routine"] in (name, name.replace("-", "_"))


def _yes(question: str, keys: Keyboard, screen: TerminalScreen) -> bool:
    screen.say(translate(question))
    while True:
        line = keys.line()
        if line is None:
            fail([translate(_NO_ANSWER)])
        given = line.strip().lower()[:1]
        if given in (*_YES, "n"):
            return given in _YES
        screen.say(translate(_NO_ANSWER))


def _guide_of(
    coach: Coach, person_id: str, practised: Practised, keys: Keyboard, screen: TerminalScreen
) -> Guide:
    from soleus.cli.session_guide import Guide
    from soleus.session import GateClosed, Sent, resume

    def session_of(found: Practised, before: Session | None) -> Session:
        if found.script is not None:
            permit = found.script.permit
            return resume(found.state, permit, now=coach.clock.now(), made=found.script)
        assert before is not None
        return before.on(GateClosed(), coach.clock.now())

    def happened(event: Event) -> Session:
        found = coach.practice.on(person_id, practised.id, (Sent(event),))
        return session_of(found, guide.session.on(event, coach.clock.now()))

    guide = Guide(session_of(practised, None), happened, keys, screen, coach.clock)
    return guide


def _introduce(guide: Guide, screen: TerminalScreen, keys: Keyboard) -> None:
    from soleus.cli import session_text as text
    from soleus.cli.session_guide import LeftError

    for line in text.before(guide.session.script):
        screen.say(line)
    keys_told = text.KEYS if sys.stdin.isatty() else text.LINE_KEYS
    screen.say(translate(keys_told))
    screen.say(translate("Press Enter to begin."))
    if keys.line() is None:
        raise LeftError


def _close(ended: Session, screen: TerminalScreen) -> None:
    from soleus.cli import session_text as text

    if not ended.stops:
        screen.say(text.ended(ended))
