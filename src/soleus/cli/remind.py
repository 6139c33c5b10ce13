"""``soleus remind``: breaks as desktop notices, and verbs such as status, moved and snooze."""

from __future__ import annotations

import asyncio
import shlex
import sys
from contextlib import contextmanager, suppress
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus.cli.remind_show import Desktop
    from soleus.coach import Coach, ExerciseToday, Notice, Reminder
    from soleus.reminders import NextBreak

reminders = typer.Typer(
    help="Breaks from sitting or standing still, as desktop notices. "
    "To start it at every login: soleus remind --unit shows how. "
    "On Linux, time away counts as a break where the desktop tells it "
    "(GNOME, KDE and others); it tells how long and nothing else. Elsewhere "
    "a computer that slept counts, and what you note yourself.",
    rich_markup_mode=None,
)
app.add_typer(reminders, name="remind")

Person = Annotated[str, typer.Option("--person", help="Whose reminders: an id or a name.")]

_ME = "self"
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
    idle: Annotated[
        bool, typer.Option(help="Whether time away from this computer counts as a break.")
    ] = True,
    person: Person = _ME,
) -> None:
    """Show each break as a desktop notice; a press on it opens the three-minute session."""
    if context.invoked_subcommand is not None:
        return
    if unit:
        print(unit_file(address), end="")
        return
    from soleus.journal import UnknownPersonError

    with _coach(person) as (coach, person_id):
        if once:
            notice = coach.reminders.now(person_id, here=machine_zone()).notice
            if notice is not None:
                desktop = None if plain else _desktop(coach, person_id, address)
                asyncio.run(_show(notice, address, desktop))
            return
        print("\n".join(_standing(coach, person_id)), flush=True)
        # a person who is deleted meanwhile is reminded of nothing any more
        with suppress(KeyboardInterrupt, UnknownPersonError):
            asyncio.run(_run(coach, person_id, address, plain=plain, reads_idle=idle))


@reminders.command()
def status(person: Person = _ME) -> None:
    """Say which break is next, and why then."""
    with _coach(person) as (coach, person_id):
        print("\n".join(_standing(coach, person_id)))
        print(asyncio.run(_told_of_idle(coach, person_id)))


@reminders.command()
def moved(person: Person = _ME) -> None:
    """Note that you just moved; the interval begins anew."""
    with _coach(person) as (coach, person_id):
        coach.reminders.moved(person_id)
        print("\n".join(_standing(coach, person_id)))


@reminders.command()
def snooze(
    minutes: Annotated[int, typer.Argument(help="5, 10 or 15.")] = 5, person: Person = _ME
) -> None:
    """Put the break that is due off by some minutes."""
    with _coach(person) as (coach, person_id):
        coach.reminders.snooze(person_id, minutes, here=machine_zone())
        print("\n".join(_standing(coach, person_id)))


@reminders.command()
def skip(person: Person = _ME) -> None:
    """Leave out the break that is due."""
    with _coach(person) as (coach, person_id):
        said = coach.reminders.skip(person_id, here=machine_zone())
        if said is not None:
            print(translate(said.says))
        print("\n".join(_standing(coach, person_id)))


@reminders.command()
def pause(
    minutes: Annotated[
        int | None, typer.Argument(help="How long; left out, until tomorrow.")
    ] = None,
    person: Person = _ME,
) -> None:
    """Let no reminder come for some minutes, or until tomorrow."""
    with _coach(person) as (coach, person_id):
        if minutes is None:
            coach.reminders.pause_until_tomorrow(person_id, here=machine_zone())
        else:
            coach.reminders.pause(person_id, minutes)
        print("\n".join(_standing(coach, person_id)))


@reminders.command()
def resume(person: Person = _ME) -> None:
    """End a pause."""
    with _coach(person) as (coach, person_id):
        coach.reminders.resume(person_id)
        print("\n".join(_standing(coach, person_id)))


@reminders.command()
def on(
    every: Annotated[
        int | None, typer.Option(help="Minutes from one break to the next, 30 to 60.")
    ] = None,
    mode: Annotated[str | None, typer.Option(help="desk, standing, travel or bed.")] = None,
    calendar: Annotated[
        str | None,
        typer.Option(help="A file, or an address whose host is then asked; '' for none."),
    ] = None,
    person: Person = _ME,
) -> None:
    """Turn reminders on; what is not said stays as it was."""
    said = {"interval_minutes": every, "mode": mode, "calendar": calendar}
    _change(person, {"is_on": True, **{k: v for k, v in said.items() if v is not None}})


@reminders.command()
def off(person: Person = _ME) -> None:
    """Turn reminders off."""
    _change(person, {"is_on": False})


def unit_file(address: str) -> str:
    """Return the unit file of a user service that runs this very command."""
    template = (files("soleus.cli") / "units/soleus-remind.service").read_text(encoding="utf-8")
    beside = Path(sys.executable).with_name("soleus")
    command = [str(beside)] if beside.is_file() else [sys.executable, "-m", "soleus"]
    line = shlex.join([*command, "remind", "--address", address])
    return template.replace("{command}", line.replace("%", "%%"))


def _change(person: str, given: dict[str, object]) -> None:
    from soleus.reminders import ReminderSettings

    with _coach(person) as (coach, person_id):
        known = coach.reminders.settings(person_id).as_dict()
        asked = ReminderSettings.from_dict({**known, **given})
        fault = coach.reminders.save(person_id, asked)
        lines = [fault] if fault else []
        print("\n".join([*lines, *_standing(coach, person_id)]))


def _standing(coach: Coach, person_id: str) -> Iterator[str]:
    """Yield how reminders stand, a line each."""
    told = coach.reminders.now(person_id, here=machine_zone())
    if told.due is not None:
        yield translate("Due: {what}", what=_what(told.due))
        if told.referral is not None:
            yield told.referral.says
    if told.paused_until is not None:
        yield translate("Paused until {at}.", at=f"{told.paused_until:%H:%M}")
    if told.next is not None:
        yield translate("Next: {why}", why=told.next.why)
    elif told.says is not None and not _has_exercise(told):
        yield f"{told.says.says} [{', '.join(told.says.claims)}]"
    for each in told.exercises:
        yield _exercise(each)
    if not told.asked.is_on:
        yield translate(_TURN_ON)
    if told.calendar_fault is not None:
        yield told.calendar_fault


def _exercise(each: ExerciseToday) -> str:
    """Return how a prescribed exercise stands today, as one line."""
    done = translate("{done} of {times} done today", done=each.done, times=each.entry.times_a_day)
    if not each.prescribed.is_open:
        stands = f"{each.prescribed.why_not} [{', '.join(each.prescribed.claims)}]"
    elif each.due is not None:
        stands = translate("now it is time")
    else:
        stands = each.says.says if each.says is not None else translate("that is all for today")
    return f"{each.entry.name}: {done}; {stands}"


def _has_exercise(told: Reminder) -> bool:
    """Whether an exercise comes, though no break does."""
    return told.asked.is_on and not told.is_held and told.exercise is not None


def _what(told: NextBreak) -> str:
    return f"{told.sentence} [{', '.join(told.claims)}]"


async def _run(
    coach: Coach, person_id: str, address: str, *, plain: bool, reads_idle: bool
) -> None:
    """Show what is due until the program is ended."""
    from soleus.cli.idle import Idle
    from soleus.cli.remind_watch import TICK_SECONDS, Watch

    watch, idle = Watch(coach, person_id, machine_zone), Idle()
    desktop = None if plain else _desktop(coach, person_id, address)
    if reads_idle:
        print(await _told_of_idle(coach, person_id), flush=True)
    while True:
        seconds = await idle.seconds() if reads_idle else None
        away = None if seconds is None else timedelta(seconds=seconds)
        notice = await asyncio.to_thread(watch.tick, away)
        if notice is not None:
            await _show(notice, address, desktop)
        await asyncio.sleep(TICK_SECONDS)


async def _told_of_idle(coach: Coach, person_id: str) -> str:
    """Return whether this desktop tells when somebody is away."""
    from soleus.cli.idle import NOT_TOLD, TOLD, Idle

    idle = Idle()
    is_told = await idle.is_told()
    await idle.close()
    if not is_told:
        return translate(NOT_TOLD)
    return translate(TOLD, minutes=coach.reminders.settings(person_id).away_minutes)


async def _show(notice: Notice, address: str, desktop: Desktop | None) -> None:
    from soleus.cli.remind_show import as_line

    if desktop is None or not await desktop.show(notice):
        print(as_line(notice, address), flush=True)


def _desktop(coach: Coach, person_id: str, address: str) -> Desktop:
    from soleus.cli.remind_show import Desktop

    return Desktop(address, lambda: coach.reminders.moved(person_id))


def machine_zone() -> str | None:
    """Return the name of this machine's zone as it is set now."""
    from tzlocal import get_localzone_name, reload_localzone

    reload_localzone()
    return get_localzone_name()


@contextmanager
def _coach(person: str = _ME) -> Iterator[tuple[Coach, str]]:
    from soleus.compose import Settings, open_coach

    with open_coach(Settings.from_environment()) as coach:
        yield coach, coach.journal.person(person).id
