"""``soleus journal delete``: all data of a person for good, after a copy was offered."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import fail
from soleus.cli.files import write_or_fail
from soleus.cli.journal import journal
from soleus.cli.options import ME, DataDir, Person, open_coach
from soleus.cli.output import cited, json_text
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from soleus.coach import Coach

WORD = msgid("delete")

_GOES = (
    msgid("This deletes for good: the journal, the checks, what a clinician allowed, the plan,"),
    msgid("habits and reminders, the exercises with their pictures, and the settings."),
    msgid("What a browser keeps is removed there, on its page of settings."),
)


@journal.command()
def delete(
    person: Person = ME,
    everybody: Annotated[
        bool, typer.Option("--everybody", help="The data of everybody kept here.")
    ] = False,
    copy: Annotated[
        Path | None, typer.Option(help="Write a copy to this file first, to be imported again.")
    ] = None,
    word: Annotated[
        str | None, typer.Option(help="The word to type, for a program that cannot be asked.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Delete all data of a person, or of everybody: all of it or nothing, and for good."""
    with open_coach(data_dir) as coach:
        known = coach.journal.people()
        chosen = known if everybody else (coach.journal.person(person),)
        names, ids = [each.name for each in chosen], [each.id for each in chosen]
        if word is None:
            print("\n".join([*_emergencies(coach, ids), *_warning(names, copy)]))
        if not _is_meant(word):
            fail(translate("Nothing was deleted."))
        if copy is not None:
            otherwise = msgid("{path}: cannot be written ({why}). Nothing was deleted")
            write_or_fail(copy, json_text(coach.journal.export_json(ids)) + "\n", otherwise)
        coach.delete(ids)
    print(translate("The data is deleted."))


def _emergencies(coach: Coach, ids: Sequence[str]) -> Iterator[str]:
    """Yield why somebody needs help now, which is said before anything else."""
    for standing in map(coach.gate.standing, ids):
        if standing.is_emergency and standing.decision is not None:
            for reason in standing.decision.reasons:
                yield cited(translate(reason.says), reason.claims) + "\n"


def _warning(names: Sequence[str], copy: Path | None) -> list[str]:
    """Return what will be deleted, how to keep a copy, and the word to type."""
    from soleus.coach import deletion_lines

    lines = [*(translate(each) for each in _GOES), *deletion_lines()]
    lines.append(translate("Whose data: {names}", names=", ".join(names)))
    if copy is None:
        text = msgid("To take a copy first, begin again with {option}.")
        lines.append(translate(text, option="--copy FILE"))
    return [*lines, translate("Type “{word}” to go on:", word=translate(WORD))]


def _is_meant(word: str | None) -> bool:
    typed = sys.stdin.readline() if word is None else word
    return typed.strip().casefold() in {WORD.casefold(), translate(WORD).casefold()}
