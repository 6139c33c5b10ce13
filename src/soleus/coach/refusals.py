"""What is said to a person whom the gate gives no clearance, and on what it rests."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from soleus.assessment import RefusalCause
from soleus.evidence import Carrier
from soleus.language import translate
from soleus.vocabulary import InvalidDataError, Table, read_table


@dataclass(frozen=True, slots=True)
class RefusalText:
    """Plain words for one cause, with the claims they rest on."""

    says: str
    claims: tuple[str, ...]

    def as_line(self) -> str:
        """Return the words with their claims in brackets, for a terminal or an API."""
        return f"{translate(self.says)} [{', '.join(self.claims)}]"


def refusal_text(cause: RefusalCause) -> RefusalText:
    """Return what is said for a cause."""
    return _texts()[cause]


def refusal_carriers() -> tuple[Carrier, ...]:
    """Return every text here with its claims, for the ledger."""
    return tuple(Carrier("refusal", cause.value, text.claims) for cause, text in _texts().items())


@cache
def _texts() -> Mapping[RefusalCause, RefusalText]:
    where, faults = "coach/refusals.toml", list[str]()
    text = (files("soleus.coach") / "refusals.toml").read_text(encoding="utf-8")
    table = read_table(text, where, faults)
    texts = dict(_refusal(each) for each in table.tables("refusal"))
    table.close()
    faults += [f"{where}: nothing is said for '{c}'" for c in RefusalCause if c not in texts]
    if faults:
        raise InvalidDataError(faults)
    return {RefusalCause(cause): text for cause, text in texts.items()}


def _refusal(table: Table) -> tuple[str, RefusalText]:
    cause = table.choice("cause", list(RefusalCause))
    text = RefusalText(table.text("says"), table.texts("claims"))
    table.close()
    return cause, text
