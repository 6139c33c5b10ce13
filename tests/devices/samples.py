"""Files as watches and phones write them, made by the tests that read them."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

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
            f'<trkpt lat="{latitude:.7f}" lon="9"><time>{at:%Y-%m-%dT%H:%M:%SZ}</time>{point}</trkpt>'
        )
    segments = "".join(f"<trkseg>{''.join(part)}</trkseg>" for part in parts)
    name = f"<type>{kind}</type>" if kind else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="A watch">'
        f"<trk>{name}{segments}</trk></gpx>"
    ).encode()


def tcx(began: datetime, *, laps: Iterable[tuple[float, float]] = ((600, 800),), sport: str = "Running") -> bytes:
    """Laps of so many seconds and metres, each with its first and last point."""
    text, at = "", began
    for seconds, metres in laps:
        ends = at + timedelta(seconds=seconds)
        points = "".join(
            f"<Trackpoint><Time>{each:%Y-%m-%dT%H:%M:%SZ}</Time>"
            "<HeartRateBpm><Value>120</Value></HeartRateBpm></Trackpoint>"
            for each in (at, ends)
        )
        text += (
            f'<Lap StartTime="{at:%Y-%m-%dT%H:%M:%SZ}"><TotalTimeSeconds>{seconds}</TotalTimeSeconds>'
            f"<DistanceMeters>{metres}</DistanceMeters><Track>{points}</Track></Lap>"
        )
        at = ends
    return (
        '<?xml version="1.0"?><TrainingCenterDatabase><Activities>'
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
