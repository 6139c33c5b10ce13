"""``soleus check``: answers in, decision out; from a file, line by line, or asked here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from soleus.cli import json_input
from soleus.cli.app import app, fail
from soleus.cli.json_input import STANDARD_INPUT, bytes_of, lines_of
from soleus.language import ENGLISH, use
from soleus.vocabulary import Limbs

if TYPE_CHECKING:
    from collections.abc import Iterable


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
Person = Annotated[
    str, typer.Option("--person", help="Whose legs: an id or a name of the journal.")
]
Country = Annotated[
    str | None, typer.Option(help="Two letters, such as GB: whose emergency number to show.")
]
TheLimbs = Annotated[
    Limbs | None,
    typer.Option(help="Which legs and feet there are; kept, and asked about from then on."),
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
    person: Person = "self",
    country: Country = None,
    limbs: TheLimbs = None,
    anew: Anew = False,
) -> None:
    """Check what is safe for these legs, and whether somebody should see them."""
    if lines:
        with use(ENGLISH):
            decide_lines(lines_of(file or STANDARD_INPUT))
    elif file is None:
        from soleus.cli.check_ask import ask

        ask(person, country, limbs, anew=anew, as_json=as_json)
    else:
        _decide_file(
            file, as_json=as_json, recorded_for=person if record else None, country=country
        )


def _decide_file(
    file: str, *, as_json: bool, recorded_for: str | None, country: str | None
) -> None:
    from soleus.assessment import InvalidAnswers, decide

    try:
        document = read_json(bytes_of(file))
        decision = decide(document)
    except InvalidAnswers as error:
        fail(error.faults)
    if recorded_for is not None:
        _record(recorded_for, document)
    if as_json:
        print(json.dumps(decision.as_dict(), indent=2, ensure_ascii=False))
    else:
        from soleus.cli.check_text import told

        print(told(document, decision, country))


def _record(person: str, document: dict[str, Any]) -> None:
    from soleus.compose import Settings, open_coach

    with open_coach(Settings.from_environment()) as coach:
        coach.checks.record(coach.journal.person(person).id, document)


def decide_lines(lines: Iterable[bytes]) -> None:
    """Print one decision or ``{"error": […]}`` for each line, in order."""
    from soleus.assessment import InvalidAnswers, decide

    for line in lines:
        try:
            result = decide(read_json(line)).as_dict()
        except InvalidAnswers as error:
            result = {"error": list(error.faults)}
        print(json.dumps(result, ensure_ascii=False))


def read_json(content: bytes) -> Any:  # noqa: ANN401  whatever the file holds
    """Return what JSON says.

    Raises
    ------
    InvalidAnswers
        where it cannot be read, or says two things of one name.
    """
    from soleus.assessment import InvalidAnswers

    try:
        return json_input.read_json(content)
    except json_input.UnreadableInputError as error:
        raise InvalidAnswers(error.faults) from None
