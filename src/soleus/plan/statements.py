"""What the plan says of itself, read from ``statements.toml``: each text with its claims."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from soleus.language import translate
from soleus.plan.loading import open_sections, refuse
from soleus.vocabulary import Table


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the plan tells the person, and the claims that it rests on."""

    id: str
    text: str
    claims: tuple[str, ...]

    def filled(self, **numbers: object) -> "Statement":
        """Return the statement with its numbers filled in."""
        return Statement(self.id, translate(self.text, **numbers), self.claims)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape of a statement."""
        return {"id": self.id, "text": self.text, "claims": list(self.claims)}


@cache
def statements() -> Mapping[str, Statement]:
    """Return every statement, by id, its numbers still open."""
    faults: list[str] = []
    tables = open_sections("statements.toml", faults)
    read = {name: _statement(name, table) for name, table in tables.items()}
    refuse(faults)
    return read


def _statement(name: str, table: Table) -> Statement:
    statement = Statement(name, table.text("text"), table.texts("claims"))
    table.close()
    return statement
