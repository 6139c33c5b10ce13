"""Property 11: those whom all of this is for are let in."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.proof import laws
from assessment.proof.encoding import BOOK
from soleus.assessment import decide
from soleus.vocabulary import Activity, Status, Urgency


def test_an_ordinary_evening_is_self_care() -> None:
    """Proved over all complete answers of legs that are tired, heavy or swollen by evening alone.

    A file with unknowns follows wherever each way of answering it is such.
    """
    assert laws.ordinary_evening_is_shut_out(BOOK.rules) is None


@pytest.mark.parametrize("age", [18, 120, None])
def test_an_ordinary_evening_is_let_in_by_the_check_itself(age: int | None) -> None:
    """With everything that the property allows at once, at any age and none."""
    answers: dict[str, Any] = dict.fromkeys(laws.ORDINARY, "both")
    answers |= dict.fromkeys(laws.ORDINARY_LIVES, True)
    answers |= {"swelling_course": "comes_and_goes", "age": age}
    decision = decide({"answers": answers, "others": "no"})
    assert decision.urgency is Urgency.SELF_CARE
    let_in = set(Activity) - set(laws.NEVER_FREE)
    assert {decision.activities[activity].status for activity in let_in} == {Status.PERMITTED}
