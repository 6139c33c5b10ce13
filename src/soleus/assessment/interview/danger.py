"""Which findings of an emergency are signs of it, so that it can be asked what became of them."""

from collections.abc import Iterator
from functools import cache

from soleus.assessment.deciding import decide
from soleus.assessment.errors import InvalidAnswers
from soleus.assessment.finding import Kind
from soleus.assessment.interview.question import Value
from soleus.assessment.rulebook import findings
from soleus.vocabulary import AnswerDocument, Urgency

GONE = "danger_gone_unseen"
"""What says what became of earlier signs."""


@cache
def danger_signs() -> frozenset[str]:
    """Return the symptoms, and how a swelling came; no illness and no risk."""
    return frozenset(each.id for each in findings() if each.symptom or each.kind is Kind.COURSE)


def danger_in(document: AnswerDocument) -> Iterator[tuple[str, Value]]:
    """Give the signs in these answers that lead to an emergency; none where nothing does."""
    try:
        decision = decide(document)
    except InvalidAnswers:  # of a version of the check that asked otherwise
        return
    if decision.urgency is not Urgency.EMERGENCY:
        return
    leading = {finding for reason in decision.reasons for finding in reason.findings}
    for finding, value in document["answers"].items():
        if finding not in leading & danger_signs() or value in (None, False, "none"):
            continue
        if isinstance(value, str | bool):
            yield finding, value
