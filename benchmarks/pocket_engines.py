"""Walks through Soleus in Firefox or WebKitGTK, from a plain static server, then with none.

``python benchmarks/pocket_engines.py firefox webkit`` takes the folder that ``make pocket`` wrote,
and each browser as Debian packages it (``firefox-esr``; ``webkit2gtk-driver`` with ``xvfb``).
Start, check, week, session, journal; then the server is stopped, and the same journal has to be
there on a page that is loaded anew, and in a browser that is ended and opened again. Prints how
long each step took and how much memory it all holds.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pocket_browser import PACKED, asked_for, hosted
from pocket_browser.driven import ENGINES, Driven, DrivenError, driven
from pocket_browser.memory import megabytes

TITLED = "return document.title.startsWith(arguments[0]) && document.readyState === 'complete'"
HERE = "return location.pathname"
NOTED = "from the walk"
ARROW_RIGHT = "\ue014"  # as WebDriver names the key


class Walk:
    """One browser's way, step by step; ``seconds`` is what each took."""

    def __init__(self, browser: Driven, address: str) -> None:
        self.browser, self.address = browser, address
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done within."""
        began = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - began, 2)

    def open(self, path: str, title: str) -> None:
        """Open a page and wait until it is there, with Python started."""
        self.browser.open(f"{self.address}{path}")
        self.browser.wait(f"{TITLED} && !document.documentElement.dataset.kept", title)

    def go(self, press: Callable[[], None]) -> str:
        """Press something that leads to another page; return where that is."""
        self.browser.run("window.isLeft = true")
        press()
        self.browser.wait("return !window.isLeft && document.readyState === 'complete'")
        return str(self.browser.run(HERE))

    def named(self, name: str) -> str:
        """Press the button or link that says so; return where it leads."""
        said = f"[normalize-space(.)='{name}']"
        return self.go(lambda: self.browser.press(f"//button{said} | //a{said}", by="xpath"))

    def start(self) -> None:
        """Let Soleus come into the browser."""
        with self.step("first page"):
            self.browser.open(f"{self.address}/")
            self.browser.wait("return !document.getElementById('fetch').hidden")
        with self.step("from Start to Today"):
            self.browser.press("#fetch")
            self.browser.wait(TITLED, "Today")

    def check(self) -> None:
        """Take the check of somebody who sits long, and see the result."""
        self.open("/check", "Check")
        path = self.named("Rather not say")
        while path.startswith(("/check/screen/", "/check/so-far")):
            path = self._answer(path)
        if path == "/check/review":
            path = self.named("See the result")
        self._expect(path == "/result", "the result")

    def _answer(self, path: str) -> str:
        if path == "/check/so-far":
            return self.named("Answer a few more questions")
        if path.endswith("/age"):
            self.browser.type("input[inputmode]", "44")
            return self.named("Go on")
        if path.endswith("/days"):
            for name in ("mark.sits_long", "sits_long"):
                self.browser.press(f'label:has(input[name="{name}"])')
            return self.named("Only what I marked. No to the rest")
        return self.go(
            lambda: self.browser.press("button[name=none], button[value=no], button[name=still]")
        )

    def week(self) -> None:
        """Make a week of it."""
        self.named("Make my week")
        self.named("Make my week")
        self._expect(self._says("Monday"), "a week")

    def session(self) -> None:
        """Begin ankle pumps, and wait until they run."""
        self.open("/session/ankle-pumps", "")
        self.named("No, nothing new. Begin")
        self.browser.press("//button[normalize-space(.)='Begin']", by="xpath")
        self.browser.wait("return document.getElementById('session').dataset.phase === 'running'")

    def note(self) -> None:
        """Note swollen legs with some words."""
        self.open("/journal", "Journal")
        self.browser.press(
            "//label[contains(@class, 'choice')][contains(., 'Swollen')]", by="xpath"
        )
        self.browser.type("#swelling_left", 4 * ARROW_RIGHT)
        self.browser.press("//summary[contains(., 'More: heavy')]", by="xpath")
        self.browser.type("#feel [name=note]", NOTED)
        self.go(lambda: self.browser.press("#feel > p > button"))
        self._expect(self._says(NOTED), "what was noted")

    def again(self, name: str) -> None:
        """Look whether all is there with no server."""
        with self.step(f"{name}: the journal"):
            self.open("/journal", "Journal")
        self._expect(self._says(NOTED), "what was noted before")
        with self.step(f"{name}: a page that was never opened"):
            self.open("/learn/flight", "")
        self._expect(self._says("flight"), "the page")

    def _says(self, words: str) -> bool:
        return bool(
            self.browser.run("return document.body.innerText.includes(arguments[0])", words)
        )

    def _expect(self, is_so: bool, what: str) -> None:
        if not is_so:
            raise DrivenError(f"{what} is not there: {self.browser.seen()}")


def walk(engine: str, folder: Path) -> dict[str, object]:
    """Walk the whole way in one engine."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        with driven(engine, Path(profile)) as browser:
            with hosted(folder) as host:
                walked = Walk(browser, host.address)
                walked.start()
                for each in (walked.check, walked.week, walked.session, walked.note):
                    with walked.step(each.__name__):
                        each()
                browser.wait(WHOLE)
            walked.again("no server")
            used = megabytes(browser.process.pid)
            about = {name: browser.about[name] for name in ("browserName", "browserVersion")}
        if browser.keeps:
            with driven(engine, Path(profile)) as anew:
                later = Walk(anew, walked.address)
                later.again("opened anew, no server")
                walked.seconds |= later.seconds
    return {**about, "seconds": walked.seconds, "megabytes": used}


WHOLE = """
const plan = await (await fetch("/pocket/plan.json")).json();
return Boolean(await caches.match(`${plan.base}later.archive`));
"""


def main() -> None:
    """Walk through each engine that is named, and print what it took."""
    said = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    said.add_argument("engines", nargs="+", choices=ENGINES)
    said.add_argument("--out", type=Path, default=PACKED)
    asked = said.parse_args()
    for engine in asked.engines:
        print(json.dumps(walk(engine, asked_for(asked.out)), indent=1), flush=True)


if __name__ == "__main__":
    sys.exit(main())
