"""Reads one file in a process of its own, run as ``python -m`` by its parent.

The file is its standard input; its only argument is the order, as JSON. It writes a line of JSON
for each thing that it has to say: how far it is, which part it begins, what that part holds. It
limits its own time and memory, so a file that is built to cost either ends this process alone.
"""

from __future__ import annotations

import io
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, cast
from zoneinfo import ZoneInfo

from soleus.devices.activity import FileFindings, from_day_on
from soleus.devices.archive import Unit, units
from soleus.devices.errors import DeviceFileError
from soleus.devices.one_file import ReadingOrder, read_one
from soleus.devices.recognise import HEAD_BYTES, Shape, shape_of
from soleus.devices.table import Mapped
from soleus.language import msgid

MOST_MEMORY = 300_000_000
"""Bytes of data; what a gigabyte takes is measured in docs/files-in.md."""

_PROGRESS_SECONDS = 0.3
_TOO_MUCH_MEMORY = msgid("Reading it takes more memory than any such file does.")


class _Watched(io.RawIOBase):
    """The file, telling how far it was read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = os.fstat(file.fileno()).st_size
        self._told = 0.0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        now = time.monotonic()
        if now - self._told > _PROGRESS_SECONDS:
            self._told = now
            say({"at": self._file.tell(), "of": self._size})
        return len(data)


def say(what: dict[str, object]) -> None:
    """Write one line for the parent."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def parts(file: BinaryIO, name: str, order: ReadingOrder) -> list[Unit]:
    """Return what of a file is read by itself: each part of an archive, or the whole file.

    Raises
    ------
    DeviceFileError
        where it is an archive that cannot be opened.
    """
    shape = shape_of(file.read(HEAD_BYTES))
    file.seek(0)
    if shape is Shape.ZIP:
        return units(file, name, order)

    def whole() -> Iterator[FileFindings]:
        yield read_one(file, name, order)

    return [(name, whole)]


def read_parts(file: BinaryIO, name: str, order: ReadingOrder, skip: int) -> None:
    """Write what the parts of a file hold, those after the first ``skip`` of them."""
    try:
        found = parts(file, name, order)
    except DeviceFileError as error:
        say({"findings": FileFindings(name, fault=error.remark).as_dict()})
        return
    for number, (called, read) in enumerate(found):
        if number < skip:
            continue
        say({"begins": number, "name": called, "parts": len(found)})
        try:
            for findings in read():
                say({"findings": from_day_on(findings, order.since, order.zone).as_dict()})
        except MemoryError:
            remark = DeviceFileError(_TOO_MUCH_MEMORY).remark
            say({"findings": FileFindings(called, fault=remark).as_dict()})


def main() -> None:
    """Read the file by the order."""
    told = json.loads(sys.argv[1])
    _limit_itself(int(told["seconds"]))
    order = ReadingOrder(
        now=datetime.fromisoformat(told["now"]),
        zone=ZoneInfo(told["zone"]),
        folder=Path(told["folder"]),
        tables={name: Mapped.from_dict(each) for name, each in told["tables"].items()},
        since=None if told["since"] is None else date.fromisoformat(told["since"]),
    )
    file = cast("BinaryIO", io.FileIO(sys.stdin.fileno(), closefd=False))
    file.seek(0)
    watched = cast("BinaryIO", io.BufferedReader(_Watched(file), 1 << 18))
    read_parts(watched, told["name"], order, int(told["skip"]))
    say({"done": True})


def _limit_itself(cpu_seconds: int) -> None:
    """Give way to what answers pages, and end by itself; where the system has no limits, go on."""
    with suppress(ImportError, OSError, ValueError, AttributeError):
        import resource

        os.nice(10)
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    main()
