"""Property 9: every reason and every status that is not permitted carries at least one claim."""

from __future__ import annotations

from random import Random

from assessment.documents import random_document
from assessment.proof import laws
from assessment.proof.encoding import BOOK
from soleus.assessment import decide
from soleus.assessment.errors import InvalidAnswers
from soleus.vocabulary import Status


def test_no_urgency_and_no_status_stands_without_a_claim() -> None:
    """Proved over all complete answers: a rule with a claim accounts for each."""
    assert laws.stands_without_claim(BOOK.rules) is None


def test_every_rule_carries_a_claim() -> None:
    assert all(rule.claims for rule in BOOK.rules)


def test_every_reason_given_under_unknowns_carries_a_claim() -> None:
    """On random files: whatever is not permitted has reasons, and no reason lacks its claims."""
    random = Random(11)
    seen = 0
    for document in [random_document(random) for _ in range(600)]:
        try:
            decision = decide(document)
        except InvalidAnswers:
            continue
        rulings = decision.activities.values()
        for ruling in rulings:
            assert bool(ruling.reasons) == (ruling.status is not Status.PERMITTED), document
        reasons = [*decision.reasons, *(reason for one in rulings for reason in one.reasons)]
        assert all(reason.claims and reason.says for reason in reasons), document
        assert decision.reasons or decision.urgency == "self_care", document
        seen += 1
    assert seen > 300
