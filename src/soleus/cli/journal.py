"""``soleus journal``: what was recorded, out and in."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app, fail, for_programs
from soleus.language import msgid, plural, translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from soleus.coach import Coach
    from soleus.journal import Entry, Recorded

journal = typer.Typer(
    help="The journal: look back, record, export.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(journal, name="journal")

ME = "self"

Person = Annotated[str, typer.Option("--person", help="Whose entries: an id or a name.")]
DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="The folder that holds the journal.")
]
AsJson = Annotated[
    bool,
    typer.Option("--json", callback=for_programs, is_eager=True, help="Print JSON, for programs."),
]
Kind = Annotated[
    list[str] | None,
    typer.Option("--kind", help="Only this kind, such as tape; may be given several times."),
]
Since = Annotated[str | None, typer.Option("--since", help="From this day on, as 2026-03-01.")]
Until = Annotated[str | None, typer.Option("--until", help="Up to this day, as 2026-03-01.")]


@journal.command("list")
def list_entries(
    person: Person = ME,
    kind: Kind = None,
    since: Since = None,
    until: Until = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what was replaced or taken back.")
    ] = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """List what was recorded, the oldest first."""
    with coach_at(data_dir) as coach:
        found = _chosen(coach, person, kind, since, until, everything=everything)
    if as_json:
        print(json.dumps([item.as_dict() for item in found], indent=2, ensure_ascii=False))
    elif not found:
        print(translate("Nothing is recorded there yet."))
    else:
        from soleus.cli.journal_text import line

        print("\n".join(line(item) for item in found))


@journal.command()
def withdraw(
    id: Annotated[str, typer.Argument(help="The entry's id, or its start.")],  # noqa: A002
    person: Person = ME,
    data_dir: DataDir = None,
) -> None:
    """Take an entry back: it stays in the file and counts no more."""
    with coach_at(data_dir) as coach:
        found = entry_of(coach, coach.journal.person(person).id, id)
        coach.journal.withdraw(found.id)
    print(translate("Taken back. It stays in the file and counts no more."))


@journal.command()
def people(
    add: Annotated[
        str | None, typer.Option("--add", help="Add somebody of this name, kept apart.")
    ] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """List whose entries are kept here, or add somebody."""
    with coach_at(data_dir) as coach:
        if add is not None:
            coach.journal.add_person(add)
        found = coach.journal.people()
    if as_json:
        shown = [{"id": who.id, "name": who.name, "is_self": who.is_self} for who in found]
        print(json.dumps(shown, indent=2, ensure_ascii=False))
    else:
        print("\n".join(f"{who.name}  [{who.id}]" for who in found))


@journal.command()
def export(
    out: Annotated[
        Path | None, typer.Option("--out", help="The file to write; left out: print it.")
    ] = None,
    form: Annotated[
        str, typer.Option("--format", help="json (all of it, can be imported again) or csv.")
    ] = "json",
    person: Annotated[
        str | None, typer.Option("--person", help="One person only: an id or a name.")
    ] = None,
    kind: Kind = None,
    since: Since = None,
    until: Until = None,
    data_dir: DataDir = None,
) -> None:
    """Write the journal to a file that only you can read."""
    if form not in ("json", "csv"):
        fail([translate("--format is {form}, but has to be json or csv", form=repr(form))])
    if form == "json" and (kind or since or until):
        text = msgid("json holds everything; use --format csv with --kind, --since or --until")
        fail([translate(text)])
    with coach_at(data_dir) as coach:
        if form == "json":
            content = _as_json(coach, person)
        else:
            content = _as_csv(coach, person, kind, since, until)
    write_out(out, content)


@journal.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="A file that export wrote as json; - reads input.")],
    person: Annotated[
        str | None,
        typer.Option("--person", help="Whose the file's own entries are: an id or a name."),
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Take in what an export holds: each entry once, all or nothing."""
    from soleus.journal import parse_json

    document = parse_json(_read(file))
    with coach_at(data_dir) as coach:
        whose = coach.journal.person(person).id if person is not None else None
        report = coach.journal.import_json(document, own_entries_of=whose)
    text = msgid("Entries taken in: {added}. Here already: {already}.")
    print(translate(text, added=report.added, already=report.already_here))
    if report.is_older_copy:
        text = msgid("This copy is older than what was deleted here. To go on: {command}")
        print(translate(text, command="soleus check"))
    for name in report.people_added:
        print(translate("{name} is new here.", name=name))


@contextmanager
def coach_at(data_dir: Path | None) -> Iterator[Coach]:
    """Give the coach of the chosen folder, or of this installation."""
    from soleus.compose import Settings, open_coach

    settings = Settings.from_environment()
    if data_dir is not None:
        settings = replace(settings, data_dir=data_dir.expanduser())
    with open_coach(settings) as coach:
        yield coach


def entry_of(coach: Coach, person_id: str, start: str) -> Recorded[Entry]:
    """Return the one entry of a person whose id starts so, or end with a clear line."""
    everything = coach.journal.entries(person_id, include_superseded=True)
    found = [item for item in everything if str(item.id).startswith(start.strip().lower())]
    if len(found) != 1 or not start.strip():
        start = repr(start)
        if not found:
            text = translate("no entry has an id that starts with {start}", start=start)
        else:
            text = plural(
                "{n} entry has an id that starts with {start}",
                "{n} entries have an id that starts with {start}",
                len(found),
                start=start,
            )
        shows = translate("{command} shows the ids", command="soleus journal list --all")
        text = f"{text}; {shows}"
        fail([text])
    return found[0]


def _chosen(
    coach: Coach,
    person: str,
    kinds: Sequence[str] | None,
    since: str | None,
    until: str | None,
    *,
    everything: bool = False,
) -> tuple[Recorded[Entry], ...]:
    from soleus.journal import KINDS

    faults = [
        translate("unknown kind {kind}; there are {known}", kind=repr(kind), known=", ".join(KINDS))
        for kind in kinds or ()
        if kind not in KINDS
    ]
    first, last = _day(since, "--since", faults), _day(until, "--until", faults)
    if faults:
        fail(faults)
    return coach.journal.entries(
        coach.journal.person(person).id,
        [KINDS[kind] for kind in kinds] if kinds else None,
        first,
        last,
        include_superseded=everything,
    )


def _day(value: str | None, option: str, faults: list[str]) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        text = msgid("{option} is {value}, but has to be a day, as 2026-03-01")
        faults.append(translate(text, option=option, value=repr(value)))
        return None


def _as_json(coach: Coach, person: str | None) -> str:
    chosen = None if person is None else [coach.journal.person(person).id]
    return json.dumps(coach.journal.export_json(chosen), indent=2, ensure_ascii=False) + "\n"


def _as_csv(
    coach: Coach,
    person: str | None,
    kind: Sequence[str] | None,
    since: str | None,
    until: str | None,
) -> str:
    from soleus.journal import export_csv

    everybody = coach.journal.people()
    chosen = everybody if person is None else (coach.journal.person(person),)
    entries = [item for who in chosen for item in _chosen(coach, who.id, kind, since, until)]
    return export_csv(entries, {who.id: who.name for who in everybody})


def write_out(out: Path | None, content: str) -> None:
    """Write to a file for its owner alone, or to standard output where none is named."""
    from soleus.cli.files import write_or_fail

    if out is None:
        sys.stdout.write(content)
        return
    otherwise = msgid("{path}: cannot be written ({why}); choose another path with --out")
    write_or_fail(out, content, otherwise)
    print(translate("Written to {path}, for you alone.", path=out))


def _read(file: Path) -> str:
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    except OSError as error:
        fail([translate("{path}: cannot be read ({why})", path=file, why=error.strerror)])
    except UnicodeDecodeError:
        text = msgid("{path}: this is no text in UTF-8, so no export of a journal")
        fail([translate(text, path=file)])
