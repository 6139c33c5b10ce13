"""A carrier is anything that tells a person something: a rule, a text, a session, a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Carrier:
    """One thing that carries claims to a person.

    Every room lists its own through a function ``carriers()``; the ledger's ``used_by`` is
    derived from those lists and never typed.

    Parameters
    ----------
    kind : what it is: ``rule``, ``question``, ``routine``, ``plan``, ``page``, ``topic`` …
    id : its id, unique among its kind
    claims : ids of the ledger's claims that it rests on; never empty
    """

    kind: str
    id: str
    claims: tuple[str, ...]
