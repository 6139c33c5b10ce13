"""The page of two simulated legs: without a script, beside the gate, and never instead of it."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import SELF
from soleus.prediction import CHANGES, Comparison
from soleus.vocabulary import POCKET, Activity, as_in
from soleus.web import create_app
from soleus.web.what_if_links import PICTURES, why_not_raise
from web.conftest import EMERGENCY, TODAY, WELL

PAD = {"answers": {"age": 66, "known_pad": True}, "others": "no"}
VARICOSE = {"answers": {"age": 52, "varicose_veins": "left"}, "others": "no"}
RAISED = "/what-if?narrowing=80&change=raised_cm&to=30"


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_drawn_by_the_server_and_said_as_simulated(
    client: TestClient, change: str
) -> None:
    page = client.get(f"/what-if?change={change}")
    assert page.status_code == 200
    assert len(re.findall(r'<path class="line" d="M[\d.]+ [\d.]+L', page.text)) == 2
    assert len(re.findall(r'<svg class="leg', page.text)) == 2
    assert "simulated" in re.findall(r'id="says">([^<]+)<', page.text)[0]
    assert page.text.count("<script") == 2  # both are modules of our own, and neither is needed


def test_the_form_is_an_address_that_shows_the_same(client: TestClient) -> None:
    page = client.get("/what-if?change=narrowing&to=90&posture=sitting").text
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    for name, body in re.findall(r'<select id="[\w-]+" name="(\w+)">(.*?)</select>', page):
        [fields[name]] = re.findall(r'<option value="([^"]*)" selected', body)
    [address] = re.findall(r'data-address="([^"]+)"', page)
    query = dict(parse_qsl(urlsplit(address.replace("&amp;", "&")).query))
    assert Comparison.of_query(fields) == Comparison.of_query(query)
    assert client.get(f"/what-if?{urlsplit(address.replace('&amp;', '&')).query}").text == page


def test_a_press_is_answered_with_pieces_of_the_same_page(client: TestClient) -> None:
    page = client.get("/what-if?change=cadence&to=30").text
    told = client.get("/what-if/picture?change=cadence&to=30").json()
    assert told["address"] == "/what-if?change=cadence&to=30"
    assert set(told["pieces"]) == set(re.findall(r'data-piece="([\w-]+)"', page))
    growing = {"says"}
    assert all(told["pieces"][name] in page for name in set(told["pieces"]) - growing)
    still, moving = (leg["moves"] for leg in told["legs"])
    assert moving["per_minute"] == 30
    assert max(moving["curves"]["out"]) > 2 * max(still["curves"]["out"])
    assert len(moving["frames"]) > len(still["frames"]) == 1


def test_a_first_answer_over_hours_says_how_far_it_may_be_off(client: TestClient) -> None:
    assert "off by at most 0.1 %" in words(client.get("/what-if?change=hours&to=1&hours=2").text)
    assert "off by at most" not in words(client.get("/what-if?change=cadence").text)


def test_every_offered_value_can_be_asked_for(client: TestClient) -> None:
    page = client.get("/what-if?change=posture&view=toe&to=raised").text
    body = page.split('id="to"')[1].split("</select>")[0]
    offered = re.findall(r'<option value="(\w+)"', body)
    assert set(offered) == {"lying", "raised", "sitting"}


def test_what_cannot_be_is_said_in_a_line(client: TestClient) -> None:
    for query in ("change=wings", "change=posture&to=flying", "change=hours&view=toe"):
        for path in ("/what-if", "/what-if/picture"):
            answer = client.get(f"{path}?{query}")
            assert answer.status_code == 422
            assert "Begin again" in answer.text or answer.json()["faults"]
        assert client.get(f"/api/what-if?{query}").json()["error"]["message"]
        assert client.get(f"/what-if/experiment.toml?{query}").status_code == 422


def test_what_the_check_holds_stays_held_and_nothing_can_be_begun(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record(SELF, PAD)
    page = client.get(RAISED).text
    held = page.split('class="note careful held"')[1].split("</section>")[0]
    assert "Your check holds this back" in held
    assert "It opens nothing" in held
    ruling = coach.gate.standing(SELF).decision.activities[Activity.ELEVATION]  # type: ignore[union-attr]
    assert all(reason.says in held for reason in ruling.reasons)
    assert 'href="/session' not in page


@pytest.mark.parametrize("document", [None, WELL, PAD, TODAY])
def test_no_setting_leads_to_a_session(
    client: TestClient, coach: Coach, document: dict[str, object] | None
) -> None:
    if document:
        coach.checks.record(SELF, document)
    for change in CHANGES:
        page = client.get(f"/what-if?change={change}").text
        assert "/session" not in page
        assert "you may" not in words(page).lower()


def test_with_no_check_it_says_that_it_opens_nothing(client: TestClient) -> None:
    page = client.get("/what-if?change=cadence").text
    assert "It opens nothing" in page
    assert 'href="/check"' in page


def test_in_an_emergency_its_bar_stands(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, EMERGENCY)
    page = client.get("/what-if").text
    [bar] = re.findall(r'<aside class="stands"[^>]*>', page)
    assert "hidden" not in bar


@pytest.mark.parametrize(
    ("document", "path", "said"),
    [
        (PAD, RAISED, "You told us of PAD"),
        (WELL, RAISED, "not yours. You have told us of no PAD"),
        (None, RAISED, "We do not know if yours are narrow"),
        (VARICOSE, "/what-if?change=leaking", "You told us of vein trouble"),
        (WELL, "/what-if?change=leaking", "not yours. You have told us of no such veins"),
        (None, "/what-if?change=leaking", "We do not know if yours leak"),
        (WELL, "/what-if?change=cadence", "This leg is simulated. It is not yours"),
    ],
)
def test_it_says_whose_leg_it_is(
    client: TestClient, coach: Coach, document: dict[str, object] | None, path: str, said: str
) -> None:
    if document:
        coach.checks.record(SELF, document)
    assert said in words(client.get(path).text)


def test_the_result_leads_to_the_picture_where_raising_is_held(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record(SELF, PAD)
    standing = coach.gate.standing(SELF)
    address = why_not_raise(standing)
    assert address == RAISED
    assert f'href="{address.replace("&", "&amp;")}"' in client.get("/result").text
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("document", [WELL, TODAY, EMERGENCY])
def test_no_other_result_leads_there(
    client: TestClient, coach: Coach, document: dict[str, object]
) -> None:
    coach.checks.record(SELF, document)
    assert "/what-if" not in client.get("/result").text


def test_learn_and_each_session_lead_to_a_picture_that_is_there(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record(SELF, WELL)
    assert 'href="/what-if"' in client.get("/learn").text
    for address in PICTURES.values():
        assert client.get(address).status_code == 200
    assert "/what-if?change=cadence" in client.get("/session/ankle-pumps").text


def test_each_leg_gives_its_experiment(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, PAD)
    file = client.get("/what-if/experiment.toml?change=narrowing&leg=2")
    assert "attachment" in file.headers["content-disposition"]
    assert "diameter_reduction = 0.8" in file.text
    assert "age = 66" in file.text
    assert "stenosis" not in client.get("/what-if/experiment.toml?change=narrowing&leg=1").text


def test_where_the_models_packages_are_missing_it_says_so_in_a_line(
    coach: Coach,
) -> None:
    with as_in(POCKET):
        client = TestClient(create_app(coach), base_url="http://localhost")
        page = client.get("/what-if")
        assert page.status_code == 200
        assert "not in this edition" in words(page.text)
        assert client.get("/api/what-if").status_code == 501


def test_a_program_is_answered_with_the_same_numbers(client: TestClient) -> None:
    told = client.get("/api/what-if?change=leaking").json()
    assert told["simulated"] is True
    assert told["of"] == 64
    assert told["second"]["reading"] > 2 * told["first"]["reading"]
    assert len(told["first"]["at"]) == len(told["first"]["curve"])
    page = words(client.get(told["address"]).text)
    assert f"{round(told['second']['reading'])} mmHg" in page
