"""Units change at the edge alone, and what was given comes back as it went."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.language import (
    Measures,
    Sodium,
    Units,
    amount,
    centimetres,
    length,
    measuring,
    milligrams,
    number_words,
    sodium,
    sodium_words,
    use,
)
from soleus.language.catalogues import catalogues
from soleus.language.units import length_words, with_amounts


@given(st.integers(min_value=50, max_value=400).map(lambda tenths: tenths / 10))
def test_what_was_given_in_inches_is_shown_in_the_same_inches(inches: float) -> None:
    assert length(centimetres(inches, Units.IMPERIAL), Units.IMPERIAL) == inches


def test_centimetres_stay_centimetres() -> None:
    assert centimetres(36.5, Units.METRIC) == 36.5
    assert length(36.5, Units.METRIC) == 36.5
    assert (Units.METRIC.length_unit, Units.IMPERIAL.length_unit) == ("cm", "in")


@given(st.sampled_from(Sodium), st.integers(min_value=1, max_value=6000))
def test_an_amount_of_sodium_is_shown_as_it_was_given(unit: Sodium, number: int) -> None:
    given_ = number / 10 if unit is Sodium.SALT else number
    assert sodium(milligrams(given_, unit), unit) == given_


@given(
    st.sampled_from(Sodium),
    st.integers(min_value=200, max_value=6000),
    st.sampled_from(["en", "de"]),
)
def test_what_is_shown_can_be_typed_again(unit: Sodium, mg: int, language: str) -> None:
    with use(language):
        shown = sodium(mg, unit)
        assert amount(number_words(shown), unit) == shown


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (Sodium.MG, "2,300 mg of sodium"),
        (Sodium.SALT, "5.8 g of salt"),
        (Sodium.MMOL, "100 mmol of sodium"),
    ],
)
def test_the_limit_of_most_adults_in_each_unit(unit: Sodium, words: str) -> None:
    assert sodium_words(2300, unit) == words


def test_a_gram_of_salt_holds_393_milligrams_and_a_millimole_23() -> None:
    assert milligrams(1, Sodium.SALT) == 393
    assert milligrams(1, Sodium.MMOL) == 23


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("2300", Sodium.MG, 2300),
        ("2,300", Sodium.MG, 2300),
        ("2.300", Sodium.MG, 2300),
        ("5,8", Sodium.SALT, 5.8),
        ("5.8", Sodium.SALT, 5.8),
        ("lots", Sodium.MG, None),
        ("-3", Sodium.SALT, None),
        ("1e3", Sodium.MG, None),
        ("", Sodium.MG, None),
    ],
)
def test_a_number_is_read_with_a_comma_or_a_point(
    text: str, unit: Sodium, expected: float | None
) -> None:
    assert amount(text, unit) == expected


@pytest.mark.parametrize(
    ("language", "country", "expected"),
    [
        ("en", None, Measures(Units.METRIC, Sodium.MG)),
        ("en", "US", Measures(Units.IMPERIAL, Sodium.MG)),
        ("en", "GB", Measures(Units.METRIC, Sodium.SALT)),
        ("en", "AU", Measures(Units.METRIC, Sodium.MG)),
        ("de", None, Measures(Units.METRIC, Sodium.SALT)),
        ("de", "US", Measures(Units.IMPERIAL, Sodium.MG)),
    ],
)
def test_units_are_those_usual_in_the_country(
    language: str, country: str | None, expected: Measures
) -> None:
    assert Measures.usual(language, country) == expected


def test_the_figure_of_the_source_stays_and_ones_own_unit_follows() -> None:
    text = "Below {sodium:2300} a day. A fever is {celsius:38} or more. Then {cm:3} thicker."
    assert with_amounts(text) == (
        "Below 2,300 mg of sodium a day. A fever is 38 °C or more. Then 3 cm thicker."
    )
    with measuring(Measures(Units.IMPERIAL, Sodium.MMOL)):
        assert with_amounts(text) == (
            "Below 2,300 mg of sodium (100 mmol of sodium) a day. "
            "A fever is 38 °C (100.4 °F) or more. Then 3 cm (1.2 in) thicker."
        )


def test_a_german_text_has_german_figures_and_units() -> None:
    with use("de"), measuring(Measures(Units.IMPERIAL, Sodium.SALT)):
        assert with_amounts("{sodium:2300} am Tag") == "2.300 mg Natrium (5,8 g Salz) am Tag"
        assert with_amounts("etwa {cm:10} höher") == "etwa 10 cm (3,9 in) höher"


def test_where_the_text_gives_the_salt_itself_it_is_not_repeated() -> None:
    text = "Stay below {sodium:2300, salt follows}, a little under 6 grams of salt."
    with measuring(Measures(sodium=Sodium.SALT)):
        assert with_amounts(text) == (
            "Stay below 2,300 mg of sodium, a little under 6 grams of salt."
        )
    with measuring(Measures(sodium=Sodium.MMOL)):
        assert "2,300 mg of sodium (100 mmol of sodium), a little" in with_amounts(text)


def test_places_that_are_no_amounts_stay() -> None:
    assert with_amounts("Do {they} have {n} of {sodium}?") == "Do {they} have {n} of {sodium}?"


def test_a_measured_length_has_the_decimals_asked_for() -> None:
    assert length_words(36.0, decimals=1) == "36.0 cm"
    with use("de"), measuring(Measures(Units.IMPERIAL)):
        assert length_words(36.5, decimals=1) == "36,5 cm (14,4 in)"


@pytest.mark.parametrize("domain", sorted(catalogues("de")))
def test_every_amount_is_written_so_that_it_is_recognized(domain: str) -> None:
    for message in catalogues("de")[domain]:
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        for text in (*ids, *forms):
            assert not re.search(r"\{[^}]*:", with_amounts(str(text))), text
