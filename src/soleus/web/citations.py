"""The claims that a page cites, each together with the claims that must be seen with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.evidence import Claim, claim

if TYPE_CHECKING:
    from collections.abc import Iterable


def cited(ids: Iterable[str]) -> tuple[Claim, ...]:
    """Return the claims and those that must be seen with them, each once."""
    wanted: dict[str, Claim] = {}
    for id_ in ids:
        wanted[id_] = claim(id_)
    for known in tuple(wanted.values()):
        for other in known.see_also:
            wanted.setdefault(other, claim(other))
    return tuple(wanted.values())
