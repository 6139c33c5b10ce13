"""The claims of a page are shown with those that stand beside them."""

from soleus.web.citations import cited


def test_the_other_view_on_cadence_is_always_beside_the_first() -> None:
    shown = [claim.id for claim in cited(["C07"])]
    assert shown[0] == "C07"
    assert "X06" in shown


def test_a_claim_is_shown_once() -> None:
    assert [claim.id for claim in cited(["E05", "E05"])] == ["E05"]
