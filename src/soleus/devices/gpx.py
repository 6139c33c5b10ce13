"""GPX, tracks of any watch or app: times and places, read as a stream."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, BinaryIO

from soleus.devices.activity import FileFindings, Format
from soleus.devices.collecting import Collected
from soleus.devices.errors import DeviceFileError
from soleus.devices.moments import iso_moment, offset_of
from soleus.devices.sports import sport_of
from soleus.devices.track import Track, TrackPoint
from soleus.devices.xml_stream import read_xml
from soleus.language import msgid

_NO_TRACK = msgid("It holds no track, only places or a route.")
_NO_TIMES = msgid("A track in it has no times, so nobody can say how long it took.")
_POINT_TEXTS = frozenset({"time", "speed", "hr", "heartrate"})
_TRACK_TEXTS = frozenset({"type", "name"})


def read_gpx(file: BinaryIO, name: str, now: datetime) -> FileFindings:
    """Return the activities of a file, one for each of its tracks that has times.

    How long a track took is what its parts took, and how far it went is measured along them:
    statistics that an app adds contradict the points in some files.

    Raises
    ------
    DeviceFileError
        where it cannot be read, or holds no track.
    """
    tracks = _Tracks(Collected(Format.GPX, now))
    read_xml(file, tracks)
    if not tracks.seen:
        raise DeviceFileError(_NO_TRACK)
    return tracks.collected.findings(name)


class _Tracks:
    """Takes elements, and adds an activity at the end of each track."""

    def __init__(self, collected: Collected) -> None:
        self.collected = collected
        self.seen = 0
        self._creator = ""
        self._track: Track | None = None
        self._fault: DeviceFileError | None = None
        self._texts: dict[str, str] = {}
        self._start: datetime | None = None
        self._point: TrackPoint | None = None

    def start(self, name: str, values: dict[str, str], depth: int) -> bool:
        if name == "gpx" and depth == 1:
            self._creator = values.get("creator", "")
        elif name == "trk":
            self._track, self._texts, self._start, self._fault = Track(), {}, None, None
        elif name == "trkpt" and self._track is not None:
            self._point = TrackPoint(
                latitude=_degrees(values.get("lat")), longitude=_degrees(values.get("lon"))
            )
        if self._point is not None:
            return name in _POINT_TEXTS
        return self._track is not None and name in _TRACK_TEXTS and name not in self._texts

    def end(self, name: str, text: str) -> None:
        track = self._track
        if track is None:
            return
        if name == "trk":
            self._add(track)
            self._track = None
        elif name == "trkseg":
            track.end_part()
        elif name == "trkpt" and self._point is not None:
            self._add_point(track, self._point)
        elif self._point is not None and text:
            self._say_of_point(self._point, name, text)
        elif name in _TRACK_TEXTS and text:
            self._texts.setdefault(name, text)

    def _say_of_point(self, point: TrackPoint, name: str, text: str) -> None:
        if name == "time" and point.at is None:
            moment = iso_moment(text)
            if moment is not None:
                point.at = moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()
                self._start = self._start or moment
        elif name == "speed":
            point.speed = _degrees(text)
        elif name in ("hr", "heartrate"):
            point.heart_rate = _degrees(text)

    def _add_point(self, track: Track, point: TrackPoint) -> None:
        self._point = None
        try:
            if self._fault is None:
                track.add(point)
        except DeviceFileError as error:
            self._fault = error

    def _add(self, track: Track) -> None:
        if not track.points:
            return
        self.seen += 1
        if self._fault is not None or not track.is_timed:
            self.collected.leave_out(self._fault or DeviceFileError(_NO_TIMES))
            return
        start = self._start
        if start is not None and start.tzinfo is None:
            start = start.replace(tzinfo=UTC)  # GPX 1.1: times are in UTC
        called = self._texts.get("type", "")
        values: dict[str, Any] = {"heart_rate": track.heart_rate, "distance_m": track.distance_m}
        self.collected.add(
            sport_of(called) if called else sport_of(self._texts.get("name", "")),
            start,
            track.seconds,
            called=called,
            elapsed_seconds=track.elapsed,
            moving_seconds=track.moving_seconds,
            device=self._creator,
            zone=offset_of(start),
            by_minute=track.minutes.told(),
            **values,
        )


def _degrees(text: str | None) -> float | None:
    try:
        value = float((text or "").replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) < 1e9 else None
