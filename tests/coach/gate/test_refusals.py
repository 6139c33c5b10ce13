"""Every refusal says what to do, in plain words and by the ledger."""

import pytest

from code_health.readability import grade
from soleus.assessment import RefusalCause
from soleus.coach import refusal_texts

PLAIN = 7.0


@pytest.mark.parametrize("cause", RefusalCause)
def test_a_refusal_says_what_to_do_in_plain_words(cause: RefusalCause) -> None:
    assert grade(refusal_texts()[cause].says) <= PLAIN
