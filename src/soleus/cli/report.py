"""``soleus report``: the report for a clinician as a PDF, and what a ticked sheet means."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from soleus.cli.app import app, fail
from soleus.cli.files import write_or_fail
from soleus.cli.options import ME, DataDir, Person, coach_for
from soleus.language import msgid, translate

USUAL_ADDRESS = "http://localhost:8765"
"""Where ``soleus serve`` is by default."""


@app.command()
def report(
    out: Annotated[Path, typer.Argument(metavar="OUT.pdf", help="The PDF to write.")],
    person: Person = ME,
    address: Annotated[
        str, typer.Option(help="Where this Soleus is opened; the picture on the sheet leads there.")
    ] = USUAL_ADDRESS,
    data_dir: DataDir = None,
) -> None:
    """Write the report for a clinician: two pages, the last part theirs to tick."""
    from soleus.web import report_pdf

    if not address.startswith(("http://", "https://")):
        text = msgid("--address is {address}, but has to begin with http:// or https://")
        fail(translate(text, address=repr(address)))
    with coach_for(person, data_dir) as (coach, person_id):
        found = coach.reports.now(person_id)
        if found is None:
            text = msgid("Nothing is known of these legs yet. First: {command}")
            fail(translate(text, command="soleus check"))
        pdf = report_pdf(found, coach.journal.person_of_id(person_id), address)
    otherwise = msgid("{path}: cannot be written ({why}); choose another path")
    write_or_fail(out, pdf, otherwise)
