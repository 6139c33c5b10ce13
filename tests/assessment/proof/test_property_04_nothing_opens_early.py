"""Property 4: nothing is open, and nothing is self-care, unless every way of answering says so."""

from __future__ import annotations

from assessment.proof import laws
from assessment.proof.encoding import BOOK


def test_no_file_opens_what_some_way_of_answering_holds_back() -> None:
    """Proved over all answer files, any findings unknown, and all ways of answering them."""
    assert laws.opens_too_early(BOOK.rules) is None
