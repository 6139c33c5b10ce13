"""The one Typer application that every verb adds itself to, and how errors leave it."""

import sys
from collections.abc import Iterable, Sequence
from typing import Annotated, NoReturn

import typer

from soleus.cli.helping import ENGLISH_VERBS
from soleus.language import ENGLISH, languages, translate, use
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


@app.callback(help="A leg-circulation coach with a safety gate in front.")
def speaking(
    context: typer.Context,
    language: Annotated[
        str | None,
        typer.Option(help="The language to speak: en or de. Else the machine's own."),
    ] = None,
) -> None:
    """Refuse a language that there is not; what is for researchers stays English."""
    if language is not None and language not in languages():
        known = ", ".join(languages())
        fail(
            [
                translate(
                    "there is no language '{language}'; choose one of {known}",
                    language=language,
                    known=known,
                )
            ]
        )
    if context.invoked_subcommand in ENGLISH_VERBS:
        context.with_resource(use(ENGLISH))


def asked_for(words: Sequence[str]) -> str | None:
    """Return the language that a typed command asks for before its verb, if it does."""
    for place, word in enumerate(words):
        if word == "--language":
            return next(iter(words[place + 1 :]), None)
        if word.startswith("--language="):
            return word.partition("=")[2]
        if not word.startswith("-"):
            break
    return None


def for_programs(context: typer.Context, wanted: bool) -> bool:
    """Speak English in a command whose output programs read; the callback of ``--json``."""
    if wanted:
        context.with_resource(use(ENGLISH))
    return wanted


def fail(faults: Iterable[str]) -> NoReturn:
    """End with status 2 after writing one line per fault to standard error."""
    for fault in faults:
        print(fault, file=sys.stderr)
    raise typer.Exit(BAD_INPUT)


def with_the_way_on(refusal: NotPermittedError) -> str:
    """Return what the gate says, with the command that leads on."""
    way_on = translate("To take the check: {command}", command="soleus check")
    return f"{refusal} {way_on}"
