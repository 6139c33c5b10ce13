"""``soleus journal delete``: all of one's data for good, after a copy was offered."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import fail
from soleus.cli.journal import ME, DataDir, Person, coach_at, journal
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    with coach_at(data_dir) as coach:
        known = coach.journal.people()
        chosen = known if everybody else (coach.journal.person(person),)
        names, ids = [each.name for each in chosen], [each.id for each in chosen]
        if word is None:
            print("\n".join([*_emergencies(coach, ids), *_asking(names, copy)]))
        if not _is_meant(word):
            fail([translate("Nothing was deleted.")])
        if copy is not None:
            _write_copy(coach, ids, copy)
        coach.delete(ids)
    print(translate("The data is deleted."))


def _emergencies(coach: Coach, ids: Sequence[str]) -> list[str]:
    """Return what comes before all else: why somebody has to get help now."""
    standings = [coach.gate.standing(each) for each in ids]
    reasons = [
        reason
        for standing in standings
        if standing.is_emergency and standing.decision is not None
        for reason in standing.decision.reasons
    ]
    return [f"{translate(each.text)} [{' '.join(each.claims)}]\n" for each in reasons]


def _asking(names: Sequence[str], copy: Path | None) -> list[str]:
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


def _write_copy(coach: Coach, ids: Sequence[str], path: Path) -> None:
    from soleus.cli.files import write_or_fail

    content = json.dumps(coach.journal.export_json(ids), indent=2, ensure_ascii=False) + "\n"
    write_or_fail(path, content, msgid("{path}: cannot be written ({why}). Nothing was deleted"))
    print(translate("Written to {path}, for you alone.", path=path))
