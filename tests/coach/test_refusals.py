"""Every refusal says what to do, in plain words and by the ledger."""

import pytest

from code_health.readability import grade
from soleus.assessment import RefusalCause
from soleus.coach import carriers, refusal_text
from soleus.evidence import claim

PLAIN = 7.0


@pytest.mark.parametrize("cause", RefusalCause)
def test_a_refusal_says_what_to_do_in_plain_words(cause: RefusalCause) -> None:
    assert grade(refusal_text(cause).says) <= PLAIN


def test_every_refusal_rests_on_claims_of_the_ledger() -> None:
    told = {carrier.id for carrier in carriers() if carrier.kind == "refusal"}
    assert told == set(RefusalCause)
    assert all(claim(each) for carrier in carriers() for each in carrier.claims)
