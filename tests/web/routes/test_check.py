"""The check as pages: one screen at a time, nothing lost, an emergency at once."""

import pytest
from starlette.testclient import TestClient

from soleus.assessment import interview
from soleus.coach import Coach


def deny_everything(client: TestClient) -> list[str]:
    """Answer no all the way; returns the screens that were shown."""
    shown = []
    where = client.get("/check/next").headers["location"]
    while "/screen/" in where:
        shown.append(where.rsplit("/", 1)[1])
        screen = interview.screen(shown[-1])
        question = screen.questions[0]
        denial = [c.token for c in question.choices if c.value == question.denial]
        said = {question.finding: denial[0] if denial else interview.UNSURE}
        where = client.post(where, data={"none": "none"} if screen.is_group else said).headers[
            "location"
        ]
    assert where == "/check/review"
    return shown


def test_a_well_person_is_through_in_a_dozen_taps(client: TestClient, coach: Coach) -> None:
    assert len(deny_everything(client)) <= 12
    for _ in range(2):  # a button pressed twice ends it once
        assert client.post("/check/finish").headers["location"] == "/result"
    standing = coach.gate.standing("self")
    assert standing.clearance is not None
    assert standing.document is not None
    assert standing.document["answers"]["chest_pain"] is False
    assert "You can look after yourself for now" in client.get("/result").text


def test_a_check_that_is_not_there_is_not_ended_but_taken(client: TestClient, coach: Coach) -> None:
    assert client.post("/check/finish").headers["location"] == "/check"
    assert coach.gate.standing("self").decision is None


def test_an_emergency_ends_the_check_at_once(client: TestClient) -> None:
    answer = client.post(
        "/check/screen/breath",
        data={"mark.chest_pain": "yes", "chest_pain": "yes", "only": "only"},
    )
    assert answer.headers["location"] == "/result"
    page = client.get("/result").text
    assert "Call 999 now" in page
    assert "/session" not in page
    assert "/plan" not in page


def test_enter_alone_denies_nothing(client: TestClient, coach: Coach) -> None:
    answer = client.post("/check/screen/breath", data={"enter": "enter"})
    assert answer.status_code == 422
    assert coach.checks.current("self").answers.values == {}


def test_a_mark_counts_even_if_none_of_these_is_pressed(client: TestClient, coach: Coach) -> None:
    client.post(
        "/check/screen/swelling",
        data={"mark.swelling": "yes", "swelling": "left", "none": "none"},
    )
    values = coach.checks.current("self").answers.values
    assert values["swelling"] == "left"
    assert values["leg_pain"] == "none"


def test_a_marked_line_without_a_leg_is_asked_again_and_keeps_the_mark(client: TestClient) -> None:
    answer = client.post("/check/screen/swelling", data={"mark.swelling": "yes", "only": "only"})
    assert answer.status_code == 422
    assert "choose an answer" in answer.text
    assert 'name="mark.swelling" value="yes" checked' in answer.text


def test_not_sure_is_kept_and_not_asked_again(client: TestClient, coach: Coach) -> None:
    client.post(
        "/check/screen/breath",
        data={"mark.chest_pain": "yes", "chest_pain": "unsure", "only": "only"},
    )
    answers = coach.checks.current("self").answers
    assert answers.given("chest_pain") == interview.UNSURE
    assert client.get("/check/next").headers["location"] == "/check/screen/sudden"


def test_leaving_and_coming_back_loses_nothing(client: TestClient) -> None:
    client.post("/check/screen/breath", data={"none": "none"})
    assert "Go on with the check" in client.get("/check").text
    assert client.get("/check/next").headers["location"] == "/check/screen/sudden"


def test_every_answer_can_be_seen_and_changed(client: TestClient, coach: Coach) -> None:
    deny_everything(client)
    assert "/check/screen/veins?back=review" in client.get("/check/review").text
    answer = client.post(
        "/check/screen/veins",
        data={
            "mark.varicose_veins": "yes",
            "varicose_veins": "left",
            "only": "only",
            "back": "review",
        },
    )
    assert answer.headers["location"] == "/check/review"
    assert coach.checks.current("self").answers.values["varicose_veins"] == "left"


def test_a_screen_that_is_not_asked_leads_on(client: TestClient) -> None:
    assert client.get("/check/screen/swelling_course").headers["location"] == "/check/next"


@pytest.mark.parametrize("screen", [screen.id for screen in interview.screens()])
def test_every_question_explains_itself_and_offers_not_sure(
    client: TestClient, screen: str
) -> None:
    found = interview.screen(screen)
    page = client.get(f"/check/screen/{screen}")
    if page.status_code == 303:
        return
    for question in found.questions:
        assert question.item in page.text or question.asks in page.text
    assert page.text.count("What does this mean?") == len(found.questions)
    assert 'value="unsure"' in page.text


def test_another_persons_check_is_kept_apart(client: TestClient, coach: Coach) -> None:
    client.post("/people", data={"name": "Ada"})
    deny_everything(client)
    client.post("/check/finish")
    assert coach.gate.standing("self").decision is None
    ada = next(one for one in coach.journal.people() if one.name == "Ada")
    assert coach.gate.standing(ada.id).clearance is not None
    assert "do they have any of these" in client.get("/check/screen/breath").text
