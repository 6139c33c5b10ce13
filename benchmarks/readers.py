"""Measures how long people wait for today's page while others read it too, with a year of notes.

Starts ``soleus serve`` over a journal of its own and lets 1, 8 and 32 readers ask for the page one
time after another, each over a connection that stays open, as browsers do. Prints pages a second
and how long the middle and the slowest twentieth waited. Run by ``make bench``.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from threading import Thread

from growth import fill

from soleus.coach import Coach
from soleus.journal import Journal
from soleus.vocabulary.clock import SystemClock

A_YEAR = 4_000
"""Entries."""

READERS = (1, 8, 32)
SECONDS = 10.0
WARM_UP = 5


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Serve the journal in a folder; give the port."""
    command = [sys.executable, "-m", "soleus", "serve", "--port", "0"]
    environment = {**os.environ, "SOLEUS_DATA_DIR": str(folder)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        said = re.search(r":(\d+)/", server.stdout.readline())
        assert said
        try:
            yield int(said[1])
        finally:
            server.terminate()


def read(port: int, until: float, waits: list[float]) -> None:
    """Ask for the page again and again until a moment; note how long each took."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < until:
        began = time.monotonic()
        connection.request("GET", "/", headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        waits.append(time.monotonic() - began)


def waits_of(port: int, readers: int) -> list[float]:
    """Return how long each page took when so many read at once, in seconds."""
    waits: list[float] = []
    until = time.monotonic() + SECONDS
    threads = [Thread(target=read, args=(port, until, waits)) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waits


def main() -> None:
    """Print a line for each number of readers."""
    with TemporaryDirectory() as name:
        folder, clock = Path(name), SystemClock()
        with Coach(Journal.open(folder / "journal.sqlite3", clock), clock) as coach:
            fill(coach, A_YEAR, datetime.now(UTC))
        with serving(folder) as port:
            for _ in range(WARM_UP):
                read(port, time.monotonic() + 0.01, [])
            print(f"{'readers':>8}{'pages/s':>10}{'p50 ms':>10}{'p95 ms':>10}")
            for readers in READERS:
                waits = waits_of(port, readers)
                cuts = quantiles(waits, n=20)
                rate, middle, slowest = len(waits) / SECONDS, cuts[9] * 1000, cuts[18] * 1000
                print(f"{readers:8}{rate:10.1f}{middle:10.0f}{slowest:10.0f}")


if __name__ == "__main__":
    main()
