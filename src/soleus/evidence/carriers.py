"""Carriers: everything that tells a person something, found by scanning the data and the pages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from soleus.evidence.ledger import claims, unknown_claim
from soleus.records import NonBlank, Record, load_table, read_toml
from soleus.vocabulary import SoleusError

_PAGES = "web/templates"
_CITES = re.compile(r"\bcite\(([^)]*)\)")
_QUOTED = re.compile(r"""["']([A-Z]\d\d)["']""")


@dataclass(frozen=True, slots=True)
class Carrier:
    """One thing that carries claims to a person: a rule, a text, a routine, a page.

    Parameters
    ----------
    kind : what it is: ``rule``, ``question``, ``routine``, ``plan``, ``page``, ``topic`` …
    id : its id, unique among its kind
    claims : ids of the ledger's claims that it rests on; never empty
    room : the room that it stands in
    """

    kind: str
    id: str
    claims: tuple[str, ...]
    room: str


@dataclass(frozen=True, slots=True)
class TextFiles(Record):
    """Which files hold one kind of texts, as ``carriers.toml`` says it."""

    kind: NonBlank
    files: NonBlank
    prefix: str = ""


def used_by(found: Iterable[Carrier] | None = None) -> Mapping[str, tuple[Carrier, ...]]:
    """Return for every claim the carriers that cite it; none gives ().

    Parameters
    ----------
    found : the carriers; by default every one of the program

    Raises
    ------
    SoleusError
        when carriers cite none or unknown claims; one line for each fault.
    """
    users: dict[str, list[Carrier]] = {claim_id: [] for claim_id in claims()}
    faults = []
    for carrier in carriers() if found is None else found:
        if not carrier.claims:
            faults.append(f"{carrier.kind} '{carrier.id}' cites no claim")
        for claim_id in carrier.claims:
            if claim_id in users:
                users[claim_id].append(carrier)
            else:
                faults.append(f"{carrier.kind} '{carrier.id}': {unknown_claim(claim_id)}")
    if faults:
        raise SoleusError("\n".join(faults))
    return {claim_id: tuple(citing) for claim_id, citing in users.items()}


@cache
def carriers() -> tuple[Carrier, ...]:
    """Return every carrier of the program, kind by kind."""
    return carriers_in(files("soleus"))


def carriers_in(root: Traversable) -> tuple[Carrier, ...]:
    """Return every carrier below ``root``, with the folders of the package."""
    index = files("soleus.evidence") / "carriers.toml"
    texts = (load_table(TextFiles, table, index.name) for table in read_toml(index)["texts"])
    found = [carrier for kind in texts for carrier in _carriers_of(kind, root)]
    return (*found, *_pages(root.joinpath(_PAGES)))


def _carriers_of(texts: TextFiles, root: Traversable) -> Iterator[Carrier]:
    room = texts.files.partition("/")[0]
    for stars, file in _matching(root, texts.files.split("/")):
        tables = list(_tables(read_toml(file)))
        if stars:
            cited = dict.fromkeys(claim for _, claims_ in tables for claim in claims_)
            yield Carrier(texts.kind, texts.prefix + ".".join(stars), tuple(cited), room)
        else:
            for name in dict.fromkeys(name for name, _ in tables):
                cited = dict.fromkeys(
                    claim for at, claims_ in tables if at == name for claim in claims_
                )
                yield Carrier(texts.kind, texts.prefix + name, tuple(cited), room)


def _matching(
    folder: Traversable, pattern: list[str], stars: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Traversable]]:
    """Yield the files that fit a pattern, each with the names that its stars stand for."""
    first, *rest = pattern
    star = re.compile(re.escape(first).replace(r"\*", "(.+)"))
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        match = star.fullmatch(entry.name)
        if match and rest and entry.is_dir():
            yield from _matching(entry, rest, (*stars, *match.groups()))
        elif match and not rest and entry.is_file():
            yield (*stars, *match.groups()), entry


def _tables(data: Any, name: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:  # noqa: ANN401  TOML
    """Yield every table with claims, called by its ``id`` or by where it stands."""
    if isinstance(data, list):
        for item in data:
            yield from _tables(item, name)
    elif isinstance(data, dict):
        name = str(data.get("id", name))
        if isinstance(data.get("claims"), list):
            yield name, tuple(dict.fromkeys(data["claims"]))
        for key, value in data.items():
            yield from _tables(value, f"{name}.{key}" if name else key)


def _pages(folder: Traversable, path: str = "") -> Iterator[Carrier]:
    """Yield every page template that says something on its own account."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _pages(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(".html"):
            cited = [
                claim
                for call in _CITES.findall(entry.read_text("utf-8"))
                for claim in _QUOTED.findall(call)
            ]
            if cited:
                name = path + entry.name.removesuffix(".html")
                yield Carrier("page", name, tuple(dict.fromkeys(cited)), "web")
