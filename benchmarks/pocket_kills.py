"""Kills tab and browser while Soleus in a browser writes, and counts what was lost.

Entries go in as fast as they are acknowledged. At a random moment after the first the processes of
the tabs are killed (kill -9), which is where Python and the journal's store run; every second time
the whole browser is. Then Soleus is opened again, and every acknowledged entry is looked for.
Takes the folder that ``make pocket`` wrote: ``python benchmarks/pocket_kills.py --rounds 200``.
With ``--tally FILE`` the counts are added to those of earlier runs. Fails where anything was lost.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright
from pocket_browser import (
    PACKED,
    RENDERERS,
    asked_for,
    fetched,
    hosted,
    of_browser,
    opened,
    send,
    settle,
    until,
)

ADDRESS = "/settings"
LONGEST_SECONDS = 4.0
TRIES = 5
ENTRY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
WRITING = """() => void (async () => {
  for (;;) {
    const entry = { id: crypto.randomUUID(), kind: "tape", payload: { calf_left_cm: 36.5 } };
    const got = await fetch("/api/journal", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(entry),
    });
    if (!got.ok) throw new Error(`${got.status} ${await got.text()}`);
    await acknowledged(entry.id);
  }
})()"""


class Killed:
    """A browser with a folder of its own, which is killed and opened again."""

    def __init__(self, playwright: Playwright, folder: Path, address: str) -> None:
        self.playwright, self.folder, self.address = playwright, folder, address
        self.acknowledged: list[str] = []
        self.context = self._opened()
        settle(self.context, address)

    def _opened(self) -> BrowserContext:
        context = opened(self.playwright, self.folder, self.address)
        context.expose_function("acknowledged", self._take)
        return context

    def _take(self, entry_id: str) -> None:
        self.acknowledged.append(entry_id)

    def page(self) -> Page:
        """Return a new page of Soleus, the only one, with Python started."""
        page = self._new_page()
        for each in self.context.pages:
            if each != page:
                with suppress(Error):
                    each.close()
        page.goto(ADDRESS)
        self._wait_for(page)
        return page

    @staticmethod
    def _wait_for(page: Page) -> None:
        """Wait until a page is there; where it never is, the fault says what was there instead."""
        for left in reversed(range(TRIES)):
            try:
                until(lambda: page.title().startswith("Settings"), "a page", page)
                return
            except AssertionError as error:
                if not left:
                    error.add_note(page.locator("body").inner_text())
                    raise
                print("it has not come yet", flush=True)

    def _new_page(self) -> Page:
        """Return a new page; one that begins in a process which was just killed is passed over."""
        for _ in range(TRIES):
            with suppress(Error):
                return self.context.new_page()
        return self.context.new_page()

    def kill_tabs(self) -> None:
        """End every process of a page or a worker; over when the browser has noticed."""
        with self.context.pages[-1].expect_event("crash"):
            send(signal.SIGKILL, of_browser(self.folder, RENDERERS))

    def kill_browser(self) -> None:
        """End every process of the browser, then open it again over the same folder."""
        send(signal.SIGKILL, of_browser(self.folder))
        with suppress(Error):
            self.context.close()
        self.context = self._opened()


def kept(page: Page) -> set[str]:
    """Return the name of every entry in the journal."""
    return set(ENTRY.findall(fetched(page, "/journal/export.json")["text"]))


def one_round(browser: Killed, page: Page, draw: random.Random, whole: bool) -> dict[str, int]:
    """Write on a page, kill, open again and look."""
    before = set(browser.acknowledged)
    page.evaluate(WRITING)
    until(lambda: len(browser.acknowledged) > len(before), "a first entry", page)
    ends = time.monotonic() + draw.uniform(0, LONGEST_SECONDS)
    while time.monotonic() < ends:
        page.wait_for_timeout(20)
    (browser.kill_browser if whole else browser.kill_tabs)()
    every = set(browser.acknowledged)
    lost = len(every - kept(browser.page()))
    return {
        "rounds": 1,
        "whole_browser": int(whole),
        "acknowledged": len(every - before),
        "lost": lost,
    }


@contextmanager
def _started(out: Path) -> Iterator[Killed]:
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        hosted(asked_for(out)) as host,
        sync_playwright() as playwright,
    ):
        browser = Killed(playwright, Path(folder), host.address)
        yield browser
        browser.context.close()


def main() -> None:
    """Run as many rounds as asked for, and say what was lost."""
    said = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    said.add_argument("out", type=Path, nargs="?", default=PACKED)
    said.add_argument("--rounds", type=int, default=6)
    said.add_argument("--seed", type=int, default=1)
    said.add_argument("--tally", type=Path)
    asked = said.parse_args()
    draw = random.Random(asked.seed)
    counts = json.loads(asked.tally.read_text()) if asked.tally and asked.tally.exists() else {}
    with _started(asked.out) as browser:
        for number in range(asked.rounds):
            page = browser.context.pages[-1] if number else browser.page()
            for name, count in one_round(browser, page, draw, whole=number % 2 == 1).items():
                counts[name] = counts.get(name, 0) + count
            print(json.dumps(counts), flush=True)
            if asked.tally:
                asked.tally.write_text(json.dumps(counts))
    if counts["lost"]:
        sys.exit("something that was acknowledged was lost")


if __name__ == "__main__":
    main()
