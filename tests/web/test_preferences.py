"""How this browser likes its pages; what is not among the choices counts as not chosen."""

import pytest
from starlette.testclient import TestClient

from soleus.web.preferences import region_of


def test_theme_and_text_are_kept_in_this_browser(client: TestClient) -> None:
    client.post("/settings", data={"theme": "dark", "text": "largest", "country": "US"})
    page = client.get("/about").text
    assert 'data-theme="dark"' in page
    assert 'data-text="largest"' in page
    assert "Call 911" in client.get("/emergency").text


def test_a_made_up_theme_is_none(client: TestClient) -> None:
    client.cookies.set("theme", '"><script>')
    assert 'data-theme="auto"' in client.get("/about").text


def test_without_a_known_country_the_number_is_112(client: TestClient) -> None:
    page = client.get("/emergency", headers={"accept-language": "eo"}).text
    assert 'href="tel:112"' in page


def test_a_guessed_country_is_called_a_guess(client: TestClient) -> None:
    guess = "going by the language of this browser"
    assert guess in client.get("/emergency").text
    client.post("/emergency/country", data={"country": "GB"})
    assert guess not in client.get("/emergency").text


def test_the_country_can_be_changed_on_the_emergency_page(client: TestClient) -> None:
    answer = client.post("/emergency/country", data={"country": "NZ"})
    assert answer.headers["location"] == "/emergency"
    assert 'href="tel:111"' in client.get("/emergency").text


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


def test_units_are_those_of_the_country_until_others_are_chosen(client: TestClient) -> None:
    american = {"accept-language": "en-US"}
    fever = "/check/screen/breath"
    assert "38 °C (100.4 °F)" in client.get(fever, headers=american).text
    assert '<span class="unit">in</span>' in client.get("/journal", headers=american).text
    assert "°F" not in client.get(fever).text
    client.post("/settings", data={"units": "metric", "sodium": "mmol"})
    assert "°F" not in client.get(fever, headers=american).text
    assert '<span class="unit">cm</span>' in client.get("/journal", headers=american).text


def test_made_up_units_are_not_kept(client: TestClient) -> None:
    answer = client.post("/settings", data={"units": "cubits", "sodium": "pinch"})
    kept = " ".join(answer.headers.get_list("set-cookie"))
    assert "units=" not in kept
    assert "sodium=" not in kept
