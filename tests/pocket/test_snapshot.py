"""Soleus made ready over nobody's journal, and gone on with over somebody's.

By the ordinary Python. What the browser's own answers from a snapshot is compared in
``test_same_answers.py``, and the browser's own snapshots in ``tests/browser/test_pocket.py``.
"""

import asyncio
import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from soleus.pocket import Pocket
from soleus.pocket.snapshot import draw_anew, go_on, prepared, proof
from soleus.vocabulary import POCKET, as_in
from soleus.vocabulary.clock import FixedClock

HOST = "legs.example"
LATER = datetime(2031, 5, 6, 8, 0, tzinfo=UTC)


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[Pocket]:
    with as_in(POCKET):
        yield asyncio.run(prepared(str(tmp_path / "nobody"), HOST, "UTC", ["en", "de"]))


def ask(pocket: Pocket, method: str, path: str, body: bytes = b"") -> tuple[dict[str, Any], str]:
    headers = [["content-type", "application/x-www-form-urlencoded"]] if body else []
    told = {"method": method, "url": f"https://{HOST}{path}", "headers": headers}
    told_too = {"is_page": True, "referrer": f"https://{HOST}/"}
    head, content = asyncio.run(pocket.answer(json.dumps(told | told_too), body))
    return json.loads(head), content.decode()


def test_what_it_was_made_ready_over_is_gone(ready: Pocket, tmp_path: Path) -> None:
    assert list(tmp_path.iterdir()) == []
    go_on(ready, str(tmp_path / "own"))
    _, exported = ask(ready, "GET", "/journal/export.json")
    assert json.loads(exported)["entries"] == []
    ready.close()


def test_it_goes_on_over_the_persons_journal_at_the_present_time(
    ready: Pocket, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    go_on(ready, str(own), FixedClock(LATER))
    form = b"legs=swollen&swelling_left=4&note=by+the+lift&is_new=no"
    head, _ = ask(ready, "POST", "/journal/feel", form)
    assert head["status"] == 303
    ready.close()
    go_on(ready, str(own), FixedClock(LATER))
    _, exported = ask(ready, "GET", "/journal/export.json")
    assert "by the lift" in exported
    assert "2031-05-06" in exported
    ready.close()


def test_cookies_are_those_of_the_journal_that_is_open(ready: Pocket, tmp_path: Path) -> None:
    go_on(ready, str(tmp_path / "one"))
    ask(ready, "POST", "/settings", b"language=de&text=large")
    assert 'lang="de"' in ask(ready, "GET", "/learn")[1]
    ready.close()
    go_on(ready, str(tmp_path / "other"))
    assert 'lang="en"' in ask(ready, "GET", "/learn")[1]
    ready.close()


def test_what_is_drawn_by_chance_begins_anew() -> None:
    held = Random(7)
    same = copy.deepcopy(held)
    draw_anew()
    assert held.random() != same.random()


def test_other_decisions_have_another_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    before = proof()
    assert proof() == before
    monkeypatch.setattr("soleus.pocket.snapshot.decide", sorted)
    assert proof() != before
