"""Where the journal is in one browser alone, a copy is offered every two weeks."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from soleus.pocket import Pocket, start
from soleus.vocabulary import POCKET, as_in
from soleus.vocabulary.clock import FixedClock

OFFERED = "Save a copy"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))


@pytest.fixture
def pocket(tmp_path: Path, clock: FixedClock) -> Iterator[Pocket]:
    with as_in(POCKET):
        running = start(str(tmp_path), "legs.example", "UTC", clock)
        yield running
        running.close()


def ask(pocket: Pocket, method: str, path: str, body: bytes = b"") -> str:
    form = [["content-type", "application/x-www-form-urlencoded"]] if body else []
    told: dict[str, object] = {
        "method": method,
        "url": f"https://legs.example{path}",
        "headers": form,
    }
    told |= {"referrer": "https://legs.example/", "is_page": True}
    head, content = asyncio.run(pocket.answer(json.dumps(told), body))
    assert json.loads(head)["status"] < 400
    return content.decode()


def test_a_copy_is_offered_two_weeks_after_the_first_note_and_after_the_last_copy(
    pocket: Pocket, clock: FixedClock
) -> None:
    clock.advance(timedelta(days=30))
    assert OFFERED not in ask(pocket, "GET", "/"), "there is nothing to copy"
    ask(pocket, "POST", "/journal/minutes", b"kind=walk&minutes=12")
    for days, is_offered in ((13, False), (1, True)):
        clock.advance(timedelta(days=days))
        assert (OFFERED in ask(pocket, "GET", "/")) is is_offered
    ask(pocket, "GET", "/journal/export.json")
    for days, is_offered in ((0, False), (13, False), (1, True)):
        clock.advance(timedelta(days=days))
        assert (OFFERED in ask(pocket, "GET", "/")) is is_offered
