"""On a screen that asks several things, nobody denies what they have not seen or did not mean."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from soleus.assessment.interview import screens
from soleus.coach import Coach
from soleus.journal import Journal
from soleus.vocabulary import SystemClock
from soleus.web import create_app

GROUPS = [screen.id for screen in screens() if screen.is_group]
OWN = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def coach(tmp_path: Path) -> Iterator[Coach]:
    clock = SystemClock()
    with Coach(Journal.open(tmp_path / "journal.sqlite3", clock), clock) as opened:
        yield opened


class Browser:
    """Asks the application as our own page would, without a server."""

    def __init__(self, coach: Coach) -> None:
        app = create_app(coach, allowed_hosts=("127.0.0.1",))
        self.client = TestClient(app, base_url="http://127.0.0.1", headers=OWN)

    def get(self, path: str) -> Response:
        return self.client.get(path)

    def post(self, path: str, form: dict[str, str]) -> Response:
        return self.client.post(path, data=form, follow_redirects=False)


@pytest.fixture
def browser(coach: Coach) -> Browser:
    return Browser(coach)


@pytest.mark.parametrize("screen_id", GROUPS)
def test_none_of_these_stands_after_every_line(browser: Browser, screen_id: str) -> None:
    text = browser.get(f"/check/screen/{screen_id}").text
    last_line = text.rindex('name="mark.')
    assert text.index('name="none"') > last_line
    assert text.index('name="only"') > last_line


def test_enter_or_an_empty_form_denies_nothing(browser: Browser, coach: Coach) -> None:
    assert browser.post("/check/screen/breath", {"enter": "enter"}).status_code == 422
    assert coach.checks.current("self").answers.values == {}


def test_only_what_i_marked_denies_the_rest(browser: Browser, coach: Coach) -> None:
    form = {"mark.fever": "yes", "fever": "unsure", "only": "only"}
    browser.post("/check/screen/breath", form)
    answers = coach.checks.current("self").answers
    assert answers.unsure == {"fever_or_unwell", "very_ill_or_confused"}
    assert answers.values["chest_pain"] is False


def test_a_marked_line_without_an_answer_is_asked_for(browser: Browser, coach: Coach) -> None:
    form = {"mark.sudden_severe_pain": "yes", "only": "only"}
    answer = browser.post("/check/screen/sudden", form)
    assert answer.status_code == 422
    assert "choose an answer" in answer.text
    assert coach.checks.current("self").answers.values == {}


def test_a_line_that_was_unmarked_again_counts_as_denied(browser: Browser, coach: Coach) -> None:
    browser.post("/check/screen/sudden", {"sudden_severe_pain": "left", "none": "none"})
    assert coach.checks.current("self").answers.values["sudden_severe_pain"] == "none"
