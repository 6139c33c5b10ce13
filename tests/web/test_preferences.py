"""How this browser likes its pages; what is not among the choices counts as not chosen."""

from starlette.testclient import TestClient


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
