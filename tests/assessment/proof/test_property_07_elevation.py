"""Property 7: no elevation with PAD or rest pain, unless cleared by name and settled."""

from __future__ import annotations

from assessment.proof import laws
from assessment.proof.encoding import BOOK


def test_elevation_is_held_with_known_pad_or_rest_pain() -> None:
    """Proved over all complete answers."""
    assert laws.elevation_is_open(BOOK.rules) is None


def test_elevation_is_held_while_pad_or_rest_pain_can_be() -> None:
    """Proved over all answer files and all ways of answering them."""
    assert laws.elevation_is_open_under_unknowns(BOOK.rules) is None
