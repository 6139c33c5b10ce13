"""The Typer application that every command adds itself to, and how it reports errors."""

import sys
from collections.abc import Callable, Sequence
from typing import Annotated, NoReturn

import typer

from soleus.cli.helping import ENGLISH_VERBS
from soleus.language import ENGLISH, languages, msgid, translate, use
from soleus.vocabulary import NotPermittedError

app = typer.Typer(
    name="soleus",
    help="A leg-circulation coach with a safety gate in front.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

_ALONE: list[Callable[[bool], None]] = []


def alone(command: Callable[[bool], None]) -> Callable[[bool], None]:
    """Let a command be what ``soleus`` without any other does; it gets whether to print JSON."""
    _ALONE.append(command)
    return command


BAD_INPUT = 2
"""Exit status for wrong input; standard error then has one line for each fault."""


@app.callback(help="A leg-circulation coach with a safety gate in front.")
def speaking(
    context: typer.Context,
    language: Annotated[
        str | None,
        typer.Option(help="The language to speak: en or de. Else the machine's own."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", hidden=True)] = False,
) -> None:
    """Refuse an unknown language; use English in commands for researchers."""
    if language is not None and language not in languages():
        text = msgid("there is no language '{language}'; choose one of {known}")
        fail(translate(text, language=language, known=", ".join(languages())))
    if context.invoked_subcommand in ENGLISH_VERBS:
        context.with_resource(use(ENGLISH))
    if context.invoked_subcommand is None:
        if as_json:
            context.with_resource(use(ENGLISH))
        for command in _ALONE:
            command(as_json)
    elif as_json:
        says = msgid("--json comes after the command: {command}")
        fail(translate(says, command=f"soleus {context.invoked_subcommand} --json"))


def language_option(arguments: Sequence[str]) -> str | None:
    """Return the value of ``--language`` on a command line; None if it is not given."""
    for place, argument in enumerate(arguments):
        if argument == "--language":
            return next(iter(arguments[place + 1 :]), None)
        if argument.startswith("--language="):
            return argument.partition("=")[2]
        if not argument.startswith("-"):
            break
    return None


def fail(*faults: str) -> NoReturn:
    """Write one line per fault to standard error and exit with status 2."""
    for fault in faults:
        print(fault, file=sys.stderr)
    raise typer.Exit(BAD_INPUT)


def with_the_way_on(refusal: NotPermittedError) -> str:
    """Return the gate's refusal, followed by the command that can change it."""
    way_on = translate("To take the check: {command}", command="soleus check")
    claims = f" [{', '.join(refusal.claims)}]" if refusal.claims else ""
    return f"{refusal}{claims} {way_on}"
