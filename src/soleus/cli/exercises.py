"""``soleus exercises``: what a clinician prescribed, listed, taken in, handed on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app, fail
from soleus.cli.journal import ME, AsJson, DataDir, Person, coach_at, write_out
from soleus.language import translate

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
    with coach_at(data_dir) as coach:
        found = coach.exercises.prescribed(coach.journal.person(person).id)
    if as_json:
        shown = [
            {**each.entry.as_dict(), "is_open": each.is_open, "why_not": each.why_not}
            for each in found
        ]
        print(json.dumps(shown, indent=2, ensure_ascii=False))
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
    from soleus.coach import take_exercise_file

    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fail([translate("{path}: cannot be read ({why})", path=file, why=error)])
    with coach_at(data_dir) as coach:
        entry = take_exercise_file(coach.exercises, coach.journal.person(person).id, text)
    command = f"soleus session '{entry.name}'"
    print(translate("Kept: {name}. To do it: {command}", name=entry.name, command=command))


@exercises.command()
def export(
    name: Name,
    out: Annotated[
        Path | None, typer.Option("--out", help="The file to write; left out: print it.")
    ] = None,
    person: Person = ME,
    data_dir: DataDir = None,
) -> None:
    """Write an exercise as a file that can be taken in elsewhere."""
    from soleus.coach import exercise_file

    with coach_at(data_dir) as coach:
        whose = coach.journal.person(person).id
        text = exercise_file(coach.exercises, whose, _called(coach, whose, name).entry.exercise)
    write_out(out, text)


@exercises.command()
def end(name: Name, person: Person = ME, data_dir: DataDir = None) -> None:
    """Put an exercise away; it stays in the journal."""
    with coach_at(data_dir) as coach:
        whose = coach.journal.person(person).id
        coach.exercises.end(whose, _called(coach, whose, name).entry.exercise)
    print(translate("Put away. It stays in the journal."))


def routine_named(coach: Coach, person_id: str, name: str) -> str:
    """Return the id of the prescribed exercise of this name, or the name as it was given."""
    found = _by_name(coach, person_id).get(name.strip().casefold())
    return found.routine if found else name


def _by_name(coach: Coach, person_id: str) -> dict[str, Prescribed]:
    return {each.entry.name.casefold(): each for each in coach.exercises.prescribed(person_id)}


def _called(coach: Coach, person_id: str, name: str) -> Prescribed:
    known = _by_name(coach, person_id)
    found = known.get(name.strip().casefold())
    if found is None:
        names = ", ".join(each.entry.name for each in known.values()) or translate("none")
        fail(
            [
                translate(
                    "no exercise is called {name}; there are: {names}",
                    name=repr(name),
                    names=names,
                )
            ]
        )
    return found


def _line(each: Prescribed) -> str:
    entry = each.entry
    stands = translate("open")
    if not each.is_open:
        why = f"{translate(each.why_not or '')} [{', '.join(each.claims)}]"
        stands = translate("on hold: {why}", why=why)
    often = translate(
        "{times} times a day, {done} today; review on {day}",
        times=entry.times_a_day,
        done=each.done_today,
        day=entry.review_date,
    )
    return f"{entry.name}  ({often})  {stands}"
