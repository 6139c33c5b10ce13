"""Soleus as it is really served: in a process, or in a thread where a test sets the time."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from patience import PATIENCE_SECONDS, until
from soleus.cli import main
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
            check=False,
            text=True,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            env=_environment(self.data_dir),
        )

    def environment(self) -> dict[str, str]:
        """What a command needs to work on the same data."""
        return _environment(self.data_dir)

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


_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        "alembic.config",
        "babel.dates",
        "jinja2.ext",
        "soleus.cli",
        "soleus.journal",
        "soleus.web.app",
        "soleus.web.routes",
        "uvicorn.lifespan.on",
        "uvicorn.loops.auto",
        "uvicorn.protocols.http.auto",
    ]
)
"""A process that has imported what a server needs: each test's server is a fork of it."""


@contextmanager
def process(data_dir: Path) -> Iterator[Served]:
    """``soleus serve`` on a free port in a process of its own, started and stopped as by a person.

    It is forked from one that has the modules ready, which saves two seconds of imports a test.
    """
    coming, going = _FORKS.Pipe(duplex=False)
    started = _FORKS.Process(target=_serve, args=(str(data_dir), going), daemon=True)
    started.start()
    going.close()
    with os.fdopen(os.dup(coming.fileno())) as said:
        coming.close()
        try:
            line = said.readline()
            assert line, "the server ended before it said where it is"
            yield Served(next(word for word in line.split() if word.startswith("http")), data_dir)
        finally:
            if started.pid and started.is_alive():
                os.kill(started.pid, signal.SIGINT)
            started.join(PATIENCE_SECONDS)
            assert not started.is_alive(), "the server did not stop"


def _serve(data_dir: str, going: Connection) -> None:
    """Be the command, in a process of its own; what it prints goes to the test.

    It ends with the tests, however they end.
    """
    threading.Thread(target=_end_with_the_tests, daemon=True).start()
    os.environ["SOLEUS_DATA_DIR"] = data_dir
    sys.argv = ["soleus", "serve", "--port", "0"]
    sys.stdout = os.fdopen(os.dup(going.fileno()), "w")
    going.close()
    main()


def _end_with_the_tests() -> None:
    tests = multiprocessing.parent_process()
    assert tests
    tests.join()
    os._exit(1)


@contextmanager
def thread(data_dir: Path, clock: Clock) -> Iterator[Served]:
    """The same application on a free port, with a clock that the test moves."""
    application = build(Settings(data_dir), clock)
    with listening(application) as address:
        yield Served(f"{address}/", data_dir)
    application.state.coach.close()


@contextmanager
def listening(application: FastAPI) -> Iterator[str]:
    """Serve an application from a thread of this process; give its address."""
    server = uvicorn.Server(uvicorn.Config(application, port=0, log_level="error", ws="none"))
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    until(lambda: server.started, "the server to start")
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    running.join()
