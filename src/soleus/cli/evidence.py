"""``soleus evidence``: what people are told, on whose word, and where it is told."""

from __future__ import annotations

import json
import shutil
import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app, fail, for_programs
from soleus.cli.words import words
from soleus.language import translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from soleus.evidence import Carrier, Claim, Source

WIDEST = 88
"""Lines longer than this are hard to follow, however wide the terminal is."""


@app.command()
def evidence(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CLAIM]...", help="Show these claims only, such as C07 X06."),
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option(
            "--json", callback=for_programs, is_eager=True, help="Print a JSON list, for programs."
        ),
    ] = False,
) -> None:
    """Show what people are told, its sources, and what tells it."""
    from soleus.compose import carriers
    from soleus.evidence import used_by

    chosen = _choose(ids or [])
    users = used_by(carriers())
    if as_json:
        print(json.dumps([_as_dict(c, users[c.id]) for c in chosen], indent=2, ensure_ascii=False))
    else:
        print("\n\n".join(_as_text(c, users[c.id]) for c in chosen))


def _choose(ids: list[str]) -> list[Claim]:
    """Return the claims with these ids, or all; every unknown id is told at once."""
    from soleus.evidence import UnknownClaimError, claim, claims

    found, faults = [], []
    for wanted in ids or claims():
        try:
            found.append(claim(wanted.upper()))
        except UnknownClaimError as error:
            faults.append(str(error))
    if faults:
        fail(faults)
    return found


def _as_dict(claim: Claim, users: tuple[Carrier, ...]) -> Mapping[str, object]:
    return claim.as_dict() | {"used_by": [{"kind": user.kind, "id": user.id} for user in users]}


def _as_text(claim: Claim, users: tuple[Carrier, ...]) -> str:
    width = min(shutil.get_terminal_size().columns, WIDEST)
    lines = [f"{claim.id}  {words(claim.kind)}"]
    for line in _lines(claim, users):
        lines += textwrap.wrap(
            line,
            width,
            initial_indent="  ",
            subsequent_indent="    ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines)


def _lines(claim: Claim, users: tuple[Carrier, ...]) -> Iterator[str]:
    from soleus.evidence import claim as look_up

    yield translate(claim.text)
    yield from filter(None, (claim.origin, claim.reading))
    for other in map(look_up, claim.see_also):
        yield translate("Beside it {id}: {text}", id=other.id, text=translate(other.text))
    for source in claim.sources:
        yield translate("Source {reference}", reference=_reference(source))
        yield f"  {translate(source.note)}"
    for user in users:
        yield translate("Told by {kind} {id}", kind=words(user.kind), id=user.id)
    if not users:
        yield translate("Told nowhere yet")


def _reference(source: Source) -> str:
    parts = (f"{source.id}: {source.title}", source.by, source.date, source.address)
    return ". ".join(part for part in parts if part)
