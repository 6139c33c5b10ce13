"""The page of languages: how complete each is, and that no clinician has read its safety texts."""

import re

from starlette.testclient import TestClient

from soleus.language import completeness


def rows_of(html: str) -> list[tuple[str, int, int]]:
    """Return part, texts and percent of each row of the table."""
    found = re.findall(
        r'<th scope="row">([^<]+)</th><td class="number">([\d.,]+)</td>'
        r'<td class="number">(\d+) %</td>',
        html,
    )
    return [(part, int(re.sub(r"\D", "", texts)), int(percent)) for part, texts, percent in found]


def test_every_part_is_counted_and_the_last_row_is_all_of_it(client: TestClient) -> None:
    *parts, (label, texts, percent) = rows_of(client.get("/languages").text)
    counted = completeness("de")
    assert len(parts) == len(counted)
    assert (label, texts) == ("All of it", sum(each.texts for each in counted))
    assert sum(number for _, number, _ in parts) == texts
    assert percent == 100 * sum(each.translated for each in counted) // texts


def test_what_is_about_safety_stands_first(client: TestClient) -> None:
    parts = [part for part, _, _ in rows_of(client.get("/languages").text)]
    assert parts[0].startswith("The check")
    assert parts[1].startswith("Sessions")


def test_the_notice_stands_there_once_in_the_language_and_for_english_too(
    client: TestClient,
) -> None:
    german = client.get("/languages", headers={"accept-language": "de"}).text
    assert german.count("hat die Sicherheitstexte in dieser Sprache geprüft") == 1
    assert "die englischen Texte" in german
    assert "No clinician has reviewed the English texts so far." in client.get("/languages").text


def test_a_language_chosen_beside_a_fault_leads_back_to_the_form(client: TestClient) -> None:
    journal = {"referer": "http://localhost/journal"}
    faulty = client.post("/journal/minutes", data={"minutes": "many"}, headers=journal).text
    back = re.search(r'name="back" value="([^"]*)"', faulty[faulty.index('class="tongues"') :])
    assert back is not None
    chosen = client.post("/language", data={"language": "de", "back": back[1]})
    assert chosen.headers["location"] == "/journal"
