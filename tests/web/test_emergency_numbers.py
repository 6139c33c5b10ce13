"""Whom to call: by country, and 112 where the country is not known."""

import pytest

from soleus.web.emergency_numbers import countries, numbers_of, region_of


def test_every_number_can_be_dialled() -> None:
    for code, numbers in countries().items():
        assert len(code) == 2
        assert numbers.ambulance.isdigit()


@pytest.mark.parametrize("code", [None, "", "XX", "Atlantis"])
def test_an_unknown_country_has_112(code: str | None) -> None:
    assert numbers_of(code).ambulance == "112"
    assert not numbers_of(code).is_known


@pytest.mark.parametrize(
    ("language", "country"),
    [
        ("en-GB,en;q=0.9", "GB"),
        ("de,de-AT;q=0.8", "AT"),
        ("zh-Hant-TW", "TW"),
        ("en", None),
        ("", None),
        ("xx-QQ, en-US;q=0.5", "US"),
    ],
)
def test_the_country_is_that_of_the_browsers_language(language: str, country: str | None) -> None:
    assert region_of(language) == country
