"""``soleus journal``: list, export, import and withdraw entries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app, fail
from soleus.cli.files import read_text, write_out
from soleus.cli.journal_fhir import as_fhir, is_bundle, take_fhir
from soleus.cli.options import ME, AsJson, DataDir, Out, Person, coach_for, open_coach, read_options
from soleus.cli.output import json_text, print_json
from soleus.language import msgid, plural, translate
from soleus.records import limits, read_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus.coach import Coach
    from soleus.journal import Entry, Recorded

journal = typer.Typer(
    help="The journal: look back, record, export.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(journal, name="journal")

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
    with coach_for(person, data_dir) as (coach, person_id):
        found = _chosen(coach, person_id, kind, since, until, everything=everything)
    if as_json:
        print_json([item.as_dict() for item in found])
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
    with coach_for(person, data_dir) as (coach, person_id):
        coach.journal.withdraw(entry_of(coach, person_id, id).id)
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
    with open_coach(data_dir) as coach:
        if add is not None:
            coach.journal.add_person(add)
        found = coach.journal.people()
    if as_json:
        print_json([{"id": who.id, "name": who.name, "is_self": who.is_self} for who in found])
    else:
        print("\n".join(f"{who.name}  [{who.id}]" for who in found))


@journal.command()
def export(
    out: Out = None,
    form: Annotated[
        str, typer.Option("--format", help="json (all of it, can be imported again) or csv.")
    ] = "json",
    person: Annotated[
        str | None, typer.Option("--person", help="One person only: an id or a name.")
    ] = None,
    kind: Kind = None,
    since: Since = None,
    until: Until = None,
    consent: Annotated[
        bool,
        typer.Option("--consent", help="Write into fhir that it may be used for this care."),
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Write the journal to a file that only you can read."""
    if form not in ("json", "csv", "fhir"):
        fail(translate("--format is {form}, but has to be json, csv or fhir", form=repr(form)))
    if form != "csv" and (kind or since or until):
        text = msgid("{form} holds everything; use --format csv with --kind, --since or --until")
        fail(translate(text, form=form))
    if form == "fhir":
        write_out(out, as_fhir(person or ME, data_dir, is_consented=consent))
        return
    with open_coach(data_dir) as coach:
        whose = None if person is None else [coach.journal.person(person).id]
        if form == "json":
            content = json_text(coach.journal.export_json(whose)) + "\n"
        else:
            content = _as_csv(coach, whose, kind, since, until)
            if out is not None:
                from soleus.journal import BYTE_ORDER_MARK

                content = BYTE_ORDER_MARK + content
    write_out(out, content)


@journal.command("import")
def import_file(
    file: Annotated[
        Path,
        typer.Argument(help="A file that export wrote as json, or a FHIR bundle; - reads input."),
    ],
    person: Annotated[
        str | None,
        typer.Option("--person", help="Whose the file's own entries are: an id or a name."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Take a FHIR bundle in, and not only show what it holds.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Take in what an export holds: each entry once, all or nothing."""
    document = read_json(read_text(file))
    if is_bundle(document):
        take_fhir(document, person or ME, data_dir, is_sure=yes)
        return
    with open_coach(data_dir) as coach:
        whose = coach.journal.person(person).id if person is not None else None
        taken = coach.copies.take(document, own_entries_of=whose)
    report = taken.report
    text = msgid("Entries taken in: {added}. Here already: {already}.")
    print(translate(text, added=report.added, already=report.already_here))
    if report.is_older_copy:
        text = msgid("This copy is older than what was deleted here. To go on: {command}")
        print(translate(text, command="soleus check"))
    for name in report.people_added:
        print(translate("{name} is new here.", name=name))
    for line in taken.settings:
        print(line)


def entry_of(coach: Coach, person_id: str, start: str) -> Recorded[Entry]:
    """Return the one entry whose id starts with ``start``; exit if there is none, or several."""
    everything = coach.journal.entries(person_id, include_superseded=True)
    found = [item for item in everything if str(item.id).startswith(start.strip().lower())]
    if len(found) != 1 or not start.strip():
        fail(_not_one(start, len(found)))
    return found[0]


def _not_one(start: str, number: int) -> str:
    """Return the fault of the start of an id that no entry has, or several have."""
    text = translate("no entry has an id that starts with {start}", start=repr(start))
    if number:
        text = plural(
            "{n} entry has an id that starts with {start}",
            "{n} entries have an id that starts with {start}",
            number,
            start=repr(start),
        )
    shows = translate("{command} shows the ids", command="soleus journal list --all")
    return f"{text}; {shows}"


def _chosen(
    coach: Coach,
    person_id: str,
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
    first, last = read_options(
        ("--since", since, limits.day()), ("--until", until, limits.day()), faults=faults
    )
    chosen = [KINDS[kind] for kind in kinds] if kinds else None
    return coach.journal.entries(person_id, chosen, first, last, include_superseded=everything)


def _as_csv(
    coach: Coach,
    whose: Sequence[str] | None,
    kind: Sequence[str] | None,
    since: str | None,
    until: str | None,
) -> str:
    from soleus.journal import export_csv

    names = {who.id: who.name for who in coach.journal.people()}
    entries = [item for id_ in whose or names for item in _chosen(coach, id_, kind, since, until)]
    return export_csv(entries, names)
