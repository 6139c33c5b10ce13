"""``soleus exercises``: what a clinician prescribed, listed, taken in, handed on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app, fail
from soleus.cli.files import read_bytes, write_out
from soleus.cli.options import ME, AsJson, DataDir, Out, Person, coach_for
from soleus.cli.output import cited, print_json
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from soleus.coach import Coach, Prescribed

exercises = typer.Typer(
    help="Exercises that a clinician gave you. To do one: soleus session NAME.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(exercises, name="exercises")

Name = Annotated[str, typer.Argument(help="What the exercise is called.")]


@exercises.command("list")
def list_exercises(person: Person = ME, as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """List the exercises, and say of each whether it is open now."""
    with coach_for(person, data_dir) as (coach, person_id):
        found = coach.exercises.prescribed(person_id)
    if as_json:
        print_json(
            [
                {**each.entry.as_dict(), "is_open": each.is_open, "why_not": each.why_not}
                for each in found
            ]
        )
    elif not found:
        command = "soleus exercises import FILE"
        print(translate("No exercise is noted yet. To take one in: {command}", command=command))
    else:
        print("\n".join(_line(each) for each in found))


@exercises.command("import")
def take(
    file: Annotated[Path, typer.Argument(help="A file of an exercise, JSON or TOML.")],
    person: Person = ME,
    data_dir: DataDir = None,
) -> None:
    """Take in an exercise from a file."""
    content = read_bytes(file)
    with coach_for(person, data_dir) as (coach, person_id):
        entry = coach.exercises.take_file(person_id, content)
    command = f"soleus session '{entry.name}'"
    print(translate("Kept: {name}. To do it: {command}", name=entry.name, command=command))


@exercises.command()
def export(
    name: Name,
    out: Out = None,
    person: Person = ME,
    data_dir: DataDir = None,
) -> None:
    """Write an exercise as a file that can be taken in elsewhere."""
    with coach_for(person, data_dir) as (coach, person_id):
        entry = _named(coach, person_id, name).entry
        text = coach.exercises.file(person_id, entry.exercise)
    write_out(out, text)


@exercises.command()
def end(name: Name, person: Person = ME, data_dir: DataDir = None) -> None:
    """Put an exercise away; it stays in the journal."""
    with coach_for(person, data_dir) as (coach, person_id):
        coach.exercises.end(person_id, _named(coach, person_id, name).entry.exercise)
    print(translate("Put away. It stays in the journal."))


def routine_named(coach: Coach, person_id: str, name: str) -> str:
    """Return the id of the prescribed exercise of this name; the name itself if there is none."""
    found = _by_name(coach, person_id).get(name.strip().casefold())
    return found.routine if found else name


def _by_name(coach: Coach, person_id: str) -> dict[str, Prescribed]:
    return {each.entry.name.casefold(): each for each in coach.exercises.prescribed(person_id)}


def _named(coach: Coach, person_id: str, name: str) -> Prescribed:
    """Return the exercise of this name; exit with the names of all if there is none."""
    known = _by_name(coach, person_id)
    found = known.get(name.strip().casefold())
    if found is None:
        names = ", ".join(each.entry.name for each in known.values()) or translate("none")
        text = msgid("no exercise is called {name}; there are: {names}")
        fail(translate(text, name=repr(name), names=names))
    return found


def _line(each: Prescribed) -> str:
    entry = each.entry
    state = translate("go ahead")
    if not each.is_open:
        why = cited(translate(each.why_not), each.claims, between=", ")
        state = translate("wait: {why}", why=why)
    text = msgid("{times} times a day, {done} today; review on {day}")
    often = translate(text, times=entry.times_a_day, done=each.done_today, day=entry.review_date)
    return f"{entry.name}  ({often})  {state}"
