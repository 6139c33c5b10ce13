"""The real application over a real journal, asked in process and by a real browser."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from browser.serving import listening
from chromium_flags import NewContext
from soleus.coach import Coach
from soleus.journal import Journal
from soleus.vocabulary.clock import FixedClock
from soleus.web import create_app

MONDAY_MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
WELL: dict[str, Any] = {"answers": {"age": 40, "sits_long": True}, "others": "no"}
EMERGENCY: dict[str, Any] = {"answers": {"short_of_breath": True}, "others": "no"}
TODAY: dict[str, Any] = {"answers": {"leg_pain": "left"}, "others": "no"}
WITHIN_DAYS: dict[str, Any] = {
    "answers": {"pain_walking_eases_with_rest": "right", "smoker": True},
    "others": "no",
}
INCOMPLETE: dict[str, Any] = {"answers": {"leg_fatigue": "both"}, "others": "unknown"}


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY_MORNING)


@pytest.fixture
def coach(tmp_path: Path, clock: FixedClock) -> Iterator[Coach]:
    with Coach(Journal.open(tmp_path / "journal.sqlite3", clock), clock) as opened:
        yield opened


@pytest.fixture
def client(coach: Coach) -> Iterator[TestClient]:
    """A browser's requests from our own pages, in process."""
    headers = {"sec-fetch-site": "same-origin", "accept-language": "en-GB"}
    with TestClient(
        create_app(coach), base_url="http://localhost", headers=headers, follow_redirects=False
    ) as opened:
        yield opened


@pytest.fixture
def served(coach: Coach) -> Iterator[str]:
    """The address of the application on a free port of this machine."""
    with listening(create_app(coach)) as address:
        yield address


@pytest.fixture
def tab(new_context: NewContext, served: str) -> Iterator[Page]:
    """A phone's browser; any error or broken rule of the security policy fails the test."""
    page = new_context(
        base_url=served, viewport={"width": 360, "height": 740}, service_workers="block"
    ).new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda line: (
            wrong.append(line.text) if line.type == "error" and "Content" in line.text else None
        ),
    )
    yield page
    assert wrong == []
