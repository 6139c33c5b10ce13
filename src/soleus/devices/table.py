"""Tables (CSV) of activities, one a row: columns known by their header, or named by the person."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Annotated, Any, BinaryIO

from soleus.devices.activity import FileFindings, Format, TableShape
from soleus.devices.collecting import Collected
from soleus.devices.errors import DeviceFileError, FileRemark
from soleus.devices.limits import device_limits
from soleus.devices.moments import any_moment, offset_of
from soleus.devices.sports import sport_of
from soleus.language import msgid
from soleus.records import Record, limits, read_toml

_TOO_LARGE = msgid("It is a table of more than {most} MB. Take in a part of it.")
_TOO_MANY = msgid("It is a table of more than {most} rows. Take in a part of it.")
_NO_TABLE = msgid("It is no kind of file that can be read here.")
_NAME_THEM = msgid("Say which of its columns is what.")
_ODD_NUMBER = msgid("A length of time in it cannot be read.")
_SHOWN_ROWS = 3
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{1,2}(?:[.,]\d+)?)")
_IN_BRACKETS = re.compile(r"\s*[\[(]([^)\]]*)[)\]]\s*$")
_WITH_UNIT = re.compile(r"([+-]?[\d.,'\u2019\s]*\d)\s*([a-zA-Z]*)")


class Column(StrEnum):
    """What a column of a table of activities tells."""

    START = "start"
    END = "end"
    DURATION = "duration"
    ACTIVITY = "activity"
    DISTANCE = "distance"
    HEART_RATE = "heart_rate"
    STEPS = "steps"


class DurationUnit(StrEnum):
    """In what a length of time is written, where it is a bare number."""

    SECONDS = "s"
    MINUTES = "min"
    HOURS = "h"


class DistanceUnit(StrEnum):
    """In what a distance is written, where it is a bare number."""

    METRES = "m"
    KILOMETRES = "km"
    MILES = "mi"


@dataclass(frozen=True, slots=True)
class Mapped(Record):
    """Which column is what, as a person says it.

    Parameters
    ----------
    columns : the header of the column that tells each
    is_day_first : whether 3/4/2024 is the third of April
    is_utc : whether moments without a zone are in UTC rather than by the clock there
    """

    columns: Mapping[Column, Annotated[str, limits.text(200)]] = field(default_factory=dict)
    duration_unit: DurationUnit = DurationUnit.MINUTES
    distance_unit: DistanceUnit = DistanceUnit.KILOMETRES
    is_day_first: bool = True
    is_utc: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether it tells when an activity was and how long."""
        has_length = Column.DURATION in self.columns or Column.END in self.columns
        return Column.START in self.columns and has_length


def read_table(
    file: BinaryIO, name: str, now: datetime, mapped: Mapped | None, zone: tzinfo = UTC
) -> FileFindings:
    """Return the activities of a table; where its columns are not known, its header and first rows.

    Parameters
    ----------
    zone : the person's, by whose clock moments without one are: in a night in which the clocks
        change, more or less time passes than they show

    Raises
    ------
    DeviceFileError
        where it is too large or no table.
    """
    text = _text(file)
    rows = _rows(text)
    header = next((row for row in rows if sum(bool(cell.strip()) for cell in row) > 1), None)
    if header is None:
        raise DeviceFileError(_NO_TABLE)
    header = [cell.strip().lstrip("#").strip()[:200] for cell in header][
        : device_limits().table_columns
    ]
    if header[:2] == ["time", "trackpoint_type"]:
        from soleus.devices.open_tracks import read_open_tracks

        return read_open_tracks(header, rows, name, now)
    chosen, first = mapped or guess(header), next(rows, [])
    rows = chain([first], rows)
    if not chosen.is_enough or (mapped is None and not _is_clear(header, first, chosen)):
        return _to_be_named(header, rows, name)
    collected = Collected(Format.TABLE, now)
    for number, row in enumerate(rows):
        if number >= device_limits().table_rows:
            raise DeviceFileError(_TOO_MANY, most=device_limits().table_rows)
        if any(cell.strip() for cell in row):
            _add(collected, _Row(header, row, chosen), zone)
    return collected.findings(name)


def guess(header: list[str]) -> Mapped:
    """Return which column is what, as far as their headers tell."""
    plain = {_IN_BRACKETS.sub("", cell).strip().lower(): cell for cell in reversed(header)}
    names = _data()
    columns = {
        column: plain[known]
        for column in Column
        if (known := next((each for each in names[column] if each in plain), None)) is not None
    }
    maker = next((each for each in _makers() if all(name in plain for name in each["has"])), None)
    is_day_first = any(each in plain for each in _day_first())
    return Mapped(
        columns,
        duration_unit=DurationUnit(maker["duration_unit"]) if maker else DurationUnit.MINUTES,
        is_utc=bool(maker and maker.get("is_utc")),
        is_day_first=maker is None and (is_day_first or "date" not in plain),
    )


def _is_clear(header: list[str], row: list[str], chosen: Mapped) -> bool:
    """Whether the first row's length of time has a unit, be it in the header or as a clock."""
    one = _Row(header, row, chosen)
    text = one.text(Column.DURATION)
    if not text or _CLOCK.fullmatch(text) or _number(text)[1] in _units():
        return True
    plain = [_IN_BRACKETS.sub("", cell).strip().lower() for cell in header]
    is_makers = any(all(name in plain for name in each["has"]) for each in _makers())
    return is_makers or one.unit(Column.DURATION, "") != ""


@cache
def _data() -> Mapping[str, list[str]]:
    data = read_toml(files("soleus.devices") / "columns.toml")
    return {name: table["names"] for name, table in data.items() if "names" in table}


@cache
def _day_first() -> list[str]:
    headers: list[str] = read_toml(files("soleus.devices") / "columns.toml")["day_first"]["headers"]
    return headers


@cache
def _makers() -> list[Mapping[str, Any]]:
    makers = read_toml(files("soleus.devices") / "columns.toml")["makers"]
    return list(makers.values())


@cache
def _units() -> Mapping[str, float]:
    units: Mapping[str, float] = read_toml(files("soleus.devices") / "columns.toml")["units"]
    return units


def _text(file: BinaryIO) -> str:
    most = device_limits().table_bytes
    content = file.read(most + 1)
    if len(content) > most:
        raise DeviceFileError(_TOO_LARGE, most=most // 1_000_000)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    odd = sum(text.count(sign) for sign in "\0\1\2\3\4\5\6\x0e\x0f")
    if odd > len(text) // 1000:
        raise DeviceFileError(_NO_TABLE)
    return text.replace("\0", "")


def _rows(text: str) -> Iterator[list[str]]:
    head = text[:20_000].splitlines()[:5]
    mark = max(";,\t", key=lambda sign: sum(line.count(sign) for line in head))
    rows = csv.reader(io.StringIO(text), delimiter=mark)
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error:
            raise DeviceFileError(_NO_TABLE) from None


def _to_be_named(header: list[str], rows: Iterator[list[str]], name: str) -> FileFindings:
    first = [row for row, _ in zip(rows, range(_SHOWN_ROWS), strict=False) if row]
    if not first:
        raise DeviceFileError(_NO_TABLE)
    shown = tuple(tuple(cell[:60] for cell in row[: len(header)]) for row in first)
    shape = TableShape(tuple(header), shown)
    return FileFindings(name, Format.TABLE, fault=FileRemark(_NAME_THEM), table=shape)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a table, read by the columns that are named."""

    header: list[str]
    cells: list[str]
    mapped: Mapped

    def text(self, column: Column) -> str:
        name = self.mapped.columns.get(column)
        if name is None or name not in self.header:
            return ""
        place = self.header.index(name)
        return self.cells[place].strip()[:200] if place < len(self.cells) else ""

    def moment(self, column: Column) -> datetime | None:
        moment = any_moment(self.text(column), is_day_first=self.mapped.is_day_first)
        if moment is None or moment.tzinfo is not None or not self.mapped.is_utc:
            return moment
        return moment.replace(tzinfo=UTC)

    def unit(self, column: Column, usual: str) -> str:
        name = self.mapped.columns.get(column, "")
        said = _IN_BRACKETS.search(name)
        unit = said[1].strip().lower() if said else name.strip().lower()
        return unit if unit in _units() else usual


def _add(collected: Collected, row: _Row, zone: tzinfo) -> None:
    start, end = row.moment(Column.START), row.moment(Column.END)
    seconds = _seconds(row)
    if seconds is None and start is not None and end is not None:
        begins, ends = (m.replace(tzinfo=m.tzinfo or zone).astimezone(UTC) for m in (start, end))
        seconds = (ends - begins).total_seconds()
    if seconds is None and row.text(Column.DURATION):
        collected.leave_out(DeviceFileError(_ODD_NUMBER))
        return
    called = row.text(Column.ACTIVITY)
    collected.add(
        sport_of(called),
        start,
        seconds,
        called=called,
        distance_m=_metres(row),
        heart_rate=_number(row.text(Column.HEART_RATE))[0],
        steps=_number(row.text(Column.STEPS))[0],
        zone=offset_of(start),
    )


def _seconds(row: _Row) -> float | None:
    text = row.text(Column.DURATION)
    if (clock := _CLOCK.fullmatch(text)) is not None:
        hours, minutes, seconds = clock.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
    value, unit = _number(text)
    scale = _units().get(unit) or _units()[row.unit(Column.DURATION, row.mapped.duration_unit)]
    return None if value is None else value * scale


def _metres(row: _Row) -> float | None:
    value, unit = _number(row.text(Column.DISTANCE))
    scale = _units().get(unit) or _units()[row.unit(Column.DISTANCE, row.mapped.distance_unit)]
    return None if value is None else value * scale


def _number(text: str) -> tuple[float | None, str]:
    """Return a number and its unit: ``1,234.5``, ``1.234,5``, ``5,2 km``; None where it is none."""
    found = _WITH_UNIT.fullmatch(text.strip())
    if found is None:
        return None, ""
    digits = re.sub(r"[\s'\u2019]", "", found[1])
    if "," in digits and "." in digits:
        thousands = "," if digits.rfind(".") > digits.rfind(",") else "."
        digits = digits.replace(thousands, "").replace(",", ".")
    elif digits.count(",") == 1:
        is_thousands = re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", digits) is not None
        digits = digits.replace(",", "" if is_thousands else ".")
    try:
        return float(digits), found[2].lower()
    except ValueError:
        return None, ""
