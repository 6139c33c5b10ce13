"""Property 2: an established emergency stays one whatever else is answered."""

from __future__ import annotations

from assessment.proof import laws
from assessment.proof.encoding import BOOK


def test_no_other_answer_lowers_an_emergency() -> None:
    """Proved over all pairs of complete answers that agree on what made the emergency.

    The two that say "unless explained" stay too, as long as the second is not explained, and not
    settled after leg surgery. For files with unknowns it follows: an emergency is established when
    every way of answering is one, and answering more leaves fewer ways.
    """
    assert laws.emergency_is_lowered(BOOK.rules) is None


def test_no_other_emergency_waits_for_what_a_clinician_said() -> None:
    """Proved over all complete answers, each read as having had every stage of care."""
    assert laws.emergency_waits_for_care(BOOK.rules) is None


def test_the_two_that_say_unless_explained_are_rules_of_the_check() -> None:
    assert {rule.id for rule in BOOK.rules} >= laws.UNLESS_EXPLAINED


def test_more_care_never_makes_it_more_urgent() -> None:
    """So reading the unknown as not settled, not explained and not better is the safe reading."""
    assert laws.more_care_is_more_urgent(BOOK.rules) is None
