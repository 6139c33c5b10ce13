"""Property 6: while some way of answering gives an emergency, no activity is open."""

from __future__ import annotations

from assessment.proof import laws
from assessment.proof.encoding import BOOK


def test_an_emergency_withholds_everything() -> None:
    """Proved over all complete answers."""
    assert laws.emergency_withholds_less_than_all(BOOK.rules) is None


def test_a_possible_emergency_opens_nothing() -> None:
    """Proved over all answer files and all ways of answering them."""
    assert laws.emergency_leaves_open(BOOK.rules) is None
