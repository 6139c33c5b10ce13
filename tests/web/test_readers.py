"""Many readers: a page asks the gate once and reads the journal once, and pages take turns."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest
from sqlalchemy import Pool, event

from patience import PATIENCE_SECONDS
from soleus.assessment import standing_of
from soleus.coach import Coach
from soleus.coach.gate import gate
from soleus.journal import SELF, SymptomEntry
from soleus.web import readers
from web.conftest import WELL
from web.test_odd_copies import PAGES

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from starlette.testclient import TestClient
    from starlette.types import Message, Receive, Scope, Send

MORE_PAGES = (
    "/about", "/api/evidence", "/api/exercises", "/check/next", "/check/review",
    "/exercises/new", "/languages", "/learn", "/offline/check", "/offline/check/kept.json",
    "/offline/session", "/offline/sessions.json", "/plan/profile", "/reminders/card",
    "/reminders/now",
)  # fmt: skip


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the gate was worked out from, each time that it was."""
    found: list[object] = []

    def counted(evidence: Any) -> Any:
        found.append(evidence)
        return standing_of(evidence)

    monkeypatch.setattr(gate, "standing_of", counted)
    return found


BEHIND_THE_PAGES = ("people of a day", "cycle", "simulated people")
"""The threads in which people are simulated; each reads who is kept when its turn comes."""


@pytest.fixture
def connections() -> Iterator[list[object]]:
    """Every connection to a journal that pages take while the test runs; none of work behind."""
    taken: list[object] = []

    def take(connection: object, *_: object) -> None:
        if threading.current_thread().name not in BEHIND_THE_PAGES:
            taken.append(connection)

    event.listen(Pool, "checkout", take)
    yield taken
    event.remove(Pool, "checkout", take)


def test_no_page_asks_the_gate_or_opens_the_journal_twice(
    coach: Coach, client: TestClient, asked: list[object], connections: list[object]
) -> None:
    coach.checks.record(SELF, WELL)
    coach.weeks.make(SELF, coach.weeks.profile(SELF))
    times = {}
    for page in (*PAGES, *MORE_PAGES):
        client.get(page)  # the first time, some keep that they were opened
        asked.clear()
        connections.clear()
        client.get(page)
        times[page] = (len(asked), len(connections))
    assert times["/"] == (1, 1)
    assert {page: each for page, each in times.items() if max(each) > 1} == {}


def test_a_danger_noted_between_two_pages_is_on_the_second(
    coach: Coach, client: TestClient
) -> None:
    coach.checks.record(SELF, WELL)
    assert client.get("/").status_code == 200
    coach.notes.take(SELF, SymptomEntry(findings={"chest_pain": True}))
    assert client.get("/").headers["location"] == "/result"


class Work:
    """An application whose every answer waits until it is let go; counts what is under way."""

    def __init__(self) -> None:
        self.under_way = self.most = self.answered = 0
        self.go_on = asyncio.Event()

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        if scope["path"] == "/slow":
            await self.go_on.wait()
        else:
            await asyncio.sleep(0.001)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        self.under_way -= 1
        if scope["path"] == "/slow to be sent":
            await self.go_on.wait()
        self.answered += 1


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


async def _no_send(_message: Message) -> None:
    return


def ask(
    app: readers.Readers, coach: Coach, path: str, method: str = "GET"
) -> Coroutine[Any, Any, None]:
    around = SimpleNamespace(state=SimpleNamespace(coach=coach))
    scope = {"type": "http", "method": method, "path": path, "app": around}
    return app(scope, _nothing, _no_send)


def test_a_few_pages_are_made_at_a_time_and_the_others_follow(coach: Coach) -> None:
    async def run() -> Work:
        work = Work()
        app = readers.Readers(work)
        await asyncio.gather(*(ask(app, coach, "/") for _ in range(20)))
        return work

    work = asyncio.run(run())
    assert (work.most, work.answered) == (readers.AT_WORK, 20)


@pytest.mark.parametrize(
    ("path", "method"), [("/", "POST"), ("/static/css/base.css", "GET"), ("/emergency", "GET")]
)
def test_what_makes_no_page_waits_for_no_turn(coach: Coach, path: str, method: str) -> None:
    async def run() -> Work:
        work = Work()
        app = readers.Readers(work)
        await asyncio.gather(*(ask(app, coach, path, method) for _ in range(20)))
        return work

    assert asyncio.run(run()).most == 20


@pytest.mark.parametrize("path", ["/slow", "/slow to be sent"])
def test_slow_pages_do_not_stop_the_others(
    coach: Coach, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(readers, "LONGEST_SECONDS", 0.01)

    async def run() -> None:
        work = Work()
        app = readers.Readers(work)
        async with asyncio.timeout(PATIENCE_SECONDS), asyncio.TaskGroup() as group:
            for _ in range(2 * readers.AT_WORK):
                group.create_task(ask(app, coach, path))
            await asyncio.gather(*(ask(app, coach, "/") for _ in range(5)))
            assert work.answered == 5
            work.go_on.set()

    asyncio.run(run())


def test_who_fails_gives_the_turn_on(coach: Coach) -> None:
    async def broken(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise RuntimeError

    async def run() -> None:
        app = readers.Readers(broken)
        for _ in range(2 * readers.AT_WORK):
            with pytest.raises(RuntimeError):
                await ask(app, coach, "/")

    asyncio.run(run())


def test_many_readers_at_once_are_all_answered(coach: Coach, served: str) -> None:
    coach.checks.record(SELF, WELL)

    def status(_: int) -> int:
        with urlopen(f"{served}/", timeout=PATIENCE_SECONDS) as answer:
            answer.read()
            return int(answer.status)

    with ThreadPoolExecutor(32) as pool:
        assert set(pool.map(status, range(96))) == {200}
