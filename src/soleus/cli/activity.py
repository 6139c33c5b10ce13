"""``soleus activity``: activity out of files of a watch or phone, looked at, counted, undone."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from soleus.cli.app import app, fail
from soleus.cli.options import ME, AsJson, DataDir, Person, coach_for, one_import, read_options
from soleus.cli.output import print_json, short
from soleus.language import number_words, plural, translate
from soleus.records import limits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from soleus.coach import Coach, FileImport, Proposal, ProposedActivity
    from soleus.devices import FileFindings, Mapped

_SHOWN = 40

activity = typer.Typer(
    help="Activity from files of a watch or phone.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(activity, name="activity")

Files = Annotated[
    list[Path],
    typer.Argument(help="FIT, GPX, TCX, CSV, or an export of Apple, Google or Fitbit."),
]
Since = Annotated[
    str | None, typer.Option(help="The first day taken in, as 2026-03-01; else a year ago.")
]


@activity.command("import")
def import_files(
    files: Files,
    yes: Annotated[bool, typer.Option("--yes", help="Count it without asking.")] = False,
    twice: Annotated[
        list[int] | None,
        typer.Option("--also", help="The number of one told twice that counts all the same."),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(help="Of a table: start=Date, duration=Time, activity=Type and so on."),
    ] = None,
    since: Since = None,
    person: Person = ME,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Read files, show what of them would count, and count it once you say so."""
    (first,) = read_options(("--since", since, limits.day()))
    with coach_for(person, data_dir) as (coach, person_id):
        try:
            found = list(_read(coach, files, columns or [], first))
        except KeyboardInterrupt:  # nothing is held yet
            _clear()
            print(translate("Nothing was counted."), file=sys.stderr)
            raise
        proposal = coach.device_files.propose(person_id, found, first)
        if as_json:
            print_json(proposal.as_dict())
        else:
            age = coach.device_files.judged_age(person_id)
            print("\n".join(_proposal_lines(proposal, age)))
        if proposal.is_empty or not (yes or _agrees(as_json=as_json)):
            coach.device_files.drop(person_id)
            print(translate("Nothing was counted."), file=sys.stderr)
            return
        done = coach.device_files.confirm(person_id, proposal, twice or ())
        if done is not None:
            print(_import_line(done), file=sys.stderr if as_json else sys.stdout)


@activity.command("imports")
def list_imports(person: Person = ME, as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """List what came in from files and still counts, the latest first."""
    with coach_for(person, data_dir) as (coach, person_id):
        found = coach.device_files.imports(person_id)
    if as_json:
        print_json([each.as_dict() for each in found])
    elif not found:
        command = "soleus activity import FILES"
        print(translate("Nothing came in from files yet: {command}", command=command))
    else:
        print("\n".join(_import_line(each) for each in found))


@activity.command()
def undo(
    id: Annotated[str, typer.Argument(help="The id, or its start, as imports shows it.")],  # noqa: A002
    person: Person = ME,
    data_dir: DataDir = None,
) -> None:
    """Take back all that came in with one import. It stays in the file and counts no more."""
    with coach_for(person, data_dir) as (coach, person_id):
        known = coach.device_files.imports(person_id)
        taken = one_import(known, id, shows="soleus activity imports")
        number = coach.device_files.undo(person_id, taken.id)
    print(plural("{n} entry taken back.", "{n} entries taken back.", number))


def _read(
    coach: Coach, files: Sequence[Path], columns: Sequence[str], since: date | None
) -> Iterator[FileFindings]:
    from soleus.devices import read_apart

    mapped = _mapped(columns)
    with ExitStack() as stack:
        opened = []
        for file in files:
            try:
                opened.append(stack.enter_context(file.open("rb")))
            except OSError as error:
                fail(translate("{path}: cannot be read ({why})", path=file, why=error.strerror))
        for file, content in zip(files, opened, strict=True):
            yield from read_apart(
                content,
                file.name,
                now=coach.clock.now(),
                zone=ZoneInfo(coach.timezone),
                since=since or coach.device_files.usual_since(),
                tables=None if mapped is None else {file.name: mapped},
                tell=_tell,
            )
    _clear()


def _mapped(columns: Sequence[str]) -> Mapped | None:
    """Return which column is what, as ``start=Date`` says it."""
    if not columns:
        return None
    from soleus.devices import Mapped
    from soleus.vocabulary import FaultsError

    pairs = {name: column for name, _, column in (item.partition("=") for item in columns)}
    settings = ("duration_unit", "distance_unit", "is_day_first")
    values: dict[str, object] = {name: pairs.pop(name) for name in settings if name in pairs}
    if "is_day_first" in values:
        values["is_day_first"] = values["is_day_first"] in ("yes", "true", "ja")
    try:
        return Mapped.from_dict({"columns": pairs, **values})
    except FaultsError as error:
        fail(*(f"--columns: {fault}" for fault in error.faults))


def _tell(at: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{100 * at // max(of, 1):3d} %", end="", file=sys.stderr, flush=True)


def _clear() -> None:
    if sys.stderr.isatty():
        print("\r     \r", end="", file=sys.stderr, flush=True)


def _agrees(*, as_json: bool) -> bool:
    """Ask whether it counts; where nobody can answer, it does not."""
    if as_json or not sys.stdin.isatty():
        return False
    return typer.confirm(translate("Count it?"), default=False)


def _proposal_lines(proposal: Proposal, age: int | None) -> Iterator[str]:
    from soleus.coach import CountsAs, file_lines, summary

    for file in proposal.files:
        yield f"{file.name}: {' '.join(file_lines(file))}"
        if file.table is not None:
            yield "  " + ", ".join(file.table.columns)
            yield "  --columns start=… --columns duration=… --columns activity=…"
    yield ""
    for one in proposal.those(CountsAs.COUNTS)[:_SHOWN]:
        yield _activity_line(proposal, one, age)
    if len(proposal.those(CountsAs.COUNTS)) > _SHOWN:
        yield "…"
    for one in proposal.those(CountsAs.DOUBLE, CountsAs.NOTED)[:_SHOWN]:
        also = translate("already: {also}", also=one.also) if one.also else translate("already")
        yield f"{_activity_line(proposal, one, age)} ({also}; --also {one.number})"
    yield from summary(proposal)


def _activity_line(proposal: Proposal, one: ProposedActivity, age: int | None) -> str:
    """Return when it was, what, how long at each effort, and what tells how hard it was."""
    from soleus.coach import BASIS_WORDS, EFFORT_WORDS, SPORT_WORDS
    from soleus.devices import efforts

    begins = proposal.begins(one).strftime("%Y-%m-%d %H:%M")
    parts = efforts(one.activity, age)
    told = ", ".join(
        f"{translate('{n} min', n=number_words(round(part.minutes, 1)))} "
        f"{translate(EFFORT_WORDS[part.judged.effort])}"
        for part in parts
    )
    basis = translate(BASIS_WORDS[parts[0].judged.basis])
    return f"{begins}  {translate(SPORT_WORDS[one.activity.sport])}, {told} ({basis})"


def _import_line(done: FileImport) -> str:
    said = plural(
        "{n} activity, {minutes} min", "{n} activities, {minutes} min",
        done.activities, minutes=round(done.minutes),
    )  # fmt: skip
    if done.days_of_steps:
        said += "; " + plural("steps of {n} day", "steps of {n} days", done.days_of_steps)
    files = ", ".join(done.files[:5]) + (" …" if len(done.files) > 5 else "")
    days = f"{_shown(done.first)} \u2013 {_shown(done.last)}"
    return f"{days}  {said}  {files}  [{short(done.id)}]"


def _shown(day: date) -> str:
    return day.isoformat()
