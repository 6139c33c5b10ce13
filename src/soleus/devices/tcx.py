"""TCX, training files of Garmin and many others: laps with their own totals, read as a stream."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO

from soleus.devices.activity import FileFindings, Format
from soleus.devices.collecting import Collected
from soleus.devices.errors import DeviceFileError
from soleus.devices.moments import iso_moment, offset_of
from soleus.devices.sports import sport_of
from soleus.devices.track import Track, TrackPoint
from soleus.devices.xml_stream import read_xml
from soleus.language import msgid

_NO_ACTIVITY = msgid("It holds no activity, perhaps a course or a plan.")
_TEXTS = frozenset(
    {
        "Id",
        "Notes",
        "Name",
        "Time",
        "TotalTimeSeconds",
        "DistanceMeters",
        "Value",
        "LatitudeDegrees",
        "LongitudeDegrees",
        "Speed",
        "Steps",
    }
)


@dataclass(slots=True)
class _Activity:
    """One activity as it is read: the sums over its laps, and its points."""

    sport: str
    start: datetime | None = None
    seconds: float = 0
    distance_m: float = 0
    steps: int = 0
    laps: int = 0
    device: str = ""
    track: Track = field(default_factory=Track)
    fault: DeviceFileError | None = None


def read_tcx(file: BinaryIO, name: str, now: datetime) -> FileFindings:
    """Return the activities of a file. How long and how far is what its laps say, where they do.

    Raises
    ------
    DeviceFileError
        where it cannot be read, or holds no activity.
    """
    laps = _Laps(Collected(Format.TCX, now))
    read_xml(file, laps)
    if not laps.seen:
        raise DeviceFileError(_NO_ACTIVITY)
    return laps.collected.findings(name)


class _Laps:
    """Takes elements, and adds an activity at the end of each."""

    def __init__(self, collected: Collected) -> None:
        self.collected = collected
        self.seen = 0
        self._activity: _Activity | None = None
        self._point: TrackPoint | None = None
        self._path: list[str] = []

    def start(self, name: str, values: dict[str, str], depth: int) -> bool:  # noqa: ARG002
        self._path.append(name)
        if name == "Activity":
            self._activity = _Activity(values.get("Sport", ""))
            self.seen += 1
        elif name == "Lap" and self._activity is not None:
            self._activity.laps += 1
            if self._activity.start is None:
                self._activity.start = iso_moment(values.get("StartTime", ""))
        elif name == "Trackpoint":
            self._point = TrackPoint()
        return name in _TEXTS

    def end(self, name: str, text: str) -> None:
        self._path.pop()
        activity = self._activity
        if activity is None:
            return
        parent = self._path[-1] if self._path else ""
        if name == "Activity":
            self._add(activity)
            self._activity = None
        elif name == "Track":
            activity.track.end_part()
        elif name == "Trackpoint" and self._point is not None:
            self._add_point(activity, self._point)
        elif self._point is not None:
            _say_of_point(self._point, name, parent, text)
        elif text:
            _say_of_lap(activity, name, parent, text)

    def _add_point(self, activity: _Activity, point: TrackPoint) -> None:
        self._point = None
        try:
            if activity.fault is None:
                activity.track.add(point)
        except DeviceFileError as error:
            activity.fault = error

    def _add(self, activity: _Activity) -> None:
        track = activity.track
        if activity.fault is not None:
            self.collected.leave_out(activity.fault)
            return
        start = activity.start
        if start is None and track.first is not None:
            start = datetime.fromtimestamp(track.first, UTC)
        self.collected.add(
            sport_of(activity.sport),
            start,
            activity.seconds or track.seconds,
            called=activity.sport,
            elapsed_seconds=track.elapsed or None,
            moving_seconds=track.moving_seconds,
            distance_m=activity.distance_m or track.distance_m,
            heart_rate=track.heart_rate,
            steps=activity.steps or None,
            device=activity.device,
            zone=offset_of(start),
            by_minute=track.minutes.told(),
        )


def _say_of_point(point: TrackPoint, name: str, parent: str, text: str) -> None:
    value = _number(text)
    if name == "Time":
        moment = iso_moment(text)
        if moment is not None:
            point.at = moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()
    elif name == "Value" and parent == "HeartRateBpm":
        point.heart_rate = value
    elif name == "DistanceMeters":
        point.distance_m = value
    elif name == "LatitudeDegrees":
        point.latitude = value
    elif name == "LongitudeDegrees":
        point.longitude = value
    elif name == "Speed":
        point.speed = value


def _say_of_lap(activity: _Activity, name: str, parent: str, text: str) -> None:
    if name == "Id" and parent == "Activity":
        activity.start = iso_moment(text) or activity.start
    elif name == "Name" and parent == "Creator":
        activity.device = text
    elif name == "TotalTimeSeconds" and parent == "Lap":
        activity.seconds += _number(text) or 0
    elif name == "DistanceMeters" and parent == "Lap":
        activity.distance_m += _number(text) or 0
    elif name == "Steps":
        activity.steps += int(_number(text) or 0)


def _number(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))  # some programs write numbers as people there do
    except ValueError:
        return None
    return value if abs(value) < 1e12 else None
