"""Archives (zip): an export of Apple Health, Health Connect, Google or Fitbit, or mere files.

Of an export only what tells of activity is opened; of files put together each is read by itself,
and a bad one is told by its name.
"""

from __future__ import annotations

import re
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Set
from contextlib import closing
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from soleus.devices import fitbit, google_fit
from soleus.devices.activity import FileFindings, Format
from soleus.devices.bounded import Bounded
from soleus.devices.collecting import Collected
from soleus.devices.errors import DeviceFileError
from soleus.devices.json_files import json_of
from soleus.devices.limits import device_limits
from soleus.devices.minute_steps import StepCounter
from soleus.devices.one_file import ReadingOrder, as_lines, read_one
from soleus.devices.recognise import HEAD_BYTES, Shape, shape_of
from soleus.language import msgid

_DAMAGED = msgid("It is damaged or cut off: it cannot be unpacked.")
_LOCKED = msgid("It is locked by a password. Unpack it, and give what was in it.")
_TOO_MANY = msgid("It holds more than {most} files. Take out those of activities.")
_NOTHING = msgid("It holds no file of activities that can be read here.")
_PLAIN = frozenset({".fit", ".gpx", ".tcx", ".json", ".csv", ".gz", ".xml", ".db", ".zip", ".tsv"})
_LOCKED_FLAG = 1
_LISTS = frozenset({"activities.csv", "aktivitäten.csv"})
"""What Strava lays beside the files of activities."""
_TRACK = re.compile(r"\.(?:fit|gpx|tcx)(?:\.gz)?$")
_ROUTES = "workout-routes"
"""Where Apple Health lays the tracks of the workouts that its export tells of."""
_CANNOT_UNPACK = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a way of packing that the library does not know
    RuntimeError,
    struct.error,
    OSError,
    ValueError,
    LookupError,
)

_GOOGLE_SESSION = re.compile(r"/All Sessions/[^/]+\.json$|/Alle Sitzungen/[^/]+\.json$")
_GOOGLE_TRACK = re.compile(r"/Fit/(?:Activities|Aktivitäten)/[^/]+\.tcx$")
_GOOGLE_DAY = re.compile(r"/Fit/.*/\d{4}-\d\d-\d\d\.csv$")
_FITBIT_LOG = re.compile(r"(?:^|/)(?:exercise|steps)-[\w-]+\.json$")
_FITBIT_STEPS = re.compile(r"(?:^|/)steps_\d{4}-\d\d-\d\d\.csv$")
_FITBIT_TABLE = re.compile(r"(?:^|/)UserExercises_[\w-]+\.csv$")
_EXPORT = re.compile(r"(?:^|/)(?:Takeout|Global Export Data|user-site-export|Fitbit)/")

Unit = tuple[str, Callable[[], Iterator[FileFindings]]]
"""One part of an archive that is read by itself: its name, and what it holds."""


def units(file: BinaryIO, name: str, order: ReadingOrder, *, is_inner: bool = False) -> list[Unit]:
    """Return the parts of an archive, in an order that is the same each time.

    Parameters
    ----------
    is_inner : whether it lies in another archive; one that lies in it is not unpacked any more

    Raises
    ------
    DeviceFileError
        where it is no archive that can be opened, or holds nothing of use.
    """
    try:
        archive = zipfile.ZipFile(file)
    except _CANNOT_UNPACK:
        raise DeviceFileError(_DAMAGED) from None
    members = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info)]
    if len(members) > device_limits().most_members:
        raise DeviceFileError(_TOO_MANY, most=device_limits().most_members)
    reader = _Reader(archive, name, order)
    inner = [] if is_inner else [info for info in members if _ending(info) == ".zip"]
    members = [info for info in members if is_inner or _ending(info) != ".zip"]
    exported = [info for info in members if reader.is_whole_export(info)]
    names = {info.filename for info in exported}
    homes = {PurePosixPath(name).parent for name in names}
    beside = [info for info in members if info.filename not in names and not _is_part(info, homes)]
    found = [reader.single(info) for info in exported]
    if any(_EXPORT.search(info.filename) for info in beside):
        found += reader.of_export(beside)
        known = [info for info in beside if _is_track(info) and not _EXPORT.search(info.filename)]
    else:
        known = _without_list([info for info in beside if _ending(info) in _PLAIN])
    found += [reader.single(info) for info in known]
    found += [reader.archive_inside(info) for info in inner]
    if not found:
        raise DeviceFileError(_NOTHING)
    return found


def _is_part(info: zipfile.ZipInfo, homes: Set[PurePosixPath]) -> bool:
    """Whether a member belongs to a whole export, which lies in one of the folders."""
    path = PurePosixPath(info.filename)
    if homes.isdisjoint(path.parents) or _EXPORT.search(info.filename):
        return False
    return not _is_track(info) or _ROUTES in path.parts


def _without_list(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Return the members without the list of all activities, where these are there themselves."""
    tracks = [info for info in members if _is_track(info)]
    return [
        info
        for info in members
        if not tracks or PurePosixPath(info.filename).name.lower() not in _LISTS
    ]


def _is_track(info: zipfile.ZipInfo) -> bool:
    return _TRACK.search(info.filename.lower()) is not None


def _is_hidden(info: zipfile.ZipInfo) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(info.filename).parts)


def _ending(info: zipfile.ZipInfo) -> str:
    return PurePosixPath(info.filename).suffix.lower()


class _Reader:
    """Reads the members of one archive."""

    def __init__(self, archive: zipfile.ZipFile, name: str, order: ReadingOrder) -> None:
        self._archive = archive
        self._name = name
        self._order = order

    def is_whole_export(self, info: zipfile.ZipInfo) -> bool:
        """Whether a member is an export of Apple Health or Health Connect by itself."""
        if _ending(info) not in (".xml", ".db"):
            return False
        try:
            with closing(self._archive.open(info)) as member:
                shape = shape_of(member.read(HEAD_BYTES))
        except _CANNOT_UNPACK:
            return False
        return shape in (Shape.APPLE_HEALTH, Shape.DATABASE)

    def single(self, info: zipfile.ZipInfo) -> Unit:
        """Return a member that is read as a file of its own."""
        return self._called(info), lambda: iter((self._read(info),))

    def archive_inside(self, info: zipfile.ZipInfo) -> Unit:
        """Return a member that is an archive itself, as a part whose own parts are read in turn."""
        return self._called(info), lambda: self._read_inside(info)

    def _read_inside(self, info: zipfile.ZipInfo) -> Iterator[FileFindings]:
        """Yield what an archive in this one holds, put down on the disk while it is read."""
        called, put_down = self._called(info), self._order.folder / "inside.zip"
        try:
            with put_down.open("wb") as copy:
                shutil.copyfileobj(self._open(info), copy, 1 << 20)
            with put_down.open("rb") as file:
                for _, read in units(file, called, self._order, is_inner=True):
                    yield from read()
        except DeviceFileError as error:
            yield FileFindings(called, fault=error.remark)
        except _CANNOT_UNPACK:
            yield FileFindings(called, fault=DeviceFileError(_DAMAGED).remark)
        finally:
            put_down.unlink(missing_ok=True)

    def of_export(self, members: list[zipfile.ZipInfo]) -> list[Unit]:
        """Return the members of an export of Google or Fitbit, by what they are."""

        def like(pattern: re.Pattern[str]) -> list[zipfile.ZipInfo]:
            return [info for info in members if pattern.search("/" + info.filename)]

        sessions, tracks = like(_GOOGLE_SESSION), like(_GOOGLE_TRACK)
        logs, tables = like(_FITBIT_LOG), like(_FITBIT_TABLE)
        if steps := like(_FITBIT_STEPS):  # the same steps again, and in UTC for sure
            logs = [info for info in logs if "steps-" not in info.filename.rpartition("/")[2]]
        if any("exercise-" in info.filename for info in logs):
            tables = []
        # the same activities again, point by point
        found = [] if sessions else [self.single(info) for info in tracks]
        for form, group in (
            (Format.GOOGLE_FIT, [*sessions, *like(_GOOGLE_DAY)]),
            (Format.FITBIT, [*logs, *steps, *tables]),
        ):
            if group:
                found.append((self._name, lambda f=form, g=group: self._group(f, g)))  # type: ignore[misc]
        return found

    def _called(self, info: zipfile.ZipInfo) -> str:
        return f"{self._name}/{info.filename}"[-300:]

    def _open(self, info: zipfile.ZipInfo) -> BinaryIO:
        if info.flag_bits & _LOCKED_FLAG:
            raise DeviceFileError(_LOCKED)
        stream = cast("BinaryIO", self._archive.open(info))
        return cast("BinaryIO", Bounded(stream, info.compress_size))

    def _read(self, info: zipfile.ZipInfo) -> FileFindings:
        name = self._called(info)
        try:
            return read_one(self._open(info), name, self._order)
        except DeviceFileError as error:
            return FileFindings(name, fault=error.remark)
        except _CANNOT_UNPACK:
            return FileFindings(name, fault=DeviceFileError(_DAMAGED).remark)

    def _group(self, form: Format, group: list[zipfile.ZipInfo]) -> Iterator[FileFindings]:
        """Yield the bad ones of many members by name, and then what all others hold together."""
        collected = Collected(form, self._order.now)
        steps = StepCounter(self._order.zone, self._order.now)
        for info in group:
            fault = None
            try:
                self._add(info, steps, collected)
            except DeviceFileError as error:
                fault = error
            except _CANNOT_UNPACK:
                fault = DeviceFileError(_DAMAGED)
            if fault is not None:
                yield FileFindings(self._called(info), fault=fault.remark)
        steps.put_into(collected)
        yield collected.findings(self._name)

    def _add(self, info: zipfile.ZipInfo, steps: StepCounter, collected: Collected) -> None:
        stream, path = self._open(info), "/" + info.filename
        if _GOOGLE_DAY.search(path):
            google_fit.read_day_table(as_lines(stream), info.filename, steps, collected)
        elif _FITBIT_STEPS.search(path):
            fitbit.read_step_table(as_lines(stream), steps, collected)
        elif _FITBIT_TABLE.search(path):
            fitbit.read_exercise_table(as_lines(stream), collected)
        elif _GOOGLE_SESSION.search(path):
            value = json_of(stream)
            if google_fit.is_session(value):
                google_fit.read_session(value, collected)
        else:
            fitbit.read_fitbit(stream, steps, collected)
