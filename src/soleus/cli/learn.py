"""``soleus learn``: derived findings from diaries in a file, one a line, or from the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app
from soleus.cli.files import print_answers, read_bytes
from soleus.cli.options import ME, AsJson, Person, coach_for
from soleus.cli.output import cited, print_json
from soleus.language import translate
from soleus.records import read_json

if TYPE_CHECKING:
    from soleus.assessment import Learnt


@app.command()
def learn(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[DIARY.json]",
            help="A diary file, or - for standard input. Left out: your journal.",
        ),
    ] = None,
    as_json: AsJson = False,
    lines: Annotated[
        bool,
        typer.Option("--lines", help="Read one diary a line; print what each shows on a line."),
    ] = False,
    person: Person = ME,
) -> None:
    """Show what the days of a diary show: what stays, what gets worse, what has grown."""
    from soleus.learning import learn as learnt_from

    if lines:
        print_answers(file, lambda diary: learnt_from(diary).as_dict())
        return
    learnt = _of_journal(person) if file is None else learnt_from(read_json(read_bytes(file)))
    if as_json:
        print_json(learnt.as_dict())
    else:
        print(_findings_text(learnt))


def _findings_text(learnt: Learnt) -> str:
    """Return the findings as lines for a person, each once, with its claims."""
    unique = {finding.evidence: finding for finding in learnt.findings}
    lines = [cited(text, finding.claims) for text, finding in unique.items()]
    nothing = translate("Nothing shows in these days that the check would have to know.")
    return "\n".join(lines) or nothing


def _of_journal(person: str) -> Learnt:
    with coach_for(person) as (coach, person_id):
        return coach.learning.learnt(person_id)
