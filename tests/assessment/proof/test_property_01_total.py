"""Property 1: every valid answer file has exactly one decision."""

from __future__ import annotations

from assessment.proof import laws
from assessment.proof.encoding import BOOK


def test_all_complete_answers_have_one_urgency_and_one_status_for_each_activity() -> None:
    """Proved over all complete answers; that files with unknowns follow is in test_shortcut."""
    assert laws.outcome_is_not_one(BOOK.rules) is None
