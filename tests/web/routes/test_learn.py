"""Learn speaks to the person: what their check holds first, then what fits, then all."""

import re

import pytest
from starlette.testclient import TestClient

from soleus import handbook
from soleus.coach import Coach
from soleus.journal import SELF, JournalUnavailableError
from soleus.web.offline import kept
from web.conftest import EMERGENCY, TODAY, WELL

HEART = {"answers": {"heart_failure": True}, "others": "no"}
PAD = {"answers": {"known_pad": True, "evaluated_by_clinician": True}, "others": "no"}


def says(page: str) -> str:
    section: str
    [section] = re.findall(r'aria-labelledby="check-says">.*?</section>', page, re.DOTALL)
    return section


def first_asked(page: str) -> list[str]:
    [section] = re.findall(r'aria-labelledby="for-you">.*?</section>', page, re.DOTALL)
    return re.findall(r'href="/learn/([^"]+)"', section)


def test_before_a_check_it_says_that_it_depends_on_one(client: TestClient) -> None:
    page = client.get("/learn").text
    assert "Nothing yet" in says(page)
    assert len(first_asked(page)) == 6


def test_what_the_check_holds_comes_first_with_its_source(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, HEART)
    page = client.get("/learn").text
    assert "Do not lie flat if that makes you breathless" in says(page)
    assert '<details class="why">' in says(page)
    assert first_asked(page)[0] == "heart-failure"


def test_legs_that_are_not_to_be_raised_are_named(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, PAD)
    assert "Legs up" in says(client.get("/learn").text)


@pytest.mark.parametrize("document", [TODAY, EMERGENCY])
def test_it_holds_back_what_the_result_does(
    client: TestClient, coach: Coach, document: dict[str, object]
) -> None:
    coach.checks.record(SELF, document)
    assert "Nothing is held back" not in client.get("/learn").text


def test_of_somebody_well_only_what_is_still_to_be_allowed_is_named(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record(SELF, WELL)
    said = says(client.get("/learn").text)
    assert "Ankle pumps" not in said
    assert "Compression stockings" in said


def test_every_question_is_behind_one_press(client: TestClient) -> None:
    page = client.get("/learn").text
    [rest] = re.findall(r'<details class="fold" id="all">.*?</details>\s*</div>', page, re.DOTALL)
    assert set(re.findall(r'href="/learn/([^"]+)"', rest)) == {
        topic.id for topic in handbook.topics()
    }


def test_with_no_script_a_word_is_searched_for(client: TestClient) -> None:
    page = client.get("/learn?q=Flight").text
    [found] = re.findall(r'<div class="stack" id="found">.*?</div>', page, re.DOTALL)
    assert '/learn/flight"' in found
    assert "Try another word" in client.get("/learn?q=zeppelin").text
    assert "&lt;script" in client.get("/learn?q=<script>x").text


def test_without_a_journal_the_questions_are_there(
    client: TestClient, coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(*_: object) -> None:
        raise JournalUnavailableError("gone")

    monkeypatch.setattr(type(coach.gate), "standing", unavailable)
    page = client.get("/learn").text
    assert "check-says" not in page
    assert len(first_asked(page)) == 6


def test_what_speaks_to_a_person_is_dropped_as_soon_as_something_has_changed() -> None:
    assert "/learn" in kept()["pages"]  # type: ignore[operator]
    assert "/learn" not in kept()["handbook"]  # type: ignore[operator]


def test_a_topic_shows_its_plot_with_its_study(client: TestClient) -> None:
    page = client.get("/learn/flight").text
    assert "Winkel J" in page
    assert "4.8" in page


def test_a_leg_moves_where_a_topic_is_about_a_movement(client: TestClient) -> None:
    page = client.get("/learn/calf-raises").text
    assert 'data-leg="standing"' in page
    assert '"heel"' in page
