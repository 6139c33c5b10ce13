"""Reads one file of any kind that is not an archive: finds out which, and has it read."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import BinaryIO, cast

from soleus.devices import fitbit, google_fit
from soleus.devices.activity import FileFindings, Format
from soleus.devices.apple_health import read_apple_health
from soleus.devices.bounded import Bounded
from soleus.devices.collecting import Collected
from soleus.devices.errors import DeviceFileError
from soleus.devices.fit import read_fit
from soleus.devices.gpx import read_gpx
from soleus.devices.health_connect import read_health_connect
from soleus.devices.json_files import json_of
from soleus.devices.limits import device_limits
from soleus.devices.minute_steps import StepCounter
from soleus.devices.recognise import HEAD_BYTES, Shape, shape_of
from soleus.devices.table import Mapped, read_table
from soleus.devices.tcx import read_tcx
from soleus.language import msgid

_EMPTY = msgid("It is empty.")
_UNKNOWN = msgid("It is no kind of file that can be read here.")
_PACKED_TWICE = msgid("It is packed twice. Unpack it once, and give what was in it.")
_UNPACKS_BADLY = msgid("It is damaged or cut off: it cannot be unpacked.")
_TOO_LARGE = msgid("It is larger than {most} MB, which no file of this kind is.")
_FIT_BYTES = 60_000_000


@dataclass(frozen=True, slots=True)
class ReadingOrder:
    """How files are to be read.

    Parameters
    ----------
    now : the moment of reading
    zone : the person's
    folder : where a database is put down while it is read
    tables : which column is what, by the name of a table; where a person has said it
    since : the first day that is asked for; None for all of it
    """

    now: datetime
    zone: tzinfo
    folder: Path
    tables: Mapping[str, Mapped]
    since: date | None = None


def read_one(
    file: BinaryIO, name: str, order: ReadingOrder, *, is_packed: bool = False
) -> FileFindings:
    """Return what a file holds, as far as it can be read; never raises for what is in it."""
    try:
        return _read(file, name, order, is_packed=is_packed)
    except DeviceFileError as error:
        return FileFindings(name, fault=error.remark)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return FileFindings(name, fault=DeviceFileError(_UNPACKS_BADLY).remark)


def _read(file: BinaryIO, name: str, order: ReadingOrder, *, is_packed: bool) -> FileFindings:
    head = file.read(HEAD_BYTES)
    whole = cast("BinaryIO", _Rewound(head, file))
    shape = shape_of(head)
    match shape:
        case Shape.FIT:
            return read_fit(_in_memory(whole), name, order.now)
        case Shape.GPX:
            return read_gpx(whole, name, order.now)
        case Shape.TCX:
            return read_tcx(whole, name, order.now)
        case Shape.APPLE_HEALTH:
            return read_apple_health(whole, name, order.now, order.zone)
        case Shape.DATABASE:
            return _database(whole, name, order)
        case Shape.JSON:
            return _json(whole, name, order)
        case Shape.TABLE:
            return _table(whole, head, name, order)
        case Shape.GZIP if not is_packed:
            unpacked = Bounded(cast("BinaryIO", gzip.GzipFile(fileobj=whole)))
            return _read(cast("BinaryIO", unpacked), name, order, is_packed=True)
        case Shape.ZIP | Shape.GZIP:
            raise DeviceFileError(_PACKED_TWICE)
        case Shape.EMPTY:
            raise DeviceFileError(_EMPTY)
        case _:
            raise DeviceFileError(_UNKNOWN)


class _Rewound:
    """A stream whose beginning was read already."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            return self._head.read() + self._rest.read()
        data = self._head.read(size)
        return data + self._rest.read(size - len(data)) if len(data) < size else data


class _Readable(io.RawIOBase):
    """A stream as the text layer of the library wants it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def as_lines(stream: BinaryIO) -> BinaryIO:
    """Return a stream that can be read line by line."""
    return cast("BinaryIO", io.BufferedReader(_Readable(stream)))


def _in_memory(stream: BinaryIO) -> BinaryIO:
    content = stream.read(_FIT_BYTES + 1)
    if len(content) > _FIT_BYTES:
        raise DeviceFileError(_TOO_LARGE, most=_FIT_BYTES // 1_000_000)
    return io.BytesIO(content)


def _database(stream: BinaryIO, name: str, order: ReadingOrder) -> FileFindings:
    put_down = order.folder / "database.db"
    try:
        with put_down.open("wb") as file:
            left = device_limits().database_bytes
            while piece := stream.read(1 << 20):
                left -= len(piece)
                if left < 0:
                    most = device_limits().database_bytes // 1_000_000
                    raise DeviceFileError(_TOO_LARGE, most=most)
                file.write(piece)
        return read_health_connect(put_down, name, order.now, order.zone)
    finally:
        put_down.unlink(missing_ok=True)


def _json(stream: BinaryIO, name: str, order: ReadingOrder) -> FileFindings:
    value = json_of(stream)
    if google_fit.is_session(value):
        collected = Collected(Format.GOOGLE_FIT, order.now)
        google_fit.read_session(value, collected)
        return collected.findings(name)
    if not fitbit.is_fitbit(value):
        raise DeviceFileError(_UNKNOWN)
    collected = Collected(Format.FITBIT, order.now)
    steps = StepCounter(order.zone, order.now)
    if fitbit.is_steps(value):
        fitbit.read_step_log(value, steps, collected)
    else:
        fitbit.read_exercises(value, collected)
    steps.put_into(collected)
    return collected.findings(name)


def _table(stream: BinaryIO, head: bytes, name: str, order: ReadingOrder) -> FileFindings:
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    plain = first.lstrip("\ufeff").lower()
    steps = StepCounter(order.zone, order.now)
    if google_fit.is_day_table(name, first):
        collected = Collected(Format.GOOGLE_FIT, order.now)
        google_fit.read_day_table(as_lines(stream), name, steps, collected)
    elif plain.startswith("timestamp,steps"):
        collected = Collected(Format.FITBIT, order.now)
        fitbit.read_step_table(as_lines(stream), steps, collected)
    elif plain.startswith("exercise_id,"):
        collected = Collected(Format.FITBIT, order.now)
        fitbit.read_exercise_table(as_lines(stream), collected)
    else:
        return read_table(stream, name, order.now, order.tables.get(name), order.zone)
    steps.put_into(collected)
    return collected.findings(name)
