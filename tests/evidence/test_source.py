from dataclasses import replace

import pytest

from soleus.evidence import Source, sources
from soleus.evidence.source import Seen

BOOK = Source("S9", "A book", "Somebody", Seen.PAGE, "Read.")


def test_the_address_is_its_own_or_made_from_its_doi_or_pmid() -> None:
    assert BOOK.address == ""
    assert replace(BOOK, pmid="12").address == "https://pubmed.ncbi.nlm.nih.gov/12/"
    assert replace(BOOK, pmid="12", doi="10.1/x").address == "https://doi.org/10.1/x"
    assert replace(BOOK, url="https://a.example/", doi="10.1/x").address == "https://a.example/"


def test_the_json_shape_says_what_was_read() -> None:
    shape = BOOK.as_dict()
    assert (shape["id"], shape["seen"], shape["note"]) == ("S9", "page", "Read.")


@pytest.mark.parametrize("seen", Seen)
def test_what_counts_for_every_claim_counts_for_a_named_one(seen: Seen) -> None:
    assert seen.counts_for_named_claims or not seen.counts_for_every_claim


def test_a_part_counts_only_where_a_claim_names_it() -> None:
    assert Seen.PART.counts_for_named_claims
    assert not Seen.PART.counts_for_every_claim


def test_every_address_is_encrypted() -> None:
    for source in sources().values():
        assert source.address == "" or source.address.startswith("https://")
