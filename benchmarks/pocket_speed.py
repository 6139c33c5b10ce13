"""Measures Soleus in a browser: its first start, later starts, warm pages, a decision, memory.

Later starts are measured without a snapshot of the memory and with the one that the browser made.

Everything twice: as fast as this machine is, and slowed four times by stopping and continuing the
processes of the tabs. Takes the folder that ``make pocket`` wrote, or another one that is named:
``python benchmarks/pocket_speed.py [OUT]``. The load of the machine is printed with the figures.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import Page, sync_playwright
from pocket_browser import (
    PACKED,
    RENDERERS,
    asked_for,
    fetched,
    hosted,
    of_browser,
    opened,
    settle,
    slowed,
    stop_worker,
    until,
    wait_until_ready,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SLOWED = 4
WARM = {"/check": "Check", "/learn": "Learn", "/journal": "Journal", "/plan": "", "/": "Today"}
ROUNDS = 3
NONE_IS_MADE = """async () => {
  const { digest } = await (await fetch("/pocket/plan.json")).json();
  localStorage.setItem("soleus-ready-tries", `${digest} 2`);
}"""
DECIDE = {
    "method": "POST",
    "headers": {"content-type": "application/json"},
    "body": '{"answers": {"age": 40, "sits_long": true}, "others": "no"}',
}


def _timed(what: Callable[[], object]) -> float:
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def _say(name: str, seconds: list[float], times: int) -> None:
    middle, most = statistics.median(seconds), max(seconds)
    load = os.getloadavg()[0]
    print(f"| {name} | x{times} | {middle:.2f} s | {most:.2f} s | {len(seconds)} | {load:.1f} |")


def _cold(page: Page) -> tuple[float, float]:
    """Return how long pages are waited for with the worker stopped: any, and the one asked."""
    stop_worker(page)
    begun = time.perf_counter()
    page.goto("/learn", wait_until="domcontentloaded")
    painted = time.perf_counter() - begun
    until(lambda: page.title().startswith("Learn"), "Learn", page)
    return painted, time.perf_counter() - begun


def _cold_decision(page: Page) -> float:
    """Return how long a decision is waited for, with the worker stopped."""
    stop_worker(page)
    return _timed(lambda: fetched(page, "/api/decide", **DECIDE))


def _memory(folder: Path) -> None:
    """Say what the process that holds Python takes: resident, and of that its own."""
    found = []
    for pid in of_browser(folder, RENDERERS):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
        sizes = {line.split(":")[0]: int(line.split()[1]) / 1000 for line in lines}
        own = sizes["Private_Clean"] + sizes["Private_Dirty"]
        found.append((sizes["Rss"], own))
    resident, own = max(found)
    print(f"memory of the process with Python: {resident:.0f} MB resident, {own:.0f} MB its own")


def _measure_starts(page: Page, times: int, how: str) -> None:
    cold = [_cold(page) for _ in range(ROUNDS)]
    _say(f"a page of any kind, worker stopped, {how}", [each[0] for each in cold], times)
    _say(f"the page asked for, worker stopped, {how}", [each[1] for each in cold], times)
    _say(f"a decision, worker stopped, {how}", [_cold_decision(page) for _ in range(ROUNDS)], times)


def _measure(page: Page, folder: Path, times: int) -> None:
    page.evaluate(NONE_IS_MADE)
    _measure_starts(page, times, "no snapshot")
    _memory(folder)
    page.evaluate("localStorage.clear()")
    page.goto("/journal")
    _say("a snapshot, made beside a page", [_timed(lambda: wait_until_ready(page))], times)
    _measure_starts(page, times, "snapshot")
    _memory(folder)
    decided = [_timed(lambda: fetched(page, "/api/decide", **DECIDE)) for _ in range(5)]
    _say("a decision, warm", decided, times)
    for path in WARM:
        _say(f"`{path}`, warm", [_timed(lambda p=path: page.goto(p)) for _ in range(ROUNDS)], times)  # type: ignore[misc]


@contextmanager
def _first(out: Path, times: int) -> Iterator[tuple[Page, Path]]:
    """Open a browser that never had Soleus, and say how long it takes to have it."""
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        hosted(asked_for(out)) as host,
        sync_playwright() as playwright,
    ):
        context = opened(playwright, Path(folder), host.address)
        with slowed(Path(folder), times):
            took = _timed(lambda: settle(context, host.address))
            _say("first visit, from Start to Today", [took], times)
            yield context.pages[-1], Path(folder)
        context.close()


def main() -> None:
    """Measure, and print a table."""
    said = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    said.add_argument("out", type=Path, nargs="?", default=PACKED)
    said.add_argument("--slowed", type=int, nargs="*", default=[1, SLOWED])
    asked = said.parse_args()
    print("| what | slowed | middle | longest | times | load |\n|---|---|---|---|---|---|")
    for times in asked.slowed:
        with _first(asked.out, times) as (page, folder):
            _measure(page, folder, times)


if __name__ == "__main__":
    main()
