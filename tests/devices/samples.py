"""Files as watches and phones write them, made by the tests that read them."""

import io
import json
import sqlite3
import struct
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

_METRES_A_DEGREE = 111_194.9
FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)


def gpx(
    began: datetime,
    *,
    minutes: float = 30,
    kind: str = "",
    metres_a_minute: float = 90,
    pause_minutes: float = 0,
    point: str = "",
) -> bytes:
    """A track to the north, a point each half minute; a pause lies between its two parts."""
    half = int(minutes)
    parts = [[], []]  # type: list[list[str]]
    for number in range(2 * half + 1):
        part = number > half
        at = began + timedelta(seconds=30 * number, minutes=pause_minutes if part else 0)
        latitude = 48 + number * metres_a_minute / 2 / _METRES_A_DEGREE
        parts[part and bool(pause_minutes)].append(
            f'<trkpt lat="{latitude:.7f}" lon="9">'
            f"<time>{at:%Y-%m-%dT%H:%M:%SZ}</time>{point}</trkpt>"
        )
    segments = "".join(f"<trkseg>{''.join(part)}</trkseg>" for part in parts)
    name = f"<type>{kind}</type>" if kind else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="A watch">'
        f"<trk>{name}{segments}</trk></gpx>"
    ).encode()


def tcx(
    began: datetime, *, laps: Iterable[tuple[float, float]] = ((600, 800),), sport: str = "Running"
) -> bytes:
    """Laps of so many seconds and metres, each with its first and last point."""
    text, at, total = "", began, 0.0
    for seconds, metres in laps:
        ends = at + timedelta(seconds=seconds)
        points = "".join(
            f"<Trackpoint><Time>{each:%Y-%m-%dT%H:%M:%SZ}</Time>"
            "<Position><LatitudeDegrees>48</LatitudeDegrees>"
            "<LongitudeDegrees>9</LongitudeDegrees></Position>"
            f"<DistanceMeters>{way}</DistanceMeters>"
            "<HeartRateBpm><Value>120</Value></HeartRateBpm></Trackpoint>"
            for each, way in ((at, total), (ends, total + metres))
        )
        text += (
            f'<Lap StartTime="{at:%Y-%m-%dT%H:%M:%SZ}">'
            f"<TotalTimeSeconds>{seconds}</TotalTimeSeconds>"
            f"<DistanceMeters>{metres}</DistanceMeters><Track>{points}</Track></Lap>"
        )
        at, total = ends, total + metres
    return (
        '<?xml version="1.0"?>'
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
        f'<Activity Sport="{sport}"><Id>{began:%Y-%m-%dT%H:%M:%SZ}</Id>{text}</Activity>'
        "</Activities></TrainingCenterDatabase>"
    ).encode()


def table(
    began: datetime,
    *,
    header: tuple[str, str, str] = ("Date", "Duration", "Activity Type"),
    row: tuple[str, str] = ("45", "Walking"),
) -> bytes:
    """A table of one activity."""
    return f"{','.join(header)}\n{began:%Y-%m-%d %H:%M},{','.join(row)}\n".encode()


_ENUM, _UINT8, _UINT16, _SINT32, _UINT32 = 0x00, 0x02, 0x84, 0x85, 0x86
_CODES = {_ENUM: "B", _UINT8: "B", _UINT16: "H", _SINT32: "i", _UINT32: "I"}
_SESSION = {
    253: _UINT32,
    2: _UINT32,
    5: _ENUM,
    6: _ENUM,
    7: _UINT32,
    8: _UINT32,
    9: _UINT32,
    16: _UINT8,
}
_SPORTS = {"running": 1, "cycling": 2, "swimming": 5, "walking": 11}


def fit(
    began: datetime | int,
    *,
    sessions: Iterable[tuple[str, float]] = (("walking", 1800.0),),
    metres: float = 2000,
    beats: int = 95,
    local_offset: timedelta | None = None,
    is_big_endian: bool = False,
    records: int = 4,
) -> bytes:
    """A FIT file with sessions one after another, written by hand (FIT protocol 2.0).

    ``began`` as a whole number counts seconds since the device was switched on.
    """
    order = ">" if is_big_endian else "<"
    at = began if isinstance(began, int) else int((began - FIT_EPOCH).total_seconds())
    body = _message(0, 0, {0: (_ENUM, 4), 1: (_UINT16, 1)}, order)
    for number, (sport, seconds) in enumerate(sessions):
        for step in range(records):
            fields = {253: (_UINT32, at + int(step * seconds / records)), 3: (_UINT8, beats)}
            body += _message(1, 20, fields, order)
        values = [
            at + int(seconds), at, _SPORTS[sport], 0,
            int(seconds * 1000), int(seconds * 1000), int(metres * 100), beats,
        ]  # fmt: skip
        fields = {f: (kind, v) for (f, kind), v in zip(_SESSION.items(), values, strict=True)}
        body += _message(2, 18, fields, order)
        at += int(seconds)
        del number
    ends = {253: (_UINT32, at)}
    if local_offset is not None:
        ends[5] = (_UINT32, at + int(local_offset.total_seconds()))
    body += _message(3, 34, ends, order)
    return with_checksums(body)


def _message(local: int, number: int, fields: Mapping[int, tuple[int, int]], order: str) -> bytes:
    """One definition and its data."""
    head = struct.pack(f"{order}BBBHB", 0x40 | local, 0, order == ">", number, len(fields))
    sizes = {each: struct.calcsize(_CODES[kind]) for each, (kind, _) in fields.items()}
    head += b"".join(bytes((f, sizes[f], kind)) for f, (kind, _) in fields.items())
    data = b"".join(struct.pack(order + _CODES[kind], value) for kind, value in fields.values())
    return head + bytes([local]) + data


def with_checksums(body: bytes) -> bytes:
    """The header, the body, and the check sums of both."""
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    whole = head + struct.pack("<H", checksum(head)) + body
    return whole + struct.pack("<H", checksum(whole))


_TABLE = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)  # fmt: skip


def checksum(content: bytes) -> int:
    """The check sum of FIT (FIT protocol, CRC)."""
    crc = 0
    for byte in content:
        for half in (byte & 0xF, byte >> 4):
            crc = (crc >> 4) & 0x0FFF ^ _TABLE[crc & 0xF] ^ _TABLE[half]
    return crc


def apple(*records: str, doctype: str = "") -> bytes:
    """An export of Apple Health with some records."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}<HealthData locale="en_GB">\n'
        + "\n".join(records)
        + "\n</HealthData>\n"
    ).encode()


def apple_steps(source: str, device: str, begins: datetime, minutes: float, steps: int) -> str:
    ends = begins + timedelta(minutes=minutes)
    return (
        f'<Record type="HKQuantityTypeIdentifierStepCount" sourceName="{source}" device="{device}" '
        f'unit="count" startDate="{begins:%Y-%m-%d %H:%M:%S %z}" '
        f'endDate="{ends:%Y-%m-%d %H:%M:%S %z}" value="{steps}"/>'
    )


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files put together."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def apple_workout(
    begins: datetime,
    *,
    minutes: float = 30,
    kind: str = "Walking",
    inner: str = "",
    extra: str = "",
) -> str:
    ends = begins + timedelta(minutes=minutes)
    return (
        f'<Workout workoutActivityType="HKWorkoutActivityType{kind}" duration="{minutes}" '
        f'durationUnit="min" sourceName="Watch" {extra} startDate="{begins:%Y-%m-%d %H:%M:%S %z}" '
        f'endDate="{ends:%Y-%m-%d %H:%M:%S %z}">{inner}</Workout>'
    )


def fitbit_exercise(begins: datetime, **other: Any) -> bytes:
    """One exercise as Fitbit exports it: by the clock of the watch, in milliseconds."""
    log = {
        "logId": 1,
        "activityName": "Walk",
        "startTime": begins.strftime("%m/%d/%y %H:%M:%S"),
        "duration": 1_800_000,
        "activeDuration": 1_700_000,
        "steps": 3_000,
        "averageHeartRate": 101,
        **other,
    }
    return json.dumps([log]).encode()


def fitbit_steps(begins: datetime, steps: Iterable[int] = (110,) * 12) -> bytes:
    """Steps of each minute as Fitbit exports them."""
    logs = [
        {
            "dateTime": (begins + timedelta(minutes=place)).strftime("%m/%d/%y %H:%M:%S"),
            "value": str(count),
        }
        for place, count in enumerate(steps)
    ]
    return json.dumps(logs).encode()


def google_session(begins: datetime, *, minutes: float = 25, kind: str = "walking") -> bytes:
    """One session as Google exports it."""
    ends = begins + timedelta(minutes=minutes)
    session = {
        "fitnessActivity": kind,
        "startTime": begins.isoformat().replace("+00:00", "Z"),
        "endTime": ends.isoformat().replace("+00:00", "Z"),
        "duration": f"{minutes * 60}s",
        "aggregate": [
            {"metricName": "com.google.step_count.delta", "intValue": 2500},
            {"metricName": "com.google.distance.delta", "floatValue": 1900.5},
        ],
    }
    return json.dumps(session).encode()


def open_tracks(begins: datetime) -> bytes:
    """A table of OpenTracks: two parts, its header shorter than its rows."""
    rows = ["#time,trackpoint_type,latitude,longitude,altitude,speed,sensor_distance,heartrate"]
    for part in range(2):
        at = begins + timedelta(minutes=20 * part)
        rows.append(f'"{at.isoformat()}","SEGMENT_START_MANUAL",,,,,,,')
        for minute in range(11):
            shown = (at + timedelta(minutes=minute)).isoformat()
            rows.append(f'"{shown}","TRACKPOINT",48.{part}{minute:02d},9.5,,1.2,80,90,')
        shown = (at + timedelta(minutes=10)).isoformat()
        rows.append(f'"{shown}","SEGMENT_END_MANUAL",,,,,,,,,')
    return "\n".join(rows).encode()


def health_connect(
    begins: datetime,
    *,
    kind: int = 53,
    minutes: int = 30,
    offset_seconds: int = 3600,
    apps: Iterable[str] = ("Watch", "Phone"),
) -> bytes:
    """A database of Health Connect: one session, and each app's count of the same steps."""
    start = int(begins.timestamp() * 1000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "health_connect_export.db"
        with closing(sqlite3.connect(path)) as database:
            database.executescript(_SCHEMA)
            database.execute(
                "INSERT INTO exercise_session_record_table VALUES (1, ?, ?, ?, ?, '', 1)",
                (start, start + minutes * 60_000, offset_seconds, kind),
            )
            for app, name in enumerate(apps, 1):
                database.execute("INSERT INTO application_info_table VALUES (?, ?)", (app, name))
                for minute in range(minutes):
                    at = start + minute * 60_000
                    database.execute(
                        "INSERT INTO steps_record_table (start_time, end_time, count, app_info_id) "
                        "VALUES (?, ?, 105, ?)",
                        (at, at + 60_000, app),
                    )
            database.execute(
                "INSERT INTO distance_record_table VALUES (?, ?, 2400.0, 1)",
                (start, start + minutes * 60_000),
            )
            database.execute("INSERT INTO heart_rate_record_table VALUES (1, 1)")
            database.executemany(
                "INSERT INTO heart_rate_record_series_table VALUES (1, ?, ?)",
                [(start + 60_000, 90), (start + 120_000, 110)],
            )
            database.commit()
        return path.read_bytes()


_SCHEMA = """
CREATE TABLE exercise_session_record_table (row_id INTEGER PRIMARY KEY, start_time INTEGER,
  end_time INTEGER, start_zone_offset INTEGER, exercise_type INTEGER, title TEXT,
  app_info_id INTEGER);
CREATE TABLE steps_record_table (row_id INTEGER PRIMARY KEY, start_time INTEGER, end_time INTEGER,
  count INTEGER, app_info_id INTEGER);
CREATE TABLE distance_record_table (start_time INTEGER, end_time INTEGER, distance REAL,
  app_info_id INTEGER);
CREATE TABLE heart_rate_record_table (row_id INTEGER PRIMARY KEY, app_info_id INTEGER);
CREATE TABLE heart_rate_record_series_table (parent_key INTEGER, epoch_millis INTEGER,
  beats_per_minute INTEGER);
CREATE TABLE application_info_table (row_id INTEGER PRIMARY KEY, app_name TEXT);
"""
