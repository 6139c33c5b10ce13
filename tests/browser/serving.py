"""Soleus as it is really served: a process of its own, or in a thread where a test sets the time."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from soleus.coach import Coach
from soleus.compose import Settings, build, open_coach
from soleus.journal import SELF, PlanEntry, SessionEntry
from soleus.vocabulary import Clock

SOLEUS = Path(sys.executable).with_name("soleus")


@dataclass(frozen=True)
class Served:
    """A server that runs, and the folder where it keeps what it was told."""

    address: str
    data_dir: Path

    @contextmanager
    def coach(self) -> Iterator[Coach]:
        """The same journal, opened beside the server."""
        with open_coach(Settings(self.data_dir)) as opened:
            yield opened

    def record(self, document: Mapping[str, Any], person: str = SELF) -> None:
        with self.coach() as coach:
            coach.checks.record(person, document)

    def record_at(self, clock: Clock, document: Mapping[str, Any]) -> None:
        """Record a check at the moment that the clock of the test shows."""
        with open_coach(Settings(self.data_dir), clock) as coach:
            coach.checks.record(SELF, document)

    def command(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run ``soleus WORDS`` on the same data."""
        return subprocess.run(
            [SOLEUS, *words],
            input=typed,
            text=True,
            capture_output=True,
            timeout=60,
            env=_environment(self.data_dir),
        )

    def begun(self) -> list[Any]:
        """Everything that was ever begun: sessions, plans, and the session under way."""
        with self.coach() as coach:
            recorded = coach.journal.entries(SELF, (SessionEntry, PlanEntry))
            draft = coach.journal.draft(SELF, "session")
        done = [(entry.id, entry.entry.as_dict()) for entry in recorded]
        under_way = draft.document if draft else None
        return [*done, (under_way["id"], _progress(under_way)) if under_way else None]

    def kinds(self) -> list[str]:
        """The kinds of the journal's entries, in the order they were taken."""
        with self.coach() as coach:
            return [entry.kind for entry in coach.journal.entries(SELF)]


def _progress(draft: Mapping[str, Any]) -> tuple[float, float]:
    """How far a session came; that the gate ends it is no progress."""
    state = draft["state"]
    return state["active_seconds"], state["cycles"]


def _environment(data_dir: Path) -> dict[str, str]:
    return {**os.environ, "SOLEUS_DATA_DIR": str(data_dir)}


@contextmanager
def process(data_dir: Path) -> Iterator[Served]:
    """``soleus serve`` on a free port, as a person starts and stops it."""
    started = subprocess.Popen(
        [SOLEUS, "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env=_environment(data_dir),
    )
    assert started.stdout is not None
    try:
        said = started.stdout.readline()
        yield Served(next(word for word in said.split() if word.startswith("http")), data_dir)
    finally:
        started.send_signal(signal.SIGINT)
        started.wait(timeout=20)
        started.stdout.close()


@contextmanager
def thread(data_dir: Path, clock: Clock) -> Iterator[Served]:
    """The same application on a free port, with a clock that the test moves."""
    application = build(Settings(data_dir), clock)
    server = uvicorn.Server(uvicorn.Config(application, port=0, log_level="error", ws="none"))
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Served(f"http://127.0.0.1:{port}/", data_dir)
    server.should_exit = True
    running.join()
    application.state.coach.close()
