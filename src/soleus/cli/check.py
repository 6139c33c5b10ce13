"""``soleus check``: answers in, decision out; from a file, line by line, or asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app
from soleus.cli.files import print_answers, read_bytes
from soleus.cli.options import ME, Person, coach_for
from soleus.cli.output import print_json
from soleus.records import read_json
from soleus.vocabulary import Limbs, Sex

if TYPE_CHECKING:
    from soleus.cli.check_text import Telling

File = Annotated[
    str | None,
    typer.Argument(
        metavar="[ANSWERS.json]",
        help="A file of answers, or - for standard input. Left out: asks you here.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the decision as JSON, for programs.")]
Lines = Annotated[
    bool,
    typer.Option("--lines", help="Read one answer file a line; print one decision a line."),
]
Record = Annotated[bool, typer.Option("--record", help="Keep the check of a file in the journal.")]
Country = Annotated[
    str | None, typer.Option(help="Two letters, such as GB: whose emergency number to show.")
]
Sources = Annotated[
    bool, typer.Option("--sources", help="Name the sources of each sentence of the result.")
]
TheLimbs = Annotated[
    Limbs | None,
    typer.Option(help="Which legs and feet there are; kept, and asked about from then on."),
]
TheSex = Annotated[
    Sex | None, typer.Option(help="Kept; of a man nothing is asked about pregnancy.")
]
Anew = Annotated[
    bool, typer.Option("--anew", help="Begin again instead of going on with a half-way check.")
]


@app.command()
def check(
    file: File = None,
    as_json: AsJson = False,
    lines: Lines = False,
    record: Record = False,
    person: Person = ME,
    country: Country = None,
    limbs: TheLimbs = None,
    sex: TheSex = None,
    anew: Anew = False,
    sources: Sources = False,
) -> None:
    """Check what is safe for these legs, and whether somebody should see them."""
    if lines:
        from soleus.assessment import decide

        print_answers(file, lambda answers: decide(answers).as_dict())
    else:
        from soleus.cli.check_text import Telling

        told = None if as_json else Telling(country, with_sources=sources)
        if file is not None:
            _decide_file(file, told, recorded_for=person if record else None)
        else:
            from soleus.cli.check_ask import ask

            ask(person, limbs, sex, told, anew=anew)


def _decide_file(file: str, told: Telling | None, *, recorded_for: str | None) -> None:
    """Decide a file of answers; ``told`` is how its result is told, None for JSON."""
    from soleus.assessment import decide, result_view

    document = read_json(read_bytes(file))
    decision = decide(document)
    if recorded_for is not None:
        with coach_for(recorded_for) as (coach, person_id):
            coach.checks.record(person_id, document)
            if told and (view := told.result(coach, person_id)):
                print(told.text(view))
    elif told:
        print(told.text(result_view(document, decision, calls=told.calls)))
    if not told:
        print_json(decision.as_dict())
