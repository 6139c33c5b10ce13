"""Soleus as files: the folder built once for all tests, a plain static server, and a browser."""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from patience import LONG_SECONDS, until
from soleus.packing import Packed, write_folder
from soleus.packing.folder import DIGEST_LETTERS, SUMS

if TYPE_CHECKING:
    import pytest
    from playwright.sync_api import BrowserContext, Page


SNAPSHOTS = """async () => {
  for (const name of await caches.keys()) {
    if (!name.includes("snapshot")) continue;
    const paths = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
    if (paths.some((path) => path.endsWith(".json"))) return [name, ...paths];
  }
  return null;
}"""
"""The name of the cache that holds a whole snapshot, and the paths in it."""

START = """() => new Promise((resolve, reject) => {
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data.soleus === "ready" && "isFromSnapshot" in data) resolve(data.isFromSnapshot);
    if (data.soleus === "failed") reject(new Error(data.why));
  });
  navigator.serviceWorker.controller.postMessage("start");
})"""

EFFORT = 3
"""Of packing: what is fetched is larger, and the same when it has been unpacked."""


def packed_once(temporary: pytest.TempPathFactory) -> Packed:
    """Build the folder, or take the one that another process of the same run has built."""
    own = temporary.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "pocket"
    shared.mkdir(parents=True, exist_ok=True)
    made = shared / "made.txt"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            with ThreadPoolExecutor(1) as apart:  # Playwright's loop runs in this thread
                packed = apart.submit(write_folder, shared / "out", EFFORT).result()
            made.write_text(f"{packed.digest} {packed.bytes_first} {packed.bytes_later}")
        digest, plain, small = made.read_text().split()
    return Packed(shared / "out", digest, int(plain), int(small))


@dataclass
class Hosted:
    """A plain static server of a folder; ``asked`` is every address that it was asked for."""

    address: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def hosted(folder: Path) -> Iterator[Hosted]:
    """Serve a folder as ``python -m http.server`` does, on a free port."""
    found = Hosted("")

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            found.asked.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    running = threading.Thread(target=server.serve_forever, daemon=True)
    running.start()
    found.address = f"http://127.0.0.1:{server.server_port}"
    yield found
    server.shutdown()
    server.server_close()
    running.join()


def settle(context: BrowserContext, address: str) -> Page:
    """Open the first page and let Soleus come into this browser, until today's page is there."""
    page = context.new_page()
    page.goto(f"{address}/")
    page.get_by_role("button", name="Start", exact=True).click()
    until(lambda: page.title().startswith("Today"), "today's page", page, LONG_SECONDS)
    return page


def stop_worker(page: Page) -> None:
    """Stop the service worker as a browser does that has not needed it for a while."""
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()


def wait_until_ready(page: Page) -> None:
    """Wait until the browser has made a snapshot, from which later starts go on."""
    until(lambda: page.evaluate(SNAPSHOTS), "a snapshot", page, LONG_SECONDS)


def starts_from_snapshot(page: Page) -> bool:
    """Stop the worker, have it start again, and say whether it went on with a snapshot."""
    stop_worker(page)
    return bool(page.evaluate(START))


def fetched(page: Page, path: str, **how: Any) -> dict[str, Any]:
    """Ask for an address from a page: the status and the text of the answer."""
    got: dict[str, Any] = page.evaluate(
        """async ([path, how]) => {
          const got = await fetch(path, how);
          return { status: got.status, text: await got.text() };
        }""",
        [path, how],
    )
    return got


def newer_build(packed: Packed, out: Path) -> str:
    """Make another build of the same app that differs in one file; return its digest."""
    shutil.copytree(packed.folder, out)
    base = out / "pocket" / packed.digest
    licences = base / "licences.txt"
    licences.write_text(licences.read_text("utf-8") + "newer\n", "utf-8")
    names = sorted(line.split("  ")[1] for line in (base / SUMS).read_text().splitlines())
    sums = "".join(f"{sha256((base / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    digest = sha256(sums.encode()).hexdigest()[:DIGEST_LETTERS]
    (base / SUMS).write_text(sums)
    base.rename(out / "pocket" / digest)
    for name in ("service-worker.js", "pocket/plan.json"):
        text = (out / name).read_text("utf-8")
        (out / name).write_text(text.replace(packed.digest, digest), "utf-8")
    return digest
