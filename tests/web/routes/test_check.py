"""The check as pages: one screen at a time, nothing lost, an emergency at once."""

import pytest
from starlette.testclient import TestClient

from soleus.assessment import interview
from soleus.coach import Coach
from soleus.vocabulary import Sex


def deny(client: TestClient, where: str) -> str:
    """Answer no to one screen; returns where that leads."""
    screen = interview.screen(where.rsplit("/", 1)[1])
    line = screen.lines[0]
    denial = [option.token for option in line.options if option.denies]
    said = {line.id: denial[0] if denial else interview.UNSURE}
    answer = client.post(where, data={"none": "none"} if screen.is_group else said)
    return str(answer.headers["location"])


def deny_everything(client: TestClient) -> list[str]:
    """Answer no all the way; returns the screens that were shown."""
    shown = []
    where = client.get("/check/next").headers["location"]
    while "/screen/" in where:
        shown.append(where.rsplit("/", 1)[1])
        where = deny(client, where)
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
    assert "Call 999" not in client.get("/result").text.split("</h1>")[0]


def test_a_check_that_is_not_there_is_not_ended_but_taken(client: TestClient, coach: Coach) -> None:
    assert client.post("/check/finish").headers["location"] == "/check"
    assert coach.gate.standing("self").decision is None


def answer_until(client: TestClient, screen: str) -> None:
    """Answer no up to a screen."""
    where = client.get("/check/next").headers["location"]
    while where != f"/check/screen/{screen}":
        where = deny(client, where)


PAIN = {"mark.leg_pain": "yes", "leg_pain": "left", "only": "only"}


def test_who_has_to_be_seen_today_is_told_so_at_once_and_can_leave_the_rest(
    client: TestClient, coach: Coach
) -> None:
    answer_until(client, "swelling")
    said = client.post("/check/screen/swelling", data=PAIN)
    assert said.headers["location"] == "/check/so-far"
    page = client.get("/check/so-far").text
    assert "See a doctor today" in page
    assert "tel:111" in page
    assert client.get("/check/next").headers["location"] == "/check/screen/age"
    assert "It is clear already" in client.get("/check/screen/age").text
    on = client.post("/check/screen/age", data={"age": "44"})
    assert on.headers["location"] == "/check/screen/pregnancy"  # told once
    assert client.post("/check/finish").headers["location"] == "/result"
    assert "See a doctor today" in client.get("/result").text
    assert coach.gate.standing("self").clearance is None


def test_nothing_is_told_so_far_where_nothing_is_sure(client: TestClient) -> None:
    assert client.get("/check/so-far").headers["location"] == "/check/next"


def test_sex_is_asked_once_and_rather_not_say_is_an_answer(
    client: TestClient, coach: Coach
) -> None:
    assert 'name="sex"' in client.get("/check").text
    client.post("/check/begin", data={"sex": "unsaid"})
    assert 'name="sex"' not in client.get("/check").text
    assert coach.sex.of("self") is Sex.UNSAID
    assert client.post("/check/begin", data={}).headers["location"] == "/check/next"


def test_a_man_is_not_asked_about_pregnancy(client: TestClient) -> None:
    client.post("/check/begin", data={"sex": "male"})
    assert "pregnancy" not in deny_everything(client)


def test_a_second_check_asks_what_does_not_change_with_one_look(
    client: TestClient, coach: Coach
) -> None:
    deny_everything(client)
    client.post("/check/finish")
    answer_until(client, "still")
    page = client.get("/check/screen/still").text
    assert 'href="/check/screen/illnesses"' in page
    assert page.index("What you told us today") < page.index("Yes, all of it. See the result")
    assert "chest pain or tightness" in page
    said = {"mark.obesity": "yes", "obesity": "yes", "only": "only"}
    changed = client.post("/check/screen/illnesses", data=said)
    assert changed.headers["location"] == "/check/screen/still"
    assert (
        client.post("/check/screen/still", data={"still": "yes"}).headers["location"] == "/result"
    )
    document = coach.gate.standing("self").document
    assert document is not None
    assert document["answers"]["obesity"] is True
    assert document["answers"]["heart_failure"] is False


def test_a_denied_danger_sign_is_asked_after_before_anything_opens(
    client: TestClient, coach: Coach
) -> None:
    said = {"mark.chest_pain": "yes", "chest_pain": "yes", "only": "only"}
    client.post("/check/screen/breath", data=said)
    answer_until(client, "gone")
    assert "Chest pain" in client.get("/check/screen/gone").text.replace("chest", "Chest")
    gone = client.post("/check/screen/gone", data={"gone": "gone"})
    assert gone.headers["location"] == "/check/so-far"
    client.post("/check/finish")
    assert coach.gate.standing("self").clearance is None


@pytest.mark.parametrize("screen", ["breath", "age", "pregnancy"])
def test_help_is_on_every_question_without_a_script(client: TestClient, screen: str) -> None:
    answer_until(client, screen)
    page = client.get(f"/check/screen/{screen}").text
    help_now = page.partition('<details class="help-now">')[2].partition("</details>")[0]
    assert 'href="tel:999"' in help_now
    assert 'href="tel:111"' in help_now


def test_a_fault_is_at_its_line_and_the_top_leads_to_it(client: TestClient) -> None:
    form = {"mark.leg_pain": "yes", "mark.swelling": "yes", "only": "only"}
    page = client.post("/check/screen/swelling", data=form).text
    for line in ("swelling", "leg_pain"):
        assert f'href="#line-{line}"' in page
        assert f'id="line-{line}"' in page
        assert f'id="fault-{line}"' in page


def test_what_is_asked_of_a_marked_line_is_only_which_leg(client: TestClient) -> None:
    page = client.get("/check/screen/sudden").text
    assert page.count("<legend>Which leg?</legend>") == 4


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
    for line in found.lines:
        assert line.item in page.text or line.asks in page.text
    assert page.text.count("What does this mean?") == len(found.lines)
    assert 'value="unsure"' in page.text


def test_another_persons_check_is_kept_apart(client: TestClient, coach: Coach) -> None:
    client.post("/people", data={"name": "Ada"})
    deny_everything(client)
    client.post("/check/finish")
    assert coach.gate.standing("self").decision is None
    ada = next(one for one in coach.journal.people() if one.name == "Ada")
    assert coach.gate.standing(ada.id).clearance is not None
    assert "do they have any of these" in client.get("/check/screen/breath").text
