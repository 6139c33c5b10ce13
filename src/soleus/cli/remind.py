"""``soleus remind``: breaks as desktop notices, and verbs such as status, moved and snooze."""

from __future__ import annotations

import shlex
import sys
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from soleus.cli.app import app
from soleus.cli.options import ME, Person, coach_for, with_options
from soleus.cli.output import cited
from soleus.language import msgid, translate
from soleus.records import machine_zone as machine_zone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from soleus.cli.remind_show import Desktop
    from soleus.coach import Coach, Reminders
    from soleus.evidence import Text
    from soleus.reminders import ExerciseToday, Notice, ReminderCard

reminders = typer.Typer(
    help="Breaks from sitting or standing still, as desktop notices. "
    "To start it at every login: soleus remind --unit shows how. "
    "On Linux, a locked screen counts as a break where the desktop tells it "
    "(GNOME, KDE and others); it tells that and nothing else. Everywhere "
    "a computer that slept counts, and what you note yourself. Reading or "
    "watching without a touch is no break.",
    rich_markup_mode=None,
)
app.add_typer(reminders, name="remind")

_TURN_ON = msgid("To turn them on: soleus remind on, or the page Reminders.")


@reminders.callback(invoke_without_command=True)
def remind(
    context: typer.Context,
    once: Annotated[
        bool, typer.Option("--once", help="Show what is due now, if anything, and end.")
    ] = False,
    unit: Annotated[
        bool, typer.Option("--unit", help="Print the unit file of a user service (systemd).")
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="One line at the terminal, no desktop notice.")
    ] = False,
    address: Annotated[
        str, typer.Option(help="Where Soleus is served; a notice opens a page there.")
    ] = "http://127.0.0.1:8765",
    lock: Annotated[bool, typer.Option(help="Whether a locked screen counts as a break.")] = True,
    person: Person = ME,
) -> None:
    """Show each break as a desktop notice; a press on it opens the three-minute session."""
    if context.invoked_subcommand is not None:
        return
    if unit:
        print(unit_file(address), end="")
        return
    import asyncio

    from soleus.journal import UnknownPersonError

    with coach_for(person) as (coach, person_id):
        if once:
            notice = coach.reminders.now(person_id, here=machine_zone()).notice
            if notice is not None:
                desktop = None if plain else _desktop(coach, person_id, address)
                asyncio.run(_show(notice, address, desktop))
            return
        print("\n".join(_standing(coach, person_id)), flush=True)
        # a person can be deleted meanwhile: the reminders end
        with suppress(KeyboardInterrupt, UnknownPersonError):
            asyncio.run(_run(coach, person_id, address, plain=plain, reads_lock=lock))


@reminders.command()
def status(person: Person = ME) -> None:
    """Say which break is next, and why then."""
    import asyncio

    with coach_for(person) as (coach, person_id):
        print("\n".join(_standing(coach, person_id)))
        print(asyncio.run(_says_of_lock(coach, person_id)))


@reminders.command()
def moved(person: Person = ME) -> None:
    """Note that you just moved; the interval begins anew."""
    _note(person, lambda reminders, id_: reminders.moved(id_))


@reminders.command()
def snooze(
    minutes: Annotated[int, typer.Argument(help="5, 10 or 15.")] = 5, person: Person = ME
) -> None:
    """Put the break that is due off by some minutes."""
    here = machine_zone()
    _note(person, lambda reminders, id_: reminders.snooze(id_, minutes, here=here))


@reminders.command()
def skip(person: Person = ME) -> None:
    """Leave out the break that is due."""
    here = machine_zone()
    _note(person, lambda reminders, id_: reminders.skip(id_, here=here))


@reminders.command()
def pause(
    minutes: Annotated[
        int | None, typer.Argument(help="How long; left out, until tomorrow.")
    ] = None,
    person: Person = ME,
) -> None:
    """Let no reminder come for some minutes, or until tomorrow."""
    here = machine_zone()
    if minutes is None:
        _note(person, lambda reminders, id_: reminders.pause_until_tomorrow(id_, here=here))
    else:
        _note(person, lambda reminders, id_: reminders.pause(id_, minutes))


@reminders.command()
def resume(person: Person = ME) -> None:
    """End a pause."""
    _note(person, lambda reminders, id_: reminders.resume(id_))


@reminders.command()
@with_options(
    interval_minutes=Annotated[
        int | None,
        typer.Option("--every", help="Minutes from one break to the next, 30 to 60."),
    ],
    mode=Annotated[str | None, typer.Option(help="desk, standing, travel or bed.")],
    calendar=Annotated[
        str | None,
        typer.Option(help="A file, or an address whose host is then asked; '' for none."),
    ],
)
def on(person: Person = ME, **settings: Any) -> None:  # noqa: ANN401  a value of any option
    """Turn reminders on; what is not said stays as it was."""
    if "calendar" in settings:
        settings["calendar"] = settings["calendar"].strip()
    _change(person, {"is_on": True, **settings})


@reminders.command()
def off(person: Person = ME) -> None:
    """Turn reminders off."""
    _change(person, {"is_on": False})


def unit_file(address: str) -> str:
    """Return the unit file of a user service that runs this command."""
    template = (files("soleus.cli") / "units/soleus-remind.service").read_text(encoding="utf-8")
    program = Path(sys.executable).with_name("soleus")
    command = [str(program)] if program.is_file() else [sys.executable, "-m", "soleus"]
    line = shlex.join([*command, "remind", "--address", address])
    return template.replace("{command}", line.replace("%", "%%"))


def _note(person: str, note: Callable[[Reminders, str], Text | None]) -> None:
    """Note what became of a break and print how reminders stand then."""
    with coach_for(person) as (coach, person_id):
        text = note(coach.reminders, person_id)
        lines = [text.says] if text else []
        print("\n".join([*lines, *_standing(coach, person_id)]))


def _change(person: str, changes: dict[str, object]) -> None:
    """Change some of the settings and print how reminders stand then."""
    from soleus.reminders import ReminderSettings

    with coach_for(person) as (coach, person_id):
        before = coach.reminders.settings(person_id).as_dict()
        settings = ReminderSettings.from_dict({**before, **changes})
        fault = coach.reminders.save(person_id, settings)
        lines = [fault] if fault else []
        print("\n".join([*lines, *_standing(coach, person_id)]))


def _standing(coach: Coach, person_id: str) -> Iterator[str]:
    """Yield how reminders stand, a line each."""
    card = coach.reminders.now(person_id, here=machine_zone())
    if card.due is not None:
        due = cited(card.due.sentence, card.due.claims, between=", ")
        yield translate("Due: {what}", what=due)
        if card.referral is not None:
            yield card.referral.says
    if card.paused_until is not None:
        yield translate("Paused until {at}.", at=f"{card.paused_until:%H:%M}")
    if card.next is not None:
        yield translate("Next: {why}", why=card.next.why)
    elif card.says is not None and not _has_exercise(card):
        yield card.says.line
    for each in card.exercises:
        yield _exercise(each)
    if not card.settings.is_on:
        yield translate(_TURN_ON)
    if card.calendar_fault is not None:
        yield card.calendar_fault
    if card.calendar_state is not None:
        yield card.calendar_state


def _exercise(today: ExerciseToday) -> str:
    """Return how a prescribed exercise stands today, as one line."""
    exercise = today.exercise
    done = translate("{done} of {times} done today", done=today.done, times=exercise.times_a_day)
    if not exercise.is_open:
        state = cited(exercise.why_not, exercise.claims, between=", ")
    elif today.due is not None:
        state = translate("now it is time")
    else:
        state = today.says or translate("that is all for today")
    return f"{exercise.name}: {done}; {state}"


def _has_exercise(card: ReminderCard) -> bool:
    """Whether an exercise comes, though no break does."""
    return card.settings.is_on and not card.is_held and card.exercise is not None


async def _run(
    coach: Coach, person_id: str, address: str, *, plain: bool, reads_lock: bool
) -> None:
    """Show what is due until the program is ended."""
    import asyncio

    from soleus.cli.locked import ScreenLock
    from soleus.cli.remind_watch import TICK_SECONDS, Watch

    watch, lock = Watch(coach, person_id, machine_zone), ScreenLock()
    desktop = None if plain else _desktop(coach, person_id, address)
    if reads_lock:
        print(await _says_of_lock(coach, person_id), flush=True)
    while True:
        locked = await lock.is_locked() if reads_lock else None
        notice = await asyncio.to_thread(watch.tick, locked=locked)
        if notice is not None:
            await _show(notice, address, desktop)
        await asyncio.sleep(TICK_SECONDS)


async def _says_of_lock(coach: Coach, person_id: str) -> str:
    """Return a line on whether this desktop says when its screen is locked."""
    from soleus.cli.locked import CAN_TELL, CANNOT_TELL, ScreenLock

    lock = ScreenLock()
    can_tell = await lock.is_locked() is not None
    await lock.close()
    if not can_tell:
        return translate(CANNOT_TELL)
    return translate(CAN_TELL, minutes=coach.reminders.settings(person_id).away_minutes)


async def _show(notice: Notice, address: str, desktop: Desktop | None) -> None:
    from soleus.cli.remind_show import as_line

    if desktop is None or not await desktop.show(notice):
        print(as_line(notice, address), flush=True)


def _desktop(coach: Coach, person_id: str, address: str) -> Desktop:
    from soleus.cli.remind_show import Desktop

    return Desktop(address, lambda: coach.reminders.moved(person_id))
