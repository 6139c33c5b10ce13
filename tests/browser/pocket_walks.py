"""The ways of `browser.walks` through Soleus in the browser, each page beside the served one.

``PYTHONPATH=src:tests python -m browser.pocket_walks [WAY …]`` walks each way twice, from a server
and from files (``dist/pocket``, as ``make pocket`` wrote it), and then looks at plan, journal and a
session. It prints every line that a page shows in one place alone. The way at the terminal is left
out: a browser has none.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from browser.pocket import hosted, settle
from browser.serving import Served, thread
from browser.walks import WAYS, Walker, browsers
from patience import PATIENCE_MS, until
from soleus.journal import SELF
from soleus.vocabulary import Clock, SystemClock

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

PACKED = Path(__file__).parents[2] / "dist" / "pocket"
AFTER = ("/plan", "/journal", "/progress", "/you")
"""Looked at when a way is at its end, beside Today and whatever it went through."""
TAKES_IN = "/data/import"
"""Only where Soleus runs in the browser: what a way begins with comes in by this page."""

WATCH = """
addEventListener("load", () => setTimeout(() => {
  const seen = JSON.parse(sessionStorage.looked ?? "[]");
  seen.push([location.pathname, document.body.innerText]);
  sessionStorage.looked = JSON.stringify(seen);
}));
"""
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")


@dataclass(frozen=True)
class Looked:
    """A page as it was seen: its path, and its lines without what every visit has of its own."""

    path: str
    lines: tuple[str, ...]

    def beyond(self, other: Looked) -> list[str]:
        """Return the lines that the other page has not."""
        return [line for line in self.lines if line not in other.lines]


@dataclass(frozen=True)
class InABrowser(Served):
    """A browser in which Soleus runs; what was noted elsewhere comes by a copy of that journal."""

    page: Page

    def record(self, document: Mapping[str, Any], person: str = SELF) -> None:
        super().record(document, person)
        self._take_in()

    def record_at(self, clock: Clock, document: Mapping[str, Any]) -> None:
        super().record_at(clock, document)
        self._take_in()

    def _take_in(self) -> None:
        copy = self.data_dir / "copy.json"
        with self.coach() as coach:
            copy.write_text(json.dumps(coach.journal.export_json([SELF])), "utf-8")
        self.page.goto(TAKES_IN)
        self.page.locator("#copy").set_input_files(copy)
        self.page.locator("label", has_text="It is about me").click()
        self.page.get_by_role("button", name="Take it in").click()
        self.page.get_by_role("status").first.wait_for()


@contextmanager
def _context(browser: Browser, name: str, address: str, **how: Any) -> Iterator[BrowserContext]:
    width, height = WAYS[name][2]
    size: ViewportSize = {"width": width, "height": height}
    context = browser.new_context(base_url=address, viewport=size, locale="en-GB", **how)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def _walked(page: Page, name: str, place: Served) -> list[Looked]:
    """Walk a way on a page; return everything that was looked at, in turn."""
    page.add_init_script(WATCH)
    walker = Walker(page)
    WAYS[name][1](walker, place)
    for path in AFTER:
        walker.open(path)
    _session(walker)
    walker.open("/")
    until(lambda: page.evaluate("sessionStorage.looked"), "what was looked at", page)
    seen = json.loads(page.evaluate("sessionStorage.looked"))
    return [_looked(path, text) for path, text in seen if path != TAKES_IN]


def _session(walker: Walker) -> None:
    """Begin ankle pumps where the gate lets, and end them."""
    walker.open("/session/ankle-pumps")
    if walker.page.get_by_role("button", name="No, nothing new. Begin").count():
        walker.press("No, nothing new. Begin")
        walker.start()
        walker.wait_for_phase("running")
        walker.press("Pause")
        walker.press("End here")
        walker.page.wait_for_url("**/session/over/*")


def _looked(path: str, text: str) -> Looked:
    said = _CLOCK.sub("HH:MM", text)
    lines = (line.strip() for line in said.splitlines())
    return Looked(_ID.sub("ID", path), tuple(line for line in lines if line))


def served(browser: Browser, name: str) -> list[Looked]:
    """Walk a way before a server with a new journal."""
    with (
        TemporaryDirectory() as folder,
        thread(Path(folder), SystemClock()) as place,
        _context(browser, name, place.address, service_workers="block") as context,
    ):
        return _walked(context.new_page(), name, place)


def from_files(browser: Browser, name: str, address: str) -> list[Looked]:
    """Walk a way in a new browser, from a plain static server."""
    with TemporaryDirectory() as folder, _context(browser, name, address) as context:
        settle(context, address).close()
        page = context.new_page()
        page.goto("/settings")
        until(lambda: page.title().startswith("Settings"), "a page", page)
        place = InABrowser(address, Path(folder), page)
        return _walked(page, name, place)


def differences(one: list[Looked], other: list[Looked]) -> list[str]:
    """Return each page and line that only one of two walks saw, as lines of a report."""
    found = []
    if [each.path for each in one] != [each.path for each in other]:
        found.append(f"paths: {[each.path for each in one]} {[each.path for each in other]}")
    for before, after in zip(one, other, strict=False):
        found += [f"{before.path} - {line}" for line in before.beyond(after)]
        found += [f"{after.path} + {line}" for line in after.beyond(before)]
    return found


def main(names: list[str], show: Callable[[str], object] = sys.stdout.write) -> None:
    """Walk the ways that are named, or all, and print how the two places differ."""
    with browsers() as of, hosted(PACKED) as host:
        for name in names or WAYS:
            browser = of(WAYS[name][3])
            one, other = served(browser, name), from_files(browser, name, host.address)
            show(f"{name}: {len(one)} pages from a server, {len(other)} from files\n")
            show("".join(f"  {each}\n" for each in differences(one, other)))


if __name__ == "__main__":
    main(sys.argv[1:])
