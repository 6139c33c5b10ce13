"""Options that several commands share, and what they name: values, the coach, the person."""

from __future__ import annotations

import inspect
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypeVar

import typer

from soleus.cli.app import fail
from soleus.language import ENGLISH, msgid, translate, use
from soleus.records import Limit, limits
from soleus.vocabulary import living_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from uuid import UUID

    from soleus.coach import Coach
    from soleus.compose import Settings

R = TypeVar("R")
_NAMED = inspect.Parameter.KEYWORD_ONLY

ME = "self"
"""The default of ``--person``: whose journal this is."""


def _in_english(context: typer.Context, is_json: bool) -> bool:
    """Use English in a command whose output programs read; the callback of ``--json``."""
    if is_json:
        context.with_resource(use(ENGLISH))
    return is_json


Person = Annotated[str, typer.Option("--person", help="Whose journal: an id or a name.")]
DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="The folder that holds the journal.")
]
AsJson = Annotated[
    bool,
    typer.Option("--json", callback=_in_english, is_eager=True, help="Print JSON, for programs."),
]
Out = Annotated[Path | None, typer.Option("--out", help="The file to write; left out: print it.")]


def with_options(**options: Any) -> Callable[[Callable[..., R]], Callable[..., R]]:  # noqa: ANN401
    """Give a command further options, each of which may be left out; it gets those that are set.

    Parameters
    ----------
    options : the annotation of each option by the name that the command gets it under
    """

    def command_of(function: Callable[..., R]) -> Callable[..., R]:
        def command(**typed: Any) -> R:  # noqa: ANN401  a value of any option
            return function(**{k: v for k, v in typed.items() if v is not None or k not in options})

        signature = inspect.signature(function, eval_str=True)
        *own, _ = signature.parameters.values()
        parameters = [
            *(
                inspect.Parameter(name, _NAMED, default=None, annotation=options[name])
                for name in options
            ),
            *(parameter.replace(kind=_NAMED) for parameter in own),
        ]
        command.__name__, command.__doc__ = function.__name__, function.__doc__
        command.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        return command

    return command_of


def read_options(*options: tuple[str, str | None, Limit], faults: Iterable[str] = ()) -> list[Any]:
    """Return the value of each option (its name, what is typed, its limit); None if left out.

    The command ends with every fault, after those that are passed in ``faults``.
    """
    faults = list(faults)
    values: list[Any] = []
    for name, typed, limit in options:
        try:
            values.append(None if typed is None else limit.load(typed))
        except ValueError as error:
            faults.append(limits.fault_of(name, str(error)))
    if faults:
        fail(*faults)
    return values


def settings_for(data_dir: Path | None = None) -> Settings:
    """Return the settings of this installation, with another folder if one is given."""
    from soleus.compose import Settings

    settings = Settings.from_environment()
    return settings if data_dir is None else replace(settings, data_dir=data_dir.expanduser())


@contextmanager
def open_coach(data_dir: Path | None = None) -> Iterator[Coach]:
    """Open the coach whose journal is in ``data_dir``, or that of this installation."""
    from soleus import compose

    with compose.open_coach(settings_for(data_dir)) as coach:
        yield coach


@contextmanager
def coach_for(person: str, data_dir: Path | None = None) -> Iterator[tuple[Coach, str]]:
    """Open the coach; yield it with the id of the person of this id or name, in their zone."""
    with open_coach(data_dir) as coach:
        person_id = coach.journal.person(person).id
        with living_in(coach.weeks.zone_at_the_machine(person_id)):
            yield coach, person_id


class _CameIn(Protocol):
    """What came in together and has a name."""

    @property
    def id(self) -> UUID: ...


CameIn = TypeVar("CameIn", bound=_CameIn)


def one_import(known: Iterable[CameIn], start: str, *, shows: str) -> CameIn:
    """Return the one import whose id starts with ``start``; exit if there is none, or several.

    Parameters
    ----------
    shows : the command that shows the ids
    """
    typed = start.strip().lower()
    found = [each for each in known if typed and str(each.id).startswith(typed)]
    if len(found) != 1:
        text = msgid("no single import has an id that starts with {start}; see {command}")
        fail(translate(text, start=repr(start), command=shows))
    return found[0]
