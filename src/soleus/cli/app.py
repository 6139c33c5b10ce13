"""The one Typer application that every verb adds itself to, and how errors leave it."""

import os
import sys
from collections.abc import Iterable
from typing import Annotated, NoReturn

import typer

from soleus.language import languages, of_machine, use
from soleus.vocabulary import NotPermittedError

app = typer.Typer(
    name="soleus",
    help="A leg-circulation coach with a safety gate in front.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

_SPEAKING = ("check", "session")
"""The verbs that speak the person's language; the others, and all JSON, are English."""

BAD_INPUT = 2
"""Exit status for input that is wrong: one line per fault stands on standard error."""


@app.callback(help="A leg-circulation coach with a safety gate in front.")
def speaking(
    context: typer.Context,
    language: Annotated[
        str | None,
        typer.Option(help="The language of check and session: en or de. Else the machine's own."),
    ] = None,
) -> None:
    """Speak the language asked for, in the verbs that have it."""
    if language is not None and language not in languages():
        fail([f"there is no language '{language}'; choose one of {', '.join(languages())}"])
    if context.invoked_subcommand in _SPEAKING:
        context.with_resource(use(language or of_machine(os.environ)))


def fail(faults: Iterable[str]) -> NoReturn:
    """End with status 2 after writing one line per fault to standard error."""
    for fault in faults:
        print(fault, file=sys.stderr)
    raise typer.Exit(BAD_INPUT)


def with_the_way_on(refusal: NotPermittedError) -> str:
    """Return what the gate says, with the command that leads on."""
    return f"{refusal} To take the check: soleus check"
