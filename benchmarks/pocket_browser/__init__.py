"""A browser over a folder of its own, and the processes that it runs in: for pocket_*.py."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from browser.pocket import Hosted as Hosted
from browser.pocket import fetched as fetched
from browser.pocket import hosted as hosted
from browser.pocket import settle as settle
from browser.pocket import stop_worker as stop_worker
from browser.pocket import wait_until_ready as wait_until_ready
from chromium_flags import CHROMIUM_FLAGS, chromium_path
from patience import PATIENCE_MS
from patience import until as until

RENDERERS = "--type=renderer"
"""Where tabs and service workers run."""

PERIOD_SECONDS = 0.04
PACKED = Path("dist/pocket")
"""Where ``make pocket`` writes the folder."""


def asked_for(out: Path) -> Path:
    """Return the folder of the app as files; write it where it is not there."""
    if not (out / "service-worker.js").is_file():
        from soleus.packing import write_folder

        write_folder(out)
    return out


def opened(playwright: Playwright, folder: Path, address: str) -> BrowserContext:
    """Open a browser that keeps all that it keeps in a folder."""
    context = playwright.chromium.launch_persistent_context(
        folder,
        executable_path=chromium_path(whole=True),
        args=CHROMIUM_FLAGS,
        base_url=address,
        locale="en-GB",
    )
    context.set_default_timeout(3 * PATIENCE_MS)
    return context


def of_browser(folder: Path, kind: str = "") -> list[int]:
    """Return the processes of the browser over a folder, the browser itself last."""
    parents, commands = {}, {}
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            commands[int(place.name)] = (place / "cmdline").read_text().replace("\0", " ")
            stat = (place / "stat").read_text().rpartition(")")[2].split()
            parents[int(place.name)] = int(stat[1])
    named = [pid for pid, said in commands.items() if f"--user-data-dir={folder}" in said]
    (root,) = [
        pid
        for pid in named
        if "--type=" not in commands[pid] and "crashpad" not in commands[pid].split()[0]
    ]

    def is_below(pid: int) -> bool:
        while pid not in (0, root):
            pid = parents.get(pid, 0)
        return pid == root

    found = [pid for pid, said in commands.items() if kind in said and is_below(pid)]
    return sorted(found, key=lambda pid: pid == root)


def send(what: signal.Signals, pids: list[int]) -> None:
    """Send a signal to processes; one that has ended meanwhile is passed over."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, what)


@contextmanager
def slowed(folder: Path, times: int) -> Iterator[None]:
    """Stop and continue the renderers, so that they run a part of the time.

    DevTools' own slowing does not reach workers. Disk, network and graphics stay as fast as ever.
    """
    ends = threading.Event()

    def run() -> None:
        pids, looked = of_browser(folder, RENDERERS), time.monotonic()
        while not ends.is_set():
            if time.monotonic() - looked > 0.5:
                pids, looked = of_browser(folder, RENDERERS), time.monotonic()
            send(signal.SIGSTOP, pids)
            time.sleep(PERIOD_SECONDS * (1 - 1 / times))
            send(signal.SIGCONT, pids)
            time.sleep(PERIOD_SECONDS / times)

    if times == 1:
        yield
        return
    running = threading.Thread(target=run, daemon=True)
    running.start()
    try:
        yield
    finally:
        ends.set()
        running.join()
        send(signal.SIGCONT, of_browser(folder, RENDERERS))
