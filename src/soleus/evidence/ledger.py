"""The ledger itself: reads sources and claims once, refuses faulty data, answers by id."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from soleus.evidence.carrier import Carrier
from soleus.evidence.claim import Claim, Kind
from soleus.evidence.source import Seen, Source
from soleus.vocabulary import InvalidDataError, SoleusError, Table, nearest, read_table

_Item = TypeVar("_Item")


class UnknownClaimError(SoleusError):
    """No claim, or no source, of the ledger has this id."""


class Ledger(NamedTuple):
    """Every source and every claim, each by its id and in the order of the files."""

    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]


def claim(claim_id: str) -> Claim:
    """Return the claim with this id.

    Raises
    ------
    UnknownClaimError
        when there is none; the text names the nearest one.
    """
    return _find(claims(), claim_id, "claim")


def claims() -> Mapping[str, Claim]:
    """Return every claim by its id, in the order of the chapters."""
    return _ledger().claims


def source(source_id: str) -> Source:
    """Return the source with this id.

    Raises
    ------
    UnknownClaimError
        when there is none; the text names the nearest one.
    """
    return _find(sources(), source_id, "source")


def sources() -> Mapping[str, Source]:
    """Return every source by its id."""
    return _ledger().sources


def used_by(carriers: Iterable[Carrier]) -> Mapping[str, tuple[Carrier, ...]]:
    """Return for every claim the carriers that cite it, in their given order; none gives ().

    Raises
    ------
    UnknownClaimError
        when carriers cite none or unknown claims; one line for each fault.
    """
    found: dict[str, list[Carrier]] = {claim_id: [] for claim_id in claims()}
    faults = []
    for carrier in carriers:
        if not carrier.claims:
            faults.append(f"{carrier.kind} '{carrier.id}' cites no claim")
        for claim_id in dict.fromkeys(carrier.claims):
            if claim_id in found:
                found[claim_id].append(carrier)
            else:
                faults.append(f"{carrier.kind} '{carrier.id}': {_unknown(claim_id, found)}")
    if faults:
        raise UnknownClaimError("\n".join(faults))
    return {claim_id: tuple(group) for claim_id, group in found.items()}


def load(root: Traversable) -> Ledger:
    """Read ``sources.toml`` and ``claims/*.toml`` below ``root``.

    Raises
    ------
    InvalidDataError
        with every fault of all the files.
    """
    faults: list[str] = []
    found_sources = _load_sources(root.joinpath("sources.toml"), faults)
    found_claims: dict[str, Claim] = {}
    chapters = sorted(root.joinpath("claims").iterdir(), key=lambda file: file.name)
    for file in (file for file in chapters if file.name.endswith(".toml")):
        found_claims |= _load_chapter(file, found_sources, faults)
    _check_see_also(found_claims, faults)
    if faults:
        raise InvalidDataError(faults)
    return Ledger(MappingProxyType(found_sources), MappingProxyType(found_claims))


@cache
def _ledger() -> Ledger:
    return load(files("soleus.evidence"))


def _find(known: Mapping[str, _Item], wanted: str, noun: str) -> _Item:
    if wanted not in known:
        raise UnknownClaimError(_unknown(wanted, known, noun))
    return known[wanted]


def _unknown(wanted: str, known: Iterable[str], noun: str = "claim") -> str:
    return f"the ledger has no {noun} '{wanted}'{nearest(wanted.upper(), known)}"


def _load_sources(file: Traversable, faults: list[str]) -> dict[str, Source]:
    rows = _rows(file, file.name, faults)
    return {source_id: _read_source(source_id, row) for source_id, row in rows.items()}


def _load_chapter(
    file: Traversable, known: Mapping[str, Source], faults: list[str]
) -> dict[str, Claim]:
    found = {}
    letter = file.name.removesuffix(".toml")
    for claim_id, row in _rows(file, f"claims/{file.name}", faults).items():
        if claim_id[:1] != letter or not claim_id[1:].isdigit() or len(claim_id) != 3:
            row.fault(f"an id in this file is '{letter}' and two digits")
        found[claim_id] = _read_claim(claim_id, row, known)
    return found


def _rows(file: Traversable, where: str, faults: list[str]) -> dict[str, Table]:
    whole = read_table(file.read_text("utf-8"), where, faults)
    rows = {}
    for key, value in whole.values.items():
        if isinstance(value, dict):
            rows[key] = Table(value, f"{where}, {key}", faults)
        else:
            whole.fault(f"'{key}' stands outside of any table")
    return rows


def _read_source(source_id: str, row: Table) -> Source:
    seen = row.choice("seen", Seen)
    found = Source(
        id=source_id,
        title=row.text("title"),
        by=row.text("by"),
        date=row.text("date", ""),
        url=row.text("url", ""),
        pmid=row.text("pmid", ""),
        doi=row.text("doi", ""),
        seen=Seen(seen) if seen in set(Seen) else Seen.NOT_READ,
        note=row.text("note"),
    )
    row.close()
    return found


def _read_claim(claim_id: str, row: Table, known: Mapping[str, Source]) -> Claim:
    kind = row.choice("kind", Kind)
    cited = tuple(known[name] for name in row.texts("sources") if _is_known(name, known, row))
    found = Claim(
        id=claim_id,
        kind=Kind(kind) if kind in set(Kind) else Kind.CONCEPT,
        text=row.text("text"),
        sources=cited,
        read_at=_read_at(row, cited),
        unread_part=row.text("unread_part", ""),
        see_also=row.texts("see_also", ()),
    )
    if found.unread_part and found.is_unread:
        row.fault("'unread_part' needs a source in 'read_at': all of it is unread")
    row.close()
    return found


def _is_known(name: str, known: Mapping[str, Source], row: Table) -> bool:
    if name not in known:
        row.fault(f"there is no source '{name}'{nearest(name, known)}")
    return name in known


def _read_at(row: Table, cited: tuple[Source, ...]) -> tuple[str, ...]:
    """Take what the claim says; else every cited source that was read well enough."""
    default = tuple(source.id for source in cited if source.seen.counts_for_every_claim)
    named = row.texts("read_at", default)
    readable = {source.id for source in cited if source.seen.counts_for_named_claims}
    for name in named:
        if name not in readable:
            row.fault(f"'read_at' names '{name}', which it does not cite or nobody has read")
    return named


def _check_see_also(found: Mapping[str, Claim], faults: list[str]) -> None:
    """Refuse a neighbour that is unknown or does not look back: both are shown together."""
    for one in found.values():
        for other in one.see_also:
            if other not in found:
                faults.append(f"{one.id}: 'see_also' names no claim: '{other}'")
            elif one.id not in found[other].see_also:
                faults.append(f"{one.id}: 'see_also' names {other}, which does not name it back")
