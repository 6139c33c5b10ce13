"""``soleus journal imports`` and ``undo``: what came in from FHIR bundles, and back out whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from soleus.cli.journal import journal
from soleus.cli.journal_fhir import taking_line
from soleus.cli.options import ME, AsJson, DataDir, Person, coach_for, one_import
from soleus.cli.output import print_json
from soleus.language import plural, translate

if TYPE_CHECKING:
    from soleus.coach import FhirTaking


@journal.command("imports")
def list_imports(person: Person = ME, as_json: AsJson = False, data_dir: DataDir = None) -> None:
    """List what came in from FHIR bundles and still counts, the latest first."""
    with coach_for(person, data_dir) as (coach, person_id):
        found, zone = coach.fhir.takings(person_id), ZoneInfo(coach.timezone)
    if as_json:
        print_json([_as_dict(each) for each in found])
    elif not found:
        command = "soleus journal import FILE --yes"
        print(translate("Nothing came in from FHIR bundles yet: {command}", command=command))
    else:
        print("\n".join(taking_line(each, zone) for each in found))


@journal.command()
def undo(
    id: Annotated[str, typer.Argument(help="The id, or its start, as imports shows it.")],  # noqa: A002
    person: Person = ME,
    data_dir: DataDir = None,
) -> None:
    """Take back all that came in with one bundle. It stays in the file and counts no more."""
    with coach_for(person, data_dir) as (coach, person_id):
        taken = one_import(coach.fhir.takings(person_id), id, shows="soleus journal imports")
        number = coach.fhir.undo(person_id, taken.id)
    print(plural("{n} entry taken back.", "{n} entries taken back.", number))


def _as_dict(taking: FhirTaking) -> dict[str, object]:
    """Return the JSON shape."""
    return {"id": str(taking.id), "at": taking.at.isoformat(), "entries": len(taking.ids)}
