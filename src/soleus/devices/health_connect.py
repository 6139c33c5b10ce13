"""The backup of Health Connect: a database of SQLite, read only, with nothing in it trusted.

Each kind of record has a table of its own; times are milliseconds since 1970 in UTC, with the
offset there in seconds. The session of an exercise has no distance, pulse or steps: these are in
tables of their own and are taken by the time of the session and the app that wrote it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from soleus.devices.activity import FileFindings, Format, offset_zone
from soleus.devices.collecting import Collected
from soleus.devices.errors import DeviceFileError
from soleus.devices.minute_steps import StepCounter
from soleus.devices.minutes import NO_MINUTES, MinuteByMinute, MinuteSums
from soleus.devices.sports import sport_of, sport_of_number
from soleus.language import msgid

_NONE = msgid("It is a database, and not one of Health Connect.")
_DAMAGED = msgid("It is damaged. Export it from Health Connect again.")
_ODD = msgid("Some counts of steps in it cannot be: too many, in the future or backwards.")
_LARGEST_VALUE = 1_000_000
_MOST_SESSIONS = 50_000
_CACHE_KIB = 16_000


def read_health_connect(path: Path, name: str, now: datetime, zone: tzinfo) -> FileFindings:
    """Return the sessions, the days of steps and the walks of a backup.

    Raises
    ------
    DeviceFileError
        where it is damaged or of something else.
    """
    collected = Collected(Format.HEALTH_CONNECT, now)
    try:
        with closing(_opened(path)) as database:
            tables = _columns(database)
            if not {"exercise_session_record_table", "steps_record_table"} & set(tables):
                raise DeviceFileError(_NONE)
            _add_sessions(database, tables, collected)
            steps = StepCounter(zone, now)
            _add_steps(database, tables, steps, collected)
            steps.put_into(collected)
    except (sqlite3.Error, OverflowError, ValueError, MemoryError):
        raise DeviceFileError(_DAMAGED) from None
    return collected.findings(name)


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
    database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for line in (
        "PRAGMA trusted_schema = OFF",
        "PRAGMA cell_size_check = ON",
        "PRAGMA query_only = ON",
        "PRAGMA mmap_size = 0",
        f"PRAGMA cache_size = -{_CACHE_KIB}",
        "PRAGMA temp_store = FILE",
    ):
        database.execute(line)
    return database


def _columns(database: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """Return the columns of each real table; what is a view or a virtual table is passed over."""
    wanted = (
        "exercise_session_record_table",
        "steps_record_table",
        "distance_record_table",
        "heart_rate_record_table",
        "heart_rate_record_series_table",
        "application_info_table",
    )
    found = {}
    for table in wanted:
        row = database.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
        ).fetchone()
        if row is not None and not str(row[0]).lstrip().upper().startswith("CREATE VIRTUAL"):
            rows = database.execute(f"PRAGMA table_info({table})").fetchall()
            found[table] = frozenset(str(each[1]) for each in rows)
    return found


def _rows(
    database: sqlite3.Connection, tables: dict[str, frozenset[str]], table: str, *names: str
) -> Iterator[tuple[Any, ...]]:
    """Yield some columns of a table, None for one that is not there."""
    if table not in tables:
        return
    columns = ", ".join(name if name in tables[table] else "NULL" for name in names)
    for row in database.execute(f"SELECT {columns} FROM {table}"):  # noqa: UP028
        yield row  # "yield from" would close the cursor after its database


def _add_sessions(
    database: sqlite3.Connection, tables: dict[str, frozenset[str]], collected: Collected
) -> None:
    apps = dict(_rows(database, tables, "application_info_table", "row_id", "app_name"))
    sessions = _rows(
        database,
        tables,
        "exercise_session_record_table",
        "start_time",
        "end_time",
        "start_zone_offset",
        "exercise_type",
        "title",
        "app_info_id",
    )
    for place, (start, end, offset, kind, title, app) in enumerate(sessions):
        if place >= _MOST_SESSIONS:
            break
        begins, ends = _milliseconds(start), _milliseconds(end)
        called = title if isinstance(title, str) else ""
        sport = sport_of_number(kind) if isinstance(kind, int) else sport_of(called)
        seconds = None if begins is None or ends is None else (ends - begins) / 1000
        within = (
            None
            if begins is None or ends is None or not 0 <= ends - begins < 10**8
            else (begins, ends, app)
        )
        pulse, by_minute = _pulse(database, tables, within) if within else (None, NO_MINUTES)
        collected.add(
            sport if sport.value != "other" else sport_of(called),
            None if begins is None else _moment(begins),
            seconds,
            called=called,
            distance_m=within
            and _sum(database, tables, "distance_record_table", "distance", within),
            steps=within and _sum(database, tables, "steps_record_table", "count", within),
            heart_rate=pulse,
            device=str(apps.get(app) or ""),
            zone=offset_zone(offset) if isinstance(offset, int) else None,
            by_minute=by_minute,
        )


def _milliseconds(value: object) -> int | None:
    return (
        value
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**14
        else None
    )


def _moment(milliseconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _sum(
    database: sqlite3.Connection,
    tables: dict[str, frozenset[str]],
    table: str,
    column: str,
    within: tuple[int, int, Any],
) -> float | None:
    """Return what one app counted during a session; None where it counted nothing."""
    if not {"start_time", "end_time", "app_info_id", column} <= tables.get(table, frozenset()):
        return None
    row = database.execute(
        f"SELECT sum({column}) FROM {table} "
        "WHERE start_time >= ? AND end_time <= ? AND app_info_id IS ?",
        within,
    ).fetchone()
    return row[0] if isinstance(row[0], int | float) else None


def _pulse(
    database: sqlite3.Connection,
    tables: dict[str, frozenset[str]],
    within: tuple[int, int, Any],
) -> tuple[float | None, MinuteByMinute]:
    """Return the mean pulse during a session, and that of each minute of it."""
    if not {"heart_rate_record_table", "heart_rate_record_series_table"} <= set(tables):
        return None, NO_MINUTES
    rows = database.execute(
        "SELECT (s.epoch_millis - ?) / 60000, sum(s.beats_per_minute), count(*) "
        "FROM heart_rate_record_table r "
        "JOIN heart_rate_record_series_table s ON s.parent_key = r.row_id "
        "WHERE s.epoch_millis BETWEEN ? AND ? AND r.app_info_id IS ? GROUP BY 1",
        (within[0], *within),
    )
    minutes, beats, readings = MinuteSums(), 0.0, 0
    for minute, total, number in rows:
        if isinstance(minute, int) and isinstance(total, int | float) and number:
            beats, readings = beats + total, readings + number
            minutes.add_pulse(60 * minute, total / number)
    return (beats / readings if readings else None), minutes.told()


def _add_steps(
    database: sqlite3.Connection,
    tables: dict[str, frozenset[str]],
    steps: StepCounter,
    collected: Collected,
) -> None:
    names = ("start_time", "end_time", "count", "app_info_id")
    for start, end, count, app in _rows(database, tables, "steps_record_table", *names):
        begins, ends = _milliseconds(start), _milliseconds(end)
        is_sound = (
            begins is not None
            and ends is not None
            and isinstance(count, int)
            and steps.add(str(app)[:20], begins / 1000, ends / 1000, count)
        )
        if not is_sound:
            collected.leave_out(DeviceFileError(_ODD))
