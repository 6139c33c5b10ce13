"""The claims of a page are read out of its template, and shown with their sources."""

from soleus.evidence import claims
from soleus.web import carriers
from soleus.web.citations import cited


def test_every_page_that_advises_carries_claims_of_the_ledger() -> None:
    found = {carrier.id: carrier.claims for carrier in carriers()}
    assert "emergency/emergency" in found
    assert "X11" in found["emergency/parts"]
    for ids in found.values():
        assert ids
        assert set(ids) <= set(claims())


def test_the_other_view_on_cadence_is_always_beside_the_first() -> None:
    shown = [claim.id for claim in cited(["C07"])]
    assert shown[0] == "C07"
    assert "X06" in shown


def test_a_claim_is_shown_once() -> None:
    assert [claim.id for claim in cited(["E05", "E05"])] == ["E05"]
