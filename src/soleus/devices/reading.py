"""Has a file read in a process of its own, within limits; tells how far it is, can be stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO
from zoneinfo import ZoneInfo

from soleus.devices.activity import FileFindings
from soleus.devices.errors import DeviceFileError
from soleus.devices.table import Mapped
from soleus.language import msgid
from soleus.vocabulary import FaultsError

_CPU_SECONDS = 120
_CPU_SECONDS_A_GIGABYTE = 240
_PACKED_AS = 40
"""How many times larger a packed file may be taken to be, for the time that it is given."""

_WALL_TIMES = 4
"""A machine that is busy gives a process a fourth of its time."""

_MOST_RESTARTS = 20
_TOO_LONG = msgid("Reading it takes longer than any such file does.")
_FAILED = msgid("It cannot be read here.")
_STOPPED = msgid("Reading was stopped.")

Tell = Callable[[int, int], None]
"""Takes how many bytes were read, of how many."""


@dataclass(slots=True)
class ReadingStop:
    """Ends a reading that is under way, from another thread; it can be pressed at any time."""

    is_pressed: bool = False
    _process: subprocess.Popen[str] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def press(self) -> None:
        """End it; what was read of the file so far is dropped."""
        with self._lock:
            self.is_pressed = True
            if self._process is not None:
                self._process.kill()

    def watch(self, process: subprocess.Popen[str] | None) -> None:
        """Let the process be ended that is at work now, or none."""
        with self._lock:
            self._process = process
            if self.is_pressed and process is not None:
                process.kill()


@dataclass(slots=True)
class _Attempt:
    """What one process has said until it ended."""

    begun: int = -1
    name: str = ""
    is_done: bool = False


def read_apart(
    file: IO[bytes],
    name: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    since: date | None = None,
    tables: Mapping[str, Mapped] | None = None,
    stop: ReadingStop | None = None,
    tell: Tell = lambda _at, _of: None,
) -> Iterator[FileFindings]:
    """Yield what each part of a file holds; a part that cannot be read has a fault.

    A part that ends the process by its time or memory is told as bad, and the next is gone on with.

    Parameters
    ----------
    file : open for reading, on a disk
    name : as the person knows it
    since : the first day that is asked for; None for all of it
    tables : which column is what, by the name of a table
    tell : is called now and then with how far it is
    """
    stop = stop or ReadingStop()
    size = os.fstat(file.fileno()).st_size
    seconds = _CPU_SECONDS + round(size * _PACKED_AS / 1e9 * _CPU_SECONDS_A_GIGABYTE)
    with tempfile.TemporaryDirectory(prefix="soleus-") as folder:
        order = {
            "name": name[:300],
            "now": now.isoformat(),
            "zone": zone.key,
            "folder": folder,
            "since": None if since is None else since.isoformat(),
            "tables": {each: mapped.as_dict() for each, mapped in (tables or {}).items()},
            "seconds": seconds,
            "skip": 0,
        }
        for _ in range(_MOST_RESTARTS):
            attempt = _Attempt()
            yield from _run(file, order, attempt, stop, tell)
            if attempt.is_done:
                return
            if stop.is_pressed:
                yield _fault(name, _STOPPED)
                return
            yield _fault(attempt.name or name, _TOO_LONG if attempt.begun >= 0 else _FAILED)
            if attempt.begun < 0:
                return
            order["skip"] = attempt.begun + 1


def _fault(name: str, text: str) -> FileFindings:
    return FileFindings(name[:300], fault=DeviceFileError(text).remark)


def _run(
    file: IO[bytes], order: Mapping[str, object], attempt: _Attempt, stop: ReadingStop, tell: Tell
) -> Iterator[FileFindings]:
    command = [sys.executable, "-m", "soleus.devices.file_process", json.dumps(order)]
    paths = os.pathsep.join(path for path in sys.path if path)
    with subprocess.Popen(
        command,
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": paths, "MALLOC_ARENA_MAX": "1"},
    ) as process:
        stop.watch(process)
        most = float(str(order["seconds"])) * _WALL_TIMES
        clock = threading.Timer(most, process.kill)
        clock.daemon = True
        clock.start()
        try:
            assert process.stdout is not None
            for line in process.stdout:
                yield from _take(line, attempt, tell)
        finally:
            clock.cancel()
            stop.watch(None)
            process.kill()


def _take(line: str, attempt: _Attempt, tell: Tell) -> Iterator[FileFindings]:
    """Take one line of the process; a half one, of a process that was ended, is none."""
    with suppress(ValueError, TypeError, FaultsError):
        said = json.loads(line)
        if "at" in said:
            tell(int(said["at"]), int(said["of"]))
        elif "begins" in said:
            attempt.begun, attempt.name = int(said["begins"]), str(said["name"])
        elif "findings" in said:
            yield FileFindings.from_dict(said["findings"])
        elif "done" in said:
            attempt.is_done = True
