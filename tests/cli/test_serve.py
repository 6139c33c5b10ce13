"""The server as a process: it ends cleanly however it is asked to, and is alone on its folder."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

import pytest

from patience import PATIENCE_SECONDS
from soleus.journal import SELF, Journal
from soleus.vocabulary import SystemClock

if TYPE_CHECKING:
    from collections.abc import Iterator

SOLEUS = Path(sys.executable).with_name("soleus")

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@contextmanager
def server(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server, and its address; killed at the end where it still runs."""
    command = [str(SOLEUS), "serve", "--port", "0"]
    environment = {**os.environ, "SOLEUS_DATA_DIR": str(folder)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            yield process, next(word for word in line.split() if word.startswith("http"))
        finally:
            process.kill()


def note(address: str) -> None:
    """Note a walk by the API."""
    body = {"kind": "activity", "payload": {"minutes": 20, "intensity": "moderate"}}
    headers = {"content-type": "application/json"}
    sent = Request(f"{address}api/journal", json.dumps(body).encode(), headers)
    with urlopen(sent, timeout=PATIENCE_SECONDS) as answer:
        assert answer.status == 201


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_asked_to_end_leaves_one_whole_file(
    folder: Path, tmp_path: Path, ending: signal.Signals
) -> None:
    with server(folder) as (process, address):
        for _ in range(5):
            note(address)
        process.send_signal(ending)
        process.wait(PATIENCE_SECONDS)
    copy = tmp_path / "copy.sqlite3"
    shutil.copyfile(folder / "journal.sqlite3", copy)  # the one file that is spoken of
    with Journal.open(copy, SystemClock()) as journal:
        assert len(journal.entries(SELF)) == 5


def test_a_second_server_on_a_folder_is_refused_in_one_line(folder: Path) -> None:
    with server(folder) as (process, address):
        second = subprocess.run(
            [SOLEUS, "serve", "--port", "0"],
            env={**os.environ, "SOLEUS_DATA_DIR": str(folder)},
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        assert second.returncode == 2
        assert second.stdout == ""
        [line] = second.stderr.splitlines()
        assert "another Soleus serves this folder already" in line
        note(address)
        process.kill()
    with server(folder) as (_, address):  # the system let go of what the killed one held
        note(address)
