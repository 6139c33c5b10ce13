"""Whom to call: by country, and 112 where the country is not known."""

import tomllib
from importlib.resources import files

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


def test_a_medical_line_can_be_dialled_and_is_another_number_than_the_ambulances() -> None:
    lines = {code: row.medical for code, row in emergency_numbers().items() if row.medical}
    assert lines.keys() >= {"GB", "DE", "AT"}
    for code, line in lines.items():
        assert line.number.replace(" ", "").isdigit(), code
        assert line.number != emergency_numbers_of(code).ambulance
        assert line.service
        assert line.page.startswith("https://")


def test_every_medical_line_is_of_a_country_that_we_know() -> None:
    text = files("soleus.handbook").joinpath("emergency_numbers.toml").read_text("utf-8")
    assert tomllib.loads(text)["medical"].keys() <= emergency_numbers().keys()
