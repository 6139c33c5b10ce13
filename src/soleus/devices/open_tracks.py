"""The table of OpenTracks: one point a row, and rows that mark where a part begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from soleus.devices.activity import FileFindings, Format
from soleus.devices.collecting import Collected
from soleus.devices.errors import DeviceFileError
from soleus.devices.json_files import number_of
from soleus.devices.moments import iso_moment, offset_of
from soleus.devices.sports import Sport
from soleus.devices.track import Track, TrackPoint

_ENDS = "SEGMENT_END_MANUAL"


def read_open_tracks(
    header: list[str], rows: Iterator[list[str]], name: str, now: datetime
) -> FileFindings:
    """Return the one activity of a table; how long it took is what its parts took.

    Its rows can hold more cells than its header: the names count from the left.
    """
    collected, track = Collected(Format.TABLE, now), Track()
    start, way, measured = None, 0.0, False
    try:
        for row in rows:
            cells = dict(zip(header, row, strict=False))
            moment = iso_moment(cells.get("time", ""))
            if moment is None:
                continue
            start = start or moment
            track.add(
                TrackPoint(
                    at=moment.replace(tzinfo=moment.tzinfo or UTC).timestamp(),
                    latitude=number_of(cells.get("latitude")),
                    longitude=number_of(cells.get("longitude")),
                    heart_rate=number_of(cells.get("heartrate")),
                )
            )
            step = number_of(cells.get("sensor_distance"))
            if step is not None and step >= 0:
                way, measured = way + step, True
            if cells.get("trackpoint_type") == _ENDS:
                track.end_part()
    except DeviceFileError as error:
        collected.leave_out(error)
        return collected.findings(name)
    collected.add(
        Sport.OTHER,
        start,
        track.seconds if start is not None else None,
        elapsed_seconds=track.elapsed,
        moving_seconds=track.moving_seconds,
        distance_m=way if measured else track.distance_m,
        heart_rate=track.heart_rate,
        device="OpenTracks",
        zone=offset_of(start),
        by_minute=track.minutes.told(),
    )
    return collected.findings(name)
