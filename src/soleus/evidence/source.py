"""Where a claim comes from, and how much of it has been read by the makers of the ledger."""

from dataclasses import dataclass
from enum import StrEnum


class Seen(StrEnum):
    """What the makers of the ledger have read of a source themselves."""

    WHOLE = "whole"
    PAGE = "page"
    ABSTRACT = "abstract"
    PART = "part"
    THROUGH_ARTICLE = "through_article"
    NOT_READ = "not_read"
    OWN = "own"

    @property
    def counts_for_every_claim(self) -> bool:
        """Whether a claim may be taken as read here, unless the claim says otherwise."""
        return self in (Seen.WHOLE, Seen.PAGE, Seen.ABSTRACT, Seen.OWN)

    @property
    def counts_for_named_claims(self) -> bool:
        """Whether a claim may say that it was read here."""
        return self.counts_for_every_claim or self is Seen.PART


@dataclass(frozen=True, slots=True)
class Source:
    """One source of the ledger.

    Parameters
    ----------
    id : ``S1`` to ``S20``, ``article`` or ``design``
    title, by, date : what it is called, who made it and when; ``date`` is empty where unknown
    url, pmid, doi : where to find it; empty where unknown
    seen : how much of it has been read by the makers of the ledger
    note : the same in a plain sentence
    """

    id: str
    title: str
    by: str
    date: str
    url: str
    pmid: str
    doi: str
    seen: Seen
    note: str

    @property
    def address(self) -> str:
        """Where to find it: its own address or else one made from the DOI or the PMID."""
        if self.url or not (self.doi or self.pmid):
            return self.url
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"

    def as_dict(self) -> dict[str, str]:
        """Return the source in the JSON shape that ``soleus evidence --json`` prints."""
        return {
            "id": self.id,
            "title": self.title,
            "by": self.by,
            "date": self.date,
            "url": self.address,
            "pmid": self.pmid,
            "doi": self.doi,
            "seen": self.seen.value,
            "note": self.note,
        }
