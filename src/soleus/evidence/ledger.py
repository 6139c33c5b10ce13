"""The ledger itself: reads sources and claims once, refuses faulty data, answers by id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Annotated, NamedTuple, TypeVar

from soleus.evidence.claim import Claim, Kind
from soleus.evidence.source import Source
from soleus.language import meant, msgid, translate
from soleus.records import NonBlank, Record, limits, load_table, read_toml
from soleus.vocabulary import InvalidDataError, SoleusError

_RecordT = TypeVar("_RecordT", bound=Record)


class Ledger(NamedTuple):
    """Every source and every claim, each by its id and in the order of the files."""

    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]


def claim(claim_id: str) -> Claim:
    """Return the claim with this id.

    Raises
    ------
    SoleusError
        when there is none; the text names the nearest one.
    """
    if claim_id not in claims():
        raise SoleusError(unknown_claim(claim_id))
    return claims()[claim_id]


def unknown_claim(claim_id: str) -> str:
    """Return the line that says that the ledger has no such claim."""
    says = msgid("the ledger has no claim '{id}'")
    return translate(says, id=claim_id) + meant(claim_id.upper(), claims())


def claims() -> Mapping[str, Claim]:
    """Return every claim by its id, in the order of the chapters."""
    return _ledger().claims


def sources() -> Mapping[str, Source]:
    """Return every source by its id."""
    return _ledger().sources


def load(root: Traversable) -> Ledger:
    """Read ``sources.toml`` and ``claims/*.toml`` below ``root``.

    Raises
    ------
    InvalidDataError
        with every fault of all the files.
    """
    faults: list[str] = []
    found = _records(Source, root.joinpath("sources.toml"), "sources.toml", faults)
    claims: dict[str, Claim] = {}
    chapters = sorted(root.joinpath("claims").iterdir(), key=lambda file: file.name)
    for file in (file for file in chapters if file.name.endswith(".toml")):
        where, letter = f"claims/{file.name}", file.name.removesuffix(".toml")
        for row in _records(_Row, file, where, faults).values():
            faults += [f"{where}, {row.id}: {fault}" for fault in _misfits(row, letter, found)]
            claims[row.id] = row.claim(found)
    faults += _one_sided(claims)
    if faults:
        raise InvalidDataError(faults)
    return Ledger(MappingProxyType(found), MappingProxyType(claims))


@cache
def _ledger() -> Ledger:
    return load(files("soleus.evidence"))


@dataclass(frozen=True, slots=True)
class _Row(Record):
    """A claim as its table says it; ``read_at`` None takes every source that was read well."""

    id: str
    kind: Kind
    text: NonBlank
    sources: Annotated[tuple[str, ...], limits.list_of(limits.text(), least=1, is_unique=True)]
    read_at: tuple[str, ...] | None = None
    unread_part: str = ""
    see_also: tuple[str, ...] = ()

    def claim(self, known: Mapping[str, Source]) -> Claim:
        """Return the claim with its sources; unknown ones are left out."""
        cited = tuple(known[name] for name in self.sources if name in known)
        usual = tuple(source.id for source in cited if source.seen.counts_for_every_claim)
        read_at = usual if self.read_at is None else self.read_at
        return Claim(self.id, self.kind, self.text, cited, read_at, self.unread_part, self.see_also)


def _records(
    kind: type[_RecordT], file: Traversable, where: str, faults: list[str]
) -> dict[str, _RecordT]:
    """Return the records of a file's tables by their names; faults are added to ``faults``."""
    records = {}
    try:
        tables = read_toml(file, where)
    except InvalidDataError as error:
        faults += error.faults
        return {}
    for id_, table in tables.items():
        try:
            row = {**table, "id": id_} if isinstance(table, dict) else table
            records[id_] = load_table(kind, row, f"{where}, {id_}")
        except InvalidDataError as error:
            faults += error.faults
    return records


def _misfits(row: _Row, letter: str, known: Mapping[str, Source]) -> Iterator[str]:
    """Yield what is wrong with a claim in view of the other data."""
    if row.id[:1] != letter or not row.id[1:].isdigit() or len(row.id) != 3:
        yield f"an id in this file is '{letter}' and two digits"
    for name in (name for name in row.sources if name not in known):
        yield f"there is no source '{name}'{meant(name, known)}"
    claim = row.claim(known)
    readable = {source.id for source in claim.sources if source.seen.counts_for_named_claims}
    for name in (name for name in claim.read_at if name not in readable):
        yield f"'read_at' names '{name}', which it does not cite or nobody has read"
    if row.unread_part and claim.is_unread:
        yield "'unread_part' needs a source in 'read_at': all of it is unread"


def _one_sided(claims: Mapping[str, Claim]) -> Iterator[str]:
    """Yield each neighbour that is unknown or does not look back: both are shown together."""
    for claim in claims.values():
        for other in claim.see_also:
            if other not in claims:
                yield f"{claim.id}: 'see_also' names no claim: '{other}'"
            elif claim.id not in claims[other].see_also:
                yield f"{claim.id}: 'see_also' names {other}, which does not name it back"
