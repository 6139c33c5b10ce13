"""Measures how long people wait for two simulated legs, from the press to the paint.

Serves Soleus from a process of its own and presses at random, with a seed, on the page of simulated
legs in a real Chromium slowed four times. Every press asks for a setting that was not asked for
before, while people are simulated behind the page for the one before it. Prints the middle, the
slowest twentieth and the slowest hundredth, of settings of minutes and of settings of hours.
Run by ``make bench``.
"""

import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from chromium_flags import chromium_path

PRESSES = 120
SLOWED = 4
BETWEEN_MS = 700
SEED = 1

READY = "() => document.querySelector('.what-if.scripted') !== null"
OFFERED = """() => [...document.querySelectorAll('#settings select')].map((it) => ({
  id: it.id, values: [...it.options].filter((each) => !each.selected).map((each) => each.value),
}))"""
PRESS = """([id, value]) => new Promise((done, fail) => {
  const select = document.getElementById(id);
  const shown = new PerformanceObserver((list) => {
    if (!list.getEntriesByName("what-if-shown").length) return;
    shown.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - pressed)));
  });
  shown.observe({ type: "mark" });
  select.value = value;
  performance.clearMarks();
  const pressed = performance.now();
  select.dispatchEvent(new Event("change", { bubbles: true }));
  setTimeout(() => fail(new Error(`${id} ${value}: no answer`)), 20000);
})"""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve an empty journal; give the address."""
    command = [sys.executable, "-m", "soleus", "serve", "--port", "0"]
    environment = {**os.environ, "SOLEUS_DATA_DIR": str(folder)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        said = re.search(r"http://[\d.:]+", server.stdout.readline())
        assert said
        try:
            yield said[0]
        finally:
            server.terminate()


def waits(page: Page) -> Iterator[tuple[str, float]]:
    """Press at random; yield what kind of setting was asked for, and the wait [ms]."""
    chance = random.Random(SEED)
    asked = set()
    while len(asked) < PRESSES:
        select = chance.choice([each for each in page.evaluate(OFFERED) if each["values"]])
        value = chance.choice(select["values"])
        waited = page.evaluate(PRESS, [select["id"], value])
        address = page.evaluate("() => document.querySelector('#settings').dataset.address")
        if address not in asked:
            asked.add(address)
            is_long = page.locator("#set-hours, [name=change] [value=hours]:checked").count()
            yield "hours" if is_long else "minutes", waited
        page.wait_for_timeout(BETWEEN_MS)


def percentile(values: list[float], part: float) -> float:
    """Return the value that ``part`` of them do not exceed."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def main() -> None:
    """Measure and print."""
    found: list[tuple[str, float]] = []
    with (
        TemporaryDirectory() as folder,
        serving(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium_path(whole=True), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(base_url=address, viewport={"width": 360, "height": 740})
        page.goto("/what-if")
        page.wait_for_function(READY)
        slowed = page.context.new_cdp_session(page)
        slowed.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        found = list(waits(page))
        browser.close()
    print(f"two simulated legs, browser slowed {SLOWED} times, {len(found)} presses [ms]:")
    for kind in ("minutes", "hours", "all"):
        values = [ms for each, ms in found if kind in (each, "all")]
        if values:
            shown = ", ".join(f"p{p} {percentile(values, p / 100):.0f}" for p in (50, 95, 99))
            print(f"  {kind}: {shown} (n {len(values)})")


if __name__ == "__main__":
    main()
