"""Files being read behind the pages: how far each person's are, and what came of them.

A file is held open as long as it may be read again, which is until the person has decided; its
content lies in a temporary file that nobody else can open and that is gone once it is closed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING
from zoneinfo import ZoneInfo

from soleus.devices import FileFindings, Mapped, ReadingStop, read_apart
from soleus.language import msgid, translate, use
from soleus.vocabulary import SoleusError, living_in

if TYPE_CHECKING:
    from datetime import date

    from soleus.coach.files.device_files import DeviceFiles
    from soleus.vocabulary import Clock

_BUSY = msgid("Files are being read already. Wait for them, or stop them first.")
_MOST_AT_ONCE = 2
"""Readings at a time; each takes a processor for itself."""


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that a person gave: what it is called, and its content on the disk."""

    name: str
    content: IO[bytes]


@dataclass(slots=True)
class FileReading:
    """One reading of some files.

    Parameters
    ----------
    done : how many files were read
    name : the file that is being read
    at, of : how many of its bytes were read
    is_over : whether it has ended, whichever way
    """

    files: Sequence[GivenFile]
    since: date | None
    tables: dict[str, Mapped] = field(default_factory=dict)
    stop: ReadingStop = field(default_factory=ReadingStop)
    done: int = 0
    name: str = ""
    at: int = 0
    of: int = 0
    is_over: bool = False
    thread: threading.Thread | None = None

    @property
    def percent(self) -> int:
        """How much of all files was read, each counted alike; of a packed file a guess."""
        part = self.at / self.of if self.of else 0
        return min(99, int(100 * (self.done + min(part, 1)) / max(len(self.files), 1)))

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape."""
        return {
            "is_over": self.is_over,
            "percent": 100 if self.is_over else self.percent,
            "file": self.name,
            "done": self.done,
            "files": len(self.files),
        }


class FileReadings:
    """Reads files of several people behind the pages, one reading a person."""

    def __init__(self, device_files: DeviceFiles, clock: Clock) -> None:
        self._device_files = device_files
        self._clock = clock
        self._readings: dict[str, FileReading] = {}
        self._lock = threading.Lock()
        self._places = threading.Semaphore(_MOST_AT_ONCE)

    def begin(
        self, person_id: str, files: Sequence[GivenFile], since: date | None, language: str
    ) -> FileReading:
        """Begin to read files; what came of them is held for the person to decide.

        Raises
        ------
        SoleusError
            where files of this person are being read already.
        """
        with self._lock:
            before = self._readings.get(person_id)
            if before is not None and not before.is_over:
                for file in files:
                    file.content.close()
                raise SoleusError(translate(_BUSY))
            _close(before)
            reading = self._readings[person_id] = FileReading(files, since)
        self._start(person_id, reading, language)
        return reading

    def name_columns(
        self, person_id: str, tables: Mapping[str, Mapped], language: str
    ) -> FileReading | None:
        """Read the files again with columns named; None where they are not held any more."""
        with self._lock:
            before = self._readings.get(person_id)
            if before is None or not before.is_over:
                return None
            again = FileReading(before.files, before.since, {**before.tables, **tables})
            self._readings[person_id] = again
        self._start(person_id, again, language)
        return again

    def now(self, person_id: str) -> FileReading | None:
        """Return the reading of a person, under way or over; None where there is none."""
        return self._readings.get(person_id)

    def stop(self, person_id: str) -> None:
        """End the reading, if one is under way; what was read of it is dropped."""
        if (reading := self._readings.get(person_id)) is not None:
            reading.stop.press()

    def let_go(self, person_id: str) -> None:
        """Forget a reading that is over, and let its files go."""
        with self._lock:
            reading = self._readings.get(person_id)
            if reading is not None and reading.is_over:
                _close(self._readings.pop(person_id))

    def close(self) -> None:
        """End every reading, and let all files go."""
        for reading in list(self._readings.values()):
            reading.stop.press()
            if reading.thread is not None:
                reading.thread.join()
            _close(reading)

    def _start(self, person_id: str, reading: FileReading, language: str) -> None:
        zone = self._device_files.timezone()
        run: Callable[[], None] = lambda: self._run(person_id, reading, zone, language)  # noqa: E731
        reading.thread = threading.Thread(target=run, name="files", daemon=True)
        reading.thread.start()

    def _run(self, person_id: str, reading: FileReading, zone: str, language: str) -> None:
        try:
            with self._places, use(language), living_in(zone):
                found = self._read(reading, zone)
                if not reading.stop.is_pressed:
                    self._device_files.propose(person_id, found, reading.since)
                if reading.stop.is_pressed or not any(each.table for each in found):
                    _close(reading)  # nothing of it is read again
        except SoleusError:
            reading.stop.press()  # the journal cannot be written now: as if it were stopped
        finally:
            reading.is_over = True

    def _read(self, reading: FileReading, zone: str) -> list[FileFindings]:
        found: list[FileFindings] = []
        for number, file in enumerate(reading.files):
            reading.name, reading.at, reading.of, reading.done = file.name, 0, 0, number

            def tell(at: int, of: int) -> None:
                reading.at, reading.of = at, of

            if reading.stop.is_pressed:
                break
            found += read_apart(
                file.content,
                file.name,
                now=self._clock.now(),
                zone=ZoneInfo(zone),
                since=reading.since or self._device_files.usual_since(),
                tables=reading.tables,
                stop=reading.stop,
                tell=tell,
            )
        reading.done = len(reading.files)
        return found


def _close(reading: FileReading | None) -> None:
    for file in reading.files if reading is not None else ():
        file.content.close()
