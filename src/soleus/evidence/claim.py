"""One statement of the ledger: what a person may read, on which sources, and who has read those."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from soleus.evidence.source import Source
from soleus.language import in_english, msgid


class Kind(StrEnum):
    """What sort of statement a claim is."""

    SCOPE = "scope"
    LIMIT = "limit"
    CONCEPT = "concept"
    MECHANISM = "mechanism"
    SYMPTOM = "symptom"
    REFERRAL = "referral"
    RISK = "risk"
    USE = "use"
    MEASUREMENT = "measurement"
    INSTRUCTION = "instruction"
    SAFETY = "safety"
    TARGET = "target"
    LIFESTYLE = "lifestyle"
    REDFLAG = "redflag"
    FAQ = "faq"
    PRINCIPLE = "principle"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the ledger.

    Parameters
    ----------
    id : chapter letter and two digits, ``A01`` to ``H05`` ``N01`` and ``X01`` to ``X23``
    kind : what sort of statement it is
    text : plain words for the person who reads it
    sources : what it rests on, the first named first; never empty
    read_at : ids of those sources at which it has been read
    unread_part : a plain sentence on the part that has not been read there; empty if none
    see_also : ids of claims that are shown wherever this one is
    """

    id: str
    kind: Kind
    text: str
    sources: tuple[Source, ...]
    read_at: tuple[str, ...]
    unread_part: str
    see_also: tuple[str, ...]

    @property
    def beyond_article(self) -> bool:
        """Whether it was added to what the article says."""
        return self.id[0] in "NX"

    @property
    def is_unread(self) -> bool:
        """Whether none of the makers of the ledger has read it at any of its sources."""
        return not self.read_at

    @property
    def origin(self) -> str:
        """Say that the claim goes beyond the article; empty where it does not."""
        return msgid("This goes beyond the article.") if self.beyond_article else ""

    @property
    def reading(self) -> str:
        """Say plainly what of this nobody has read at the source; empty where all was read."""
        if not self.is_unread:
            return self.unread_part
        if self.beyond_article:
            return msgid("None of us has read this at the source yet, so take it with care.")
        return msgid("We know this through the article. None of us has read it at the source yet.")

    def as_dict(self) -> dict[str, Any]:
        """Return the claim in the JSON shape that ``soleus evidence --json`` prints."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "text": in_english(self.text),
            "sources": [source.as_dict() for source in self.sources],
            "beyond_article": self.beyond_article,
            "unread": self.is_unread,
            "read_at": list(self.read_at),
            "reading": self.reading,
            "see_also": list(self.see_also),
        }
