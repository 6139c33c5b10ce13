"""``soleus learn``: a diary in, derived findings out; from a file, line by line, or the journal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app, fail, for_programs
from soleus.cli.json_input import (
    STANDARD_INPUT,
    UnreadableInputError,
    bytes_of,
    lines_of,
    read_json,
)
from soleus.language import ENGLISH, msgid, translate, use

if TYPE_CHECKING:
    from collections.abc import Iterable

    from soleus.learning import Learnt

_NOTHING = msgid("Nothing shows in these days that the check would have to know.")


@app.command()
def learn(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[DIARY.json]",
            help="A diary file, or - for standard input. Left out: your journal.",
        ),
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option(
            "--json",
            callback=for_programs,
            is_eager=True,
            help="Print the findings as JSON, for programs.",
        ),
    ] = False,
    lines: Annotated[
        bool,
        typer.Option("--lines", help="Read one diary a line; print what each shows on a line."),
    ] = False,
    person: Annotated[
        str, typer.Option("--person", help="Whose journal: an id or a name.")
    ] = "self",
) -> None:
    """Show what the days of a diary show: what stays, what gets worse, what has grown."""
    if lines:
        with use(ENGLISH):
            learn_lines(lines_of(file or STANDARD_INPUT))
        return
    learnt = _of_journal(person) if file is None else _of_file(file)
    if as_json:
        print(json.dumps(learnt.as_dict(), indent=2, ensure_ascii=False))
    else:
        print(told(learnt))


def learn_lines(lines: Iterable[bytes]) -> None:
    """Print what each diary shows, or ``{"error": […]}``, one a line, in order."""
    from soleus.learning import InvalidDiaryError
    from soleus.learning import learn as learnt

    for line in lines:
        try:
            result = learnt(read_json(line)).as_dict()
        except (UnreadableInputError, InvalidDiaryError) as error:
            result = {"error": list(error.faults)}
        print(json.dumps(result, ensure_ascii=False))


def told(learnt: Learnt) -> str:
    """Return the findings as lines for a person, each once with its claims."""
    shown = {each.evidence: each for each in learnt.findings}
    lines = [f"{each.evidence} [{' '.join(each.claims)}]" for each in shown.values()]
    return "\n".join(lines) or translate(_NOTHING)


def _of_file(file: str) -> Learnt:
    from soleus.learning import InvalidDiaryError
    from soleus.learning import learn as learnt

    try:
        return learnt(read_json(bytes_of(file)))
    except (UnreadableInputError, InvalidDiaryError) as error:
        fail(error.faults)


def _of_journal(person: str) -> Learnt:
    from soleus.compose import Settings, open_coach

    with open_coach(Settings.from_environment()) as coach:
        return coach.learning.learnt(coach.journal.person(person).id)
