"""Property 3: adding a symptom never lowers the urgency and never frees an activity."""

from __future__ import annotations

import pytest

from assessment.proof import laws
from assessment.proof.encoding import BOOK
from soleus.assessment.strictness import CAUTION, PERMITTED, UNTIL_ANSWERS


def test_more_symptoms_are_never_judged_milder() -> None:
    """Proved over all pairs of complete answers of which one has every symptom of the other.

    Any number of symptoms may be added at once, and legs widened but for the five where one leg is
    the more suspicious; a swelling that is added may have any course, and one that was there may
    have come earlier.
    """
    assert laws.symptom_eases(BOOK.rules) is None


@pytest.mark.parametrize("stage", laws.STAGES, ids=str)
def test_more_symptoms_are_never_less_urgent_at_any_stage_of_care(stage: laws.Stage) -> None:
    """The same for the urgency, with everybody read as having had this care and no other.

    For a file with unknowns that is how far its care is known to have gone.
    """
    assert laws.symptom_eases(BOOK.rules, stage) is None


@pytest.mark.parametrize("finding", sorted(laws.ONE_LEG_WORSE))
def test_one_leg_is_more_suspicious_than_both_for_these_five(finding: str) -> None:
    """The exception is needed: some answers are judged milder when the finding widens."""
    assert laws.widening_eases(BOOK.rules, finding) is not None


def test_widening_any_other_finding_never_eases() -> None:
    """Proved for each other symptom by itself: all else is answered alike."""
    for symptom in laws.SYMPTOMS:
        if symptom.kind == "sided" and symptom.id not in laws.ONE_LEG_WORSE:
            assert laws.widening_eases(BOOK.rules, symptom.id) is None, symptom.id


@pytest.mark.parametrize("floor", [PERMITTED, UNTIL_ANSWERS])
def test_what_holds_for_each_way_of_answering_holds_for_a_file(floor: int) -> None:
    """Checked for every pair of easiest and strictest: stricter ways never make a freer status.

    A file's status depends on its ways by their easiest and strictest alone, so that with the proof
    above no symptom frees an activity while others are unknown. Once for an established urgency,
    once for an incomplete one, under which everything is at least on hold.
    """
    pairs = [(easy, strict) for strict in range(6) for easy in range(strict + 1)]
    for easy, strict in pairs:
        for easier, stricter in pairs:
            if easy <= easier and strict <= stricter:
                assert status(easy, strict, floor) <= status(easier, stricter, floor)


def status(easiest: int, strictest: int, floor: int) -> int:
    if max(strictest, floor) <= CAUTION:
        return strictest
    return UNTIL_ANSWERS if easiest <= CAUTION else easiest
