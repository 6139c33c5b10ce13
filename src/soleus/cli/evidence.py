"""``soleus evidence``: the claims behind what people read, their sources and their uses."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app, fail
from soleus.cli.options import AsJson
from soleus.cli.output import line_width, print_json
from soleus.cli.words import words
from soleus.language import translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from soleus.evidence import Carrier, Claim, Source


@app.command()
def evidence(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CLAIM]...", help="Show these claims only, such as C07 X06."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what people are told, its sources, and what tells it."""
    from soleus.evidence import used_by

    chosen = _choose(ids or [])
    users = used_by()
    if as_json:
        print_json([_as_dict(claim, users[claim.id]) for claim in chosen])
    else:
        print("\n\n".join(_as_text(claim, users[claim.id]) for claim in chosen))


def _choose(ids: list[str]) -> list[Claim]:
    """Return the claims with these ids, or all; exit with every id that is unknown."""
    from soleus.evidence import claims, unknown_claim

    wanted = [id_.upper() for id_ in ids or claims()]
    if faults := [unknown_claim(id_) for id_ in wanted if id_ not in claims()]:
        fail(*faults)
    return [claims()[id_] for id_ in wanted]


def _as_dict(claim: Claim, users: tuple[Carrier, ...]) -> Mapping[str, object]:
    return claim.as_dict() | {"used_by": [{"kind": user.kind, "id": user.id} for user in users]}


def _as_text(claim: Claim, users: tuple[Carrier, ...]) -> str:
    lines = [f"{claim.id}  {words(claim.kind)}"]
    for line in _lines(claim, users):
        lines += textwrap.wrap(
            line,
            line_width(),
            initial_indent="  ",
            subsequent_indent="    ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines)


def _lines(claim: Claim, users: tuple[Carrier, ...]) -> Iterator[str]:
    from soleus.evidence import claim as claim_of

    yield translate(claim.text)
    yield from filter(None, (claim.origin, claim.reading))
    for other in map(claim_of, claim.see_also):
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
