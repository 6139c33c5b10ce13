"""Time zones by the cities that name them."""

import pytest

from soleus.language import place_words, places, use, zone_called


@pytest.mark.parametrize(
    ("zone", "english", "german"),
    [
        ("Asia/Tokyo", "Tokyo", "Tokio"),
        ("America/New_York", "New York", "New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires", "Buenos Aires"),
        ("UTC", "UTC", "UTC"),
        ("Etc/GMT+5", "Etc/GMT+5", "Etc/GMT+5"),
    ],
)
def test_a_zone_is_called_by_its_city(zone: str, english: str, german: str) -> None:
    assert place_words(zone) == english
    with use("de"):
        assert place_words(zone) == german


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_place_that_is_offered_is_found(language: str) -> None:
    with use(language):
        assert "Berlin" in places()
        assert list(places()) == sorted(set(places()))
        assert all(zone_called(place) for place in places())


def test_what_is_no_place_is_none() -> None:
    assert zone_called("Atlantis") is None
    assert zone_called("") is None
    assert zone_called("new york") == "America/New_York"
