"""What kind of file it is, by what it begins with; its name tells nothing for sure."""

from __future__ import annotations

import re
from enum import StrEnum

HEAD_BYTES = 65_536
"""How much of the beginning is looked at."""

_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(gpx|TrainingCenterDatabase|HealthData)[\s>/]")


class Shape(StrEnum):
    """How a file is built."""

    ZIP = "zip"
    GZIP = "gzip"
    FIT = "fit"
    DATABASE = "database"
    GPX = "gpx"
    TCX = "tcx"
    APPLE_HEALTH = "apple_health"
    JSON = "json"
    TABLE = "table"
    EMPTY = "empty"
    OTHER = "other"


_ROOTS = {
    b"gpx": Shape.GPX,
    b"TrainingCenterDatabase": Shape.TCX,
    b"HealthData": Shape.APPLE_HEALTH,
}


def shape_of(head: bytes) -> Shape:
    """Return how a file is built that begins with some bytes."""
    if not head.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        return Shape.EMPTY
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Shape.ZIP
    if head.startswith(b"\x1f\x8b"):
        return Shape.GZIP
    if head[8:12] == b".FIT":
        return Shape.FIT
    if head.startswith(b"SQLite format 3\0"):
        return Shape.DATABASE
    plain = head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    plain = plain.removeprefix(b"\xef\xbb\xbf").lstrip()
    if plain.startswith(b"<"):
        found = _ROOT.search(plain)
        return Shape.OTHER if found is None else _ROOTS[found[1]]
    if plain[:1] in (b"{", b"["):
        return Shape.JSON
    first = plain.split(b"\n", 3)[:3]
    has_columns = any(line.count(mark) for line in first for mark in (b",", b";", b"\t"))
    return Shape.TABLE if has_columns and b"%PDF" not in plain[:10] else Shape.OTHER
