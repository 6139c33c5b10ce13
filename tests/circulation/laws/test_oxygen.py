from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation.laws import arterial_oxygen, limited_uptake


def test_a_healthy_mans_blood_holds_about_200_ml_a_litre() -> None:
    assert 0.185 < arterial_oxygen(0.44) < 0.205


@given(st.floats(0, 5000), st.floats(0, 5000))
def test_nothing_takes_more_than_it_asks_for_or_gets(demand: float, delivered: float) -> None:
    taken = limited_uptake(demand, delivered, 0.88)
    assert taken <= demand
    assert taken <= 0.88 * delivered
    assert taken in (demand, 0.88 * delivered)
