"""A real server, a real Chromium, and tabs that notice what must never happen on a page."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from browser import serving
from browser.phones import visit
from browser.samples import WELL
from browser.serving import Served
from browser.visitor import Visitor
from soleus.vocabulary import FixedClock

PHONE = {"width": 360, "height": 740}
MONDAY_MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

OpenTab = Callable[..., Page]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """``soleus serve`` as its own process, over an empty folder."""
    with serving.process(tmp_path / "data") as running:
        yield running


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY_MORNING)


@pytest.fixture
def served_at(tmp_path: Path, clock: FixedClock) -> Iterator[Served]:
    """The application with a clock that the test moves."""
    with serving.thread(tmp_path / "data", clock) as running:
        yield running


class Watch:
    """Takes down what no page may do: an error in a script, a broken policy, a foreign request."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.asked: set[str] = set()

    def over(self, page: Page, address: str) -> None:
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", lambda line: self._heard(page, line))
        page.on("request", lambda request: self._asked(page, address, request))
        page.on("response", lambda answer: self._answered(page, answer))

    def _heard(self, page: Page, line: ConsoleMessage) -> None:
        # the first is told by the answer itself, the second is how these tabs are opened
        is_known = re.match(r"Failed to load resource|Service Worker registration block", line.text)
        if line.type in ("error", "warning") and not is_known:
            self.faults.append(f"{page.url}: {line.text}")

    def _asked(self, page: Page, address: str, request: Request) -> None:
        self.asked.add(request.url)
        if not request.url.startswith(address):
            self.faults.append(f"{page.url} asked {request.url}")

    def _answered(self, page: Page, answer: Response) -> None:
        if answer.status >= 400 and answer.request.resource_type != "document":
            self.faults.append(f"{page.url}: {answer.url} answered {answer.status}")


@pytest.fixture
def watch() -> Iterator[Watch]:
    watching = Watch()
    yield watching
    assert watching.faults == []


@pytest.fixture
def open_tab(chromium: Browser, watch: Watch) -> Iterator[OpenTab]:
    """Opens tabs, each in a browser of its own: ``open_tab(address, locale="de-AT")``.

    They keep nothing for when there is no network, unless ``service_workers="allow"``.
    """
    contexts = []

    def opened(address: str, **more: Any) -> Page:
        context = chromium.new_context(
            **{
                "base_url": address,
                "viewport": PHONE,
                "locale": "en-GB",
                "service_workers": "block",
                **more,
            }
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        watch.over(page, address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def visitor(open_tab: OpenTab, served: Served) -> Visitor:
    """A person with a phone, before the real server."""
    return Visitor(open_tab(served.address))


class Course:
    """Time as it passes for the page and for the server alike, as fast as the test likes."""

    def __init__(self, page: Page, clock: FixedClock) -> None:
        self.page = page
        self.clock = clock
        self.on_the_way = 0
        page.on("request", lambda _: self._count(1))
        page.on("requestfinished", lambda _: self._count(-1))
        page.on("requestfailed", lambda _: self._count(-1))

    def _count(self, change: int) -> None:
        self.on_the_way += change

    def start(self) -> None:
        """Stop the page's own time; from here on it passes only as told."""
        self.page.clock.install(time=self.clock.now())
        self.clock.advance(timedelta(seconds=1))
        self.page.clock.pause_at(self.clock.now())

    def run(self, seconds: float, step: float = 1) -> None:
        """Let time pass; it stands still while a report is on its way, as good as it would."""
        passed = 0.0
        while passed < seconds:
            self.clock.advance(timedelta(seconds=step))
            self.page.clock.run_for(round(step * 1000))
            passed += step
            for _ in range(200):
                if self.on_the_way <= 0:
                    break
                self.page.wait_for_timeout(5)

    def sleep(self, seconds: float) -> None:
        """Let time pass as while the lid is shut: nothing runs, then it is later."""
        self.clock.advance(timedelta(seconds=seconds))
        self.page.clock.fast_forward(round(seconds * 1000))


@pytest.fixture
def timed(open_tab: OpenTab, served_at: Served, clock: FixedClock) -> tuple[Visitor, Course]:
    """A person before a server, and the time that both live by."""
    page = open_tab(served_at.address)
    course = Course(page, clock)
    course.start()
    return Visitor(page), course


@pytest.fixture
def phone(chromium: Browser, served: Served) -> Iterator[BrowserContext]:
    """A phone that may keep pages; an error in any script fails the test."""
    served.record(WELL)
    context = chromium.new_context(
        base_url=served.address, viewport={"width": 360, "height": 740}, locale="en-GB"
    )
    context.set_default_timeout(15_000)
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    yield context
    context.close()
    assert wrong == []


@pytest.fixture
def tab(phone: BrowserContext) -> Page:
    """One visit to today's page, and then the network is off."""
    page = phone.new_page()
    visit(page)
    phone.set_offline(True)
    return page
