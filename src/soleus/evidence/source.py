"""Where a claim comes from, and how much of it has been read by the makers of the ledger."""

from dataclasses import dataclass
from enum import StrEnum

from soleus.records import NonBlank, Record


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
class Source(Record):
    """One source of the ledger.

    Parameters
    ----------
    id : ``S1`` to ``S31``, or a name such as ``article``
    title, by, date : what it is called, who made it and when; ``date`` is empty where unknown
    seen : how much of it has been read by the makers of the ledger
    note : the same in a plain sentence
    url, pmid, doi : where to find it; empty where unknown
    """

    id: str
    title: NonBlank
    by: NonBlank
    seen: Seen
    note: NonBlank
    date: str = ""
    url: str = ""
    pmid: str = ""
    doi: str = ""

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
        return {**Record.as_dict(self), "url": self.address}
