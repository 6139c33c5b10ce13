"""What is said to a person whom the gate gives no clearance, and on what it rests."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from soleus.assessment import RefusalCause
from soleus.evidence import Text, load_texts
from soleus.vocabulary import NotPermittedError


class CheckAgainError(NotPermittedError):
    """Something is new since the last check, so the check comes first."""

    def __init__(self) -> None:
        text = refusal_texts()[RefusalCause.NEW_SYMPTOM].said()
        super().__init__(text.says, text.claims)


@cache
def refusal_texts() -> Mapping[RefusalCause, Text]:
    """Return what is said where there is no clearance, in English, by its cause."""
    return load_texts(files("soleus.coach.gate") / "refusals.toml", RefusalCause)
