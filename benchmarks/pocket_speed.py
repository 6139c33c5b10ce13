"""How soon Soleus in a browser shows a page and decides, at full speed and slowed.

``python benchmarks/pocket_speed.py dist/pocket [--slow 4]`` with ``src`` and ``tests`` on the path.
A browser's own throttling does not reach workers, so the process that draws pages and runs Python
is stopped and continued (SIGSTOP, SIGCONT). Where the machine has more to do, the seconds of the
processor that this process took say more than those of the clock: they stand beside each.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from playwright.sync_api import Page, sync_playwright

from browser.pocket import stop_worker
from chromium_flags import CHROMIUM_FLAGS

PATIENCE_MS = 600_000
PERIOD_S = 0.02
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
WELL = '{"answers": {"age": 40, "sits_long": true}, "others": "no"}'
DECIDE = """async (body) => {
  const got = await fetch("/api/decide",
    { method: "POST", headers: { "content-type": "application/json" }, body });
  return got.status;
}"""


class Counted(ThreadingHTTPServer):
    """A plain static server that counts the bytes of every file that it sends."""

    sent = 0


class Handler(SimpleHTTPRequestHandler):
    """Sends files as ``python -m http.server`` does."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:
        """Send a file and count it."""
        self.server.sent += Path(source.name).stat().st_size  # type: ignore[attr-defined]
        super().copyfile(source, outputfile)


def renderers() -> list[int]:
    """Return the processes of ours that draw pages and run their workers."""
    parents, commands = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            said = (folder / "stat").read_text().rpartition(")")[2].split()
            commands[int(folder.name)] = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        parents[int(folder.name)] = int(said[1])
    drawing = [each for each, command in commands.items() if b"--type=renderer" in command]
    return [each for each in drawing if os.getpid() in _above(each, parents)]


def _above(process: int, parents: dict[int, int]) -> list[int]:
    found = []
    while process := parents.get(process, 0):
        found.append(process)
    return found


def taken_s() -> float:
    """Return the seconds of the processor that these processes have taken."""
    total = 0
    for process in renderers():
        if not Path(f"/proc/{process}").exists():
            continue
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS_PER_S


@contextmanager
def slowed(times: float) -> Iterator[None]:
    """Let the renderers run for one part in so many of the time."""
    over = threading.Event()

    def stop_and_go() -> None:
        while not over.is_set():
            found = renderers()
            for _ in range(50):
                for process in found:
                    os.kill(process, signal.SIGSTOP)
                time.sleep(PERIOD_S * (1 - 1 / times))
                for process in found:
                    os.kill(process, signal.SIGCONT)
                time.sleep(PERIOD_S / times)

    thread = threading.Thread(target=stop_and_go, daemon=True)
    if times > 1:
        thread.start()
    yield
    over.set()
    if times > 1:
        thread.join()


@contextmanager
def measured(what: str) -> Iterator[None]:
    """Print how long something took, by the clock and by the processor."""
    began, before = time.monotonic(), taken_s()
    yield
    took, used = time.monotonic() - began, taken_s() - before
    print(f"{what:44} {took:7.2f} s  processor {used:6.2f} s", flush=True)


def opened(page: Page, path: str, title: str) -> None:
    """Open a page until it shows its title."""
    page.goto(path, wait_until="commit")
    page.wait_for_function("(said) => document.title.startsWith(said)", arg=title)


def measure(page: Page, server: Counted) -> None:
    """Go through a first visit, a start over what is kept, and pages once it runs."""
    page.goto("/")
    with measured("first visit: Start to today's page"):
        page.get_by_role("button", name="Start", exact=True).click()
        page.wait_for_function("document.title.startsWith('Today')")
    print(f"{'sent up to then':44} {server.sent / 1e6:7.2f} MB", flush=True)
    page.wait_for_function("document.body.innerText.includes('All of Soleus is in this browser')")
    print(f"{'sent in all':44} {server.sent / 1e6:7.2f} MB", flush=True)
    for path, title in (("/emergency", "Call"), ("/check", "Check"), ("/", "Today")):
        opened(page, "/about", "About")
        stop_worker(page)
        with measured(f"{path} shown, Python stopped"):
            opened(page, path, title)
    opened(page, "/about", "About")
    stop_worker(page)
    with measured("a decision, Python stopped"):
        assert page.evaluate(DECIDE, WELL) == 200
    for _ in range(3):
        with measured("a decision, Python running"):
            assert page.evaluate(DECIDE, WELL) == 200
    for path, title in (("/learn", "Learn"), ("/journal", "Journal")):
        with measured(f"{path}, Python running"):
            opened(page, path, title)


def main() -> None:
    """Measure a folder that ``soleus pocket`` has written."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--slow", type=float, default=1.0)
    how = asked.parse_args()
    server = Counted(("127.0.0.1", 0), partial(Handler, directory=str(how.folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{server.server_port}", locale="en-GB"
        )
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        print(f"slowed {how.slow} times, load {os.getloadavg()[0]:.1f}", flush=True)
        with slowed(how.slow):
            measure(page, server)
        browser.close()


if __name__ == "__main__":
    main()
