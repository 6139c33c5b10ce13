"""A real server, a real Chromium, and tabs that notice what must never happen on a page."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

from browser import serving
from browser.phones import visit
from browser.samples import WELL
from browser.serving import Served
from browser.visitor import Visitor
from chromium_flags import NewContext
from patience import until
from soleus.vocabulary.clock import FixedClock

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
def open_tab(watch: Watch, new_context: NewContext) -> OpenTab:
    """Opens tabs, each in a browser of its own: ``open_tab(address, locale="de-AT")``.

    They keep nothing for when there is no network, unless ``service_workers="allow"``.
    """

    def opened(address: str, **more: Any) -> Page:
        usual = {"base_url": address, "viewport": PHONE, "service_workers": "block"}
        page = new_context(**{**usual, **more}).new_page()
        watch.over(page, address)
        return page

    return opened


@pytest.fixture
def visitor(open_tab: OpenTab, served: Served) -> Visitor:
    """A person with a phone, before the real server."""
    return Visitor(open_tab(served.address))


class Course:
    """Time as it passes for the page and for the server alike, as fast as the test likes."""

    def __init__(self, page: Page, clock: FixedClock) -> None:
        self.page = page
        self.clock = clock
        self.on_the_way: set[Request] = set()
        page.on("request", self._sent)
        page.on("requestfinished", self._over)
        page.on("requestfailed", self._over)
        page.on("response", self._answered)
        page.on("framenavigated", lambda _: self.on_the_way.clear())

    def _sent(self, request: Request) -> None:
        self.on_the_way.add(request)

    def _over(self, request: Request) -> None:
        self.on_the_way.discard(request)

    def _answered(self, answer: Response) -> None:
        if answer.url.endswith("/away"):  # the page does not read it, so it is never over
            self.on_the_way.discard(answer.request)

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
            until(lambda: not self.on_the_way, "reports to arrive", self.page)

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
def phone(new_context: NewContext, served: Served) -> Iterator[BrowserContext]:
    """A phone that may keep pages; an error in any script fails the test."""
    served.record(WELL)
    context = new_context(base_url=served.address, viewport=PHONE)
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    yield context
    assert wrong == []


@pytest.fixture
def tab(phone: BrowserContext) -> Page:
    """One visit to today's page, and then the network is off."""
    page = phone.new_page()
    visit(page)
    phone.set_offline(True)
    return page
