"""The one Typer application that every verb adds itself to, and how errors leave it."""

import sys
from collections.abc import Iterable
from typing import NoReturn

import typer

from soleus.vocabulary import NotPermittedError

app = typer.Typer(
    name="soleus",
    help="A leg-circulation coach with a safety gate in front.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

BAD_INPUT = 2
"""Exit status for input that is wrong: one line per fault stands on standard error."""


def fail(faults: Iterable[str]) -> NoReturn:
    """End with status 2 after writing one line per fault to standard error."""
    for fault in faults:
        print(fault, file=sys.stderr)
    raise typer.Exit(BAD_INPUT)


def with_the_way_on(refusal: NotPermittedError) -> str:
    """Return what the gate says, with the command that leads on."""
    return f"{refusal} To take the check: soleus check"
