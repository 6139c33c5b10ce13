"""Property 5: left and right are interchangeable."""

from __future__ import annotations

from assessment.proof import laws
from assessment.proof.encoding import BOOK


def test_answers_mirrored_are_decided_alike() -> None:
    """Proved over all complete answers; a file's ways of answering mirror with it."""
    assert laws.mirror_differs(BOOK.rules) is None
