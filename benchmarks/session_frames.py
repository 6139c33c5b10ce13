"""Measures the frames of a session on a slow laptop, with the simulated leg and without it.

Serves a journal of its own, opens a minute of ankle pumps in Chromium with the page's thread slowed
four times, and takes down each frame: how long after the one before it came, and how long the page
was busy with it, script, style, layout and paint together. Prints both as p50, p95 and p99, and the
processor's time of the page's thread for each frame, which other programs do not lengthen. Run by
``make bench``; without Chromium it says so and measures nothing.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from chromium_flags import chromium_path
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
  let before = 0;
  // a message that is sent in a frame arrives once the frame is drawn
  port1.onmessage = ({ data: [i, began] }) => { frames[i][1] = performance.now() - began; };
  requestAnimationFrame(function next(now) {
    const began = performance.now();
    if (before) port2.postMessage([frames.push([now - before]) - 1, began]);
    before = now;
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


@dataclass(frozen=True, slots=True)
class Minute:
    """The frames of a minute, all in ms.

    Parameters
    ----------
    apart : how long after the one before each came
    busy : how long the page was busy with each
    thread : processor's time of the page's thread, a frame
    """

    apart: list[float]
    busy: list[float]
    thread: float


def frames(browser: Browser, address: str, *, is_simulated: bool) -> Minute:
    """Return the frames of a minute of pumping."""
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


def watched(page: Page) -> Minute:
    """Watch the frames of a minute with the page's thread slowed."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = thread_seconds(session)
    page.evaluate(WATCH)
    page.wait_for_timeout(SECONDS * 1000)
    seen: list[list[float]] = page.evaluate("window.frames_seen")
    spent = thread_seconds(session) - before
    whole = [each for each in seen if len(each) > 1]
    return Minute([a for a, _ in whole], [b for _, b in whole], 1000 * spent / len(seen))


def thread_seconds(session: CDPSession) -> float:
    """Return the processor's time that the page's thread has taken [s]."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


def summary(values: list[float]) -> Mapping[str, float]:
    """Return p50, p95 and p99 [ms]."""
    cuts = quantiles(values, n=100)
    return {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98]}


def main() -> None:
    """Print the frames of both."""
    chromium = chromium_path(whole=True)
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
            count = len(seen.apart)
            print(f"session frames, {name}, slowed {SLOWED} times, {count} in {SECONDS} s")
            for what, values in (("apart", seen.apart), ("busy", seen.busy)):
                said = "  ".join(f"{name} {ms:5.1f}" for name, ms in summary(values).items())
                print(f"  {what:6} {said} ms")
            print(f"  thread {seen.thread:5.2f} ms a frame")
        browser.close()


if __name__ == "__main__":
    main()
