"""Property 2: an established emergency stays one whatever else is answered."""

from __future__ import annotations

from assessment.proof import laws
from assessment.proof.encoding import BOOK


def test_no_other_answer_lowers_an_emergency() -> None:
    """Proved over all pairs of complete answers that agree on what made the emergency.

    For files with unknowns it follows: an emergency is established when every way of answering is
    one, and answering more leaves fewer ways.
    """
    assert laws.emergency_is_lowered(BOOK.rules) is None


def test_no_emergency_waits_for_what_a_clinician_said() -> None:
    """Proved over all complete answers, each read as settled and as not settled."""
    assert laws.emergency_waits_for_settled(BOOK.rules) is None
