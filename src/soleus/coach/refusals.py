"""What is said to a person whom the gate gives no clearance, and on what it rests."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from soleus.assessment import RefusalCause
from soleus.coach.texts import texts_of
from soleus.evidence import Carrier
from soleus.language import translate


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
    said = texts_of("refusals.toml", "refusal", "cause", RefusalCause)
    return {cause: RefusalText(*each) for cause, each in said.items()}
