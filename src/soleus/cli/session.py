"""``soleus session ROUTINE``: a guided session at the terminal, permitted by the gate."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from soleus.cli.app import app, fail
from soleus.cli.options import ME, Person, coach_for, with_options
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from soleus.cli.keyboard import Keyboard
    from soleus.cli.session_guide import Guide
    from soleus.coach import Coach
    from soleus.session import Practised, Prompt

_YES = ("y", "j")
"""Yes in any of the languages; "n" is no in all of them."""

_NEW = msgid(
    "Is anything new since your last check? New pain, swelling, colour or breathlessness? y/n"
)
_GO_ON = msgid("A session has not ended. Go on with it? y/n")
_NO_ANSWER = msgid("Please answer y or n; without an answer nothing starts.")


@app.command()
@with_options(
    minutes=Annotated[int | None, typer.Option(help="How long, in minutes.")],
    per_minute=Annotated[int | None, typer.Option(help="Pace of ankle pumps.")],
    repetitions=Annotated[int | None, typer.Option(help="How many calf raises.")],
    posture=Annotated[
        str | None, typer.Option(help="Pumps and raises: seated, lying or standing.")
    ],
    feet=Annotated[str | None, typer.Option(help="Both, left or right.")],
    pillows=Annotated[str | None, typer.Option(help="Legs up: one or two.")],
    position=Annotated[str | None, typer.Option(help="Legs up: flat or propped.")],
    item=Annotated[
        str | None, typer.Option(help="The plan's item that it is begun from, which it ticks.")
    ],
)
def session(
    routine: Annotated[
        str, typer.Argument(help="ankle-pumps, calf-raises, elevation, walking …")
    ] = "",
    person: Person = ME,
    plain: Annotated[bool, typer.Option("--plain", help="No line that redraws itself.")] = False,
    bell: Annotated[
        bool, typer.Option("--bell", help="Ring the terminal's bell on beats.")
    ] = False,
    **options: Any,  # noqa: ANN401  a value of any option
) -> None:
    """Guide a session: the beat, the count, and a way to stop at every moment."""
    if not routine:
        fail(_which())
    with coach_for(person) as (coach, person_id):
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
        """Redraw the live line; without one, print each beat or number that is spoken."""
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
    coach: Coach, person_id: str, name: str, options: dict[str, object], screen: TerminalScreen
) -> None:
    from soleus.cli import session_text as text
    from soleus.cli.exercises import routine_named
    from soleus.cli.keyboard import LeftError, keyboard
    from soleus.cli.session_guide import Guide

    name = routine_named(coach, person_id, name)
    for line in coach.learning.lines(person_id):
        screen.say(line)
    _refuse_if_closed(coach, person_id, name)
    keys = keyboard()
    practised = _opened(coach, person_id, name, options, keys, screen)
    assert practised.script is not None
    guide = Guide(
        practised.session,
        practised.script,
        lambda event: coach.practice.on(person_id, practised.id, (event,)).session,
        keys,
        screen,
        coach.clock,
    )
    try:
        _introduce(guide)
        ended = guide.run()
        if not ended.stops:
            screen.say(text.ended(ended, guide.script))
    except LeftError:
        screen.say(text.kept(guide.session, guide.script))
    finally:
        keys.close()


def _refuse_if_closed(coach: Coach, person_id: str, name: str) -> None:
    """Refuse a routine that the gate does not permit, before any question is asked."""
    from soleus.session import routine

    if coach.exercises.is_one(name):
        coach.exercises.script(person_id, name)
    else:
        coach.gate.permit(person_id, routine(name).activity)


def _opened(
    coach: Coach,
    person_id: str,
    name: str,
    options: dict[str, object],
    keys: Keyboard,
    screen: TerminalScreen,
) -> Practised:
    """Ask whether anything is new; return a new session, or the open one if it is continued."""
    is_new = _yes(_NEW, keys, screen)
    open_one = None if is_new else coach.practice.current(person_id)
    if (
        open_one is not None
        and open_one.session.routine in (name, name.replace("-", "_"))
        and _yes(_GO_ON, keys, screen)
    ):
        return open_one
    item = str(options.pop("item", ""))
    return coach.practice.begin(person_id, name, options, anything_new=is_new, item=item)


def _yes(question: str, keys: Keyboard, screen: TerminalScreen) -> bool:
    screen.say(translate(question))
    while True:
        line = keys.line()
        if line is None:
            fail(translate(_NO_ANSWER))
        letter = line.strip().lower()[:1]
        if letter in (*_YES, "n"):
            return letter in _YES
        screen.say(translate(_NO_ANSWER))


def _introduce(guide: Guide) -> None:
    """Show what the session is and which keys it takes, and wait for Enter."""
    from soleus.cli import session_text as text
    from soleus.cli.keyboard import LeftError

    for line in text.before(guide.script):
        guide.screen.say(line)
    guide.screen.say(translate(text.KEYS if sys.stdin.isatty() else text.LINE_KEYS))
    guide.screen.say(translate("Press Enter to begin."))
    if guide.keyboard.line() is None:
        raise LeftError
