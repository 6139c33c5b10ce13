"""Whom to call: by country, and 112 where the country is not known."""

import pytest

from soleus.handbook import emergency_numbers, emergency_numbers_of


def test_every_number_can_be_dialled() -> None:
    for code, numbers in emergency_numbers().items():
        assert len(code) == 2
        assert numbers.ambulance.isdigit()


@pytest.mark.parametrize("code", [None, "", "XX", "Atlantis"])
def test_an_unknown_country_has_112(code: str | None) -> None:
    assert emergency_numbers_of(code).ambulance == "112"
    assert not emergency_numbers_of(code).is_known
