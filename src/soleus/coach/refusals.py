"""What is said to a person whom the gate gives no clearance, and on what it rests."""

from collections.abc import Mapping
from functools import cache

from soleus.assessment import RefusalCause
from soleus.coach.texts import Words, texts_of
from soleus.evidence import Carrier


def refusal_text(cause: RefusalCause) -> Words:
    """Return what is said for a cause."""
    return _texts()[cause]


def refusal_carriers() -> tuple[Carrier, ...]:
    """Return every text here with its claims, for the ledger."""
    return tuple(Carrier("refusal", cause.value, text.claims) for cause, text in _texts().items())


@cache
def _texts() -> Mapping[RefusalCause, Words]:
    return texts_of("refusals.toml", "refusal", "cause", RefusalCause)
