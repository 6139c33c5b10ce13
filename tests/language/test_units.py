"""Units change at the edge alone, and what was given comes back as it went."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.language import (
    Measures,
    Sodium,
    Units,
    amount,
    centimetres,
    in_own_units,
    length,
    measuring,
    milligrams,
    number_words,
    sodium,
    sodium_words,
    use,
)


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
    text = "Stay below 2,300 mg of sodium a day. A fever is 38 °C or more. Then 3 cm thicker."
    assert in_own_units(text) == text
    with measuring(Measures(Units.IMPERIAL, Sodium.MMOL)):
        assert in_own_units(text) == (
            "Stay below 2,300 mg of sodium (100 mmol of sodium) a day. "
            "A fever is 38 °C (100.4 °F) or more. Then 3 cm (1.2 in) thicker."
        )
        assert in_own_units(in_own_units(text)) == in_own_units(text)


def test_a_german_text_is_followed_by_german_units() -> None:
    text = "Bleiben Sie unter 2.300 mg Natrium am Tag."
    with use("de"), measuring(Measures(Units.METRIC, Sodium.SALT)):
        assert in_own_units(text) == "Bleiben Sie unter 2.300 mg Natrium (5,8 g Salz) am Tag."


def test_what_names_the_salt_itself_is_not_told_twice() -> None:
    text = "Stay below 2,300 mg of sodium a day, a little under 6 grams of salt."
    with measuring(Measures(sodium=Sodium.SALT)):
        assert in_own_units(text) == text
