"""Measures the frames of a session on a slow laptop, with the simulated leg and without it.

Serves a journal of its own, opens a minute of ankle pumps in Chromium with the page's thread slowed
four times, and takes down each frame: how long after the one before it came, and how long the page
was busy with it, script, style, layout and paint together. Prints both as p50, p95 and p99. Run by
``make bench``; without Chromium it says so and measures nothing.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from soleus.compose import Settings, open_coach
from soleus.journal import SELF

SLOWED = 4
SECONDS = 60
WARM_UP_MS = 7000
"""Past the five seconds in which one gets ready."""

SIZE = {"width": 1440, "height": 900}
WELL = {"answers": {"age": 40}, "others": "no"}

WATCH = """() => {
  const frames = (window.frames_seen = []);
  const { port1, port2 } = new MessageChannel();
  let [before, began] = [0, 0];
  // a message that is sent in a frame arrives once the frame is drawn
  port1.onmessage = () => frames.at(-1)?.push(performance.now() - began);
  requestAnimationFrame(function next(now) {
    began = performance.now();
    if (before) frames.push([now - before]);
    before = now;
    port2.postMessage(0);
    requestAnimationFrame(next);
  });
}"""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a well person's journal in a folder; give the address."""
    with open_coach(Settings(folder)) as coach:
        coach.checks.record(SELF, WELL)
    command = [sys.executable, "-m", "soleus", "serve", "--port", "0"]
    environment = {**os.environ, "SOLEUS_DATA_DIR": str(folder)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        said = re.search(r"http://[^ /]+", server.stdout.readline())
        assert said
        try:
            yield said[0]
        finally:
            server.terminate()


def frames(browser: Browser, address: str, *, is_simulated: bool) -> list[tuple[float, float]]:
    """Return, of each frame of a minute, when it came after the last and how long it took [ms]."""
    page = browser.new_page(base_url=address, viewport=SIZE, service_workers="block")
    if not is_simulated:
        none = {"json": {"table": None, "is_coming": False}}
        page.route("**/cycle.json", lambda route: route.fulfill(**none))
    page.goto("/session/ankle-pumps")
    page.locator("button[name=anything_new][value=no]").click()
    page.wait_for_url("**/session/run/*")
    page.wait_for_function(
        "(is) => (!document.querySelector('#trace').hidden) === is && "
        "(!is || !document.querySelector('#trace').classList.contains('coming'))",
        arg=is_simulated,
    )
    page.locator("#begin").click()
    page.wait_for_timeout(WARM_UP_MS)
    seen = watched(page)
    page.close()
    return seen


def watched(page: Page) -> list[tuple[float, float]]:
    """Watch the frames of a minute with the page's thread slowed."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.evaluate(WATCH)
    page.wait_for_timeout(SECONDS * 1000)
    seen: list[list[float]] = page.evaluate("window.frames_seen")
    return [(each[0], each[1]) for each in seen if len(each) > 1]


def summary(values: list[float]) -> Mapping[str, float]:
    """Return p50, p95 and p99 [ms]."""
    cuts = quantiles(values, n=100)
    return {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98]}


def main() -> None:
    """Print the frames of both."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("session_frames: there is no Chromium here, so nothing is measured")
        return
    flags = ["--no-sandbox", "--disable-gpu"]
    with (
        TemporaryDirectory() as folder,
        serving(Path(folder)) as address,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=chromium, args=flags)
        for name, is_simulated in (("simulated", True), ("not simulated", False)):
            seen = frames(browser, address, is_simulated=is_simulated)
            print(f"session frames, {name}, slowed {SLOWED} times, {len(seen)} in {SECONDS} s")
            for what, values in (("apart", [a for a, _ in seen]), ("busy", [b for _, b in seen])):
                said = "  ".join(f"{name} {ms:5.1f}" for name, ms in summary(values).items())
                print(f"  {what:6} {said} ms")
        browser.close()


if __name__ == "__main__":
    main()
