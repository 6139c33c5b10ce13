"""Lengths change their unit at the edge alone, and come back as they went."""

from hypothesis import given
from hypothesis import strategies as st

from soleus.language import Units, centimetres, length


@given(st.integers(min_value=50, max_value=400).map(lambda tenths: tenths / 10))
def test_what_was_given_in_inches_is_shown_in_the_same_inches(inches: float) -> None:
    assert length(centimetres(inches, Units.IMPERIAL), Units.IMPERIAL) == inches


def test_centimetres_stay_centimetres() -> None:
    assert centimetres(36.5, Units.METRIC) == 36.5
    assert length(36.5, Units.METRIC) == 36.5
    assert (Units.METRIC.length_unit, Units.IMPERIAL.length_unit) == ("cm", "in")
