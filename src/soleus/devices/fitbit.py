"""Fitbit, from its own export or Google's: exercises as JSON, steps as JSON or tables.

Google's export holds steps twice: as JSON by the clock of the watch, and as tables in UTC. Where
both are there the tables are taken (``archive.py``).
"""

from __future__ import annotations

import csv
import io
from datetime import UTC
from typing import Any, BinaryIO

from soleus.devices.activity import offset_zone
from soleus.devices.collecting import Collected
from soleus.devices.errors import DeviceFileError
from soleus.devices.json_files import json_of, number_of, text_of
from soleus.devices.minute_steps import StepCounter
from soleus.devices.moments import any_moment, iso_moment, offset_of
from soleus.devices.sports import sport_of
from soleus.language import msgid

_NOTHING = msgid("It holds no exercise.")
_ODD_STEPS = msgid("Some counts of steps in it cannot be: too many, in the future or backwards.")
_METRES = {
    "kilometer": 1000.0,
    "km": 1000.0,
    "mile": 1609.344,
    "mi": 1609.344,
    "meter": 1.0,
    "m": 1.0,
}
_SOURCE = "fitbit"


def is_fitbit(value: object) -> bool:
    """Whether JSON is of Fitbit: exercises, or counts of steps."""
    one = value[0] if isinstance(value, list) and value else value
    if isinstance(one, dict) and isinstance(one.get("activities"), list):
        return True
    return isinstance(one, dict) and (
        "activityName" in one or "logId" in one or {"dateTime", "value"} <= set(one)
    )


def read_exercises(value: Any, collected: Collected) -> None:  # noqa: ANN401  any JSON
    """Add the exercises of JSON: one object, or a list of them.

    Raises
    ------
    DeviceFileError
        where it holds none.
    """
    if isinstance(value, dict) and isinstance(value.get("activities"), list):
        value = value["activities"]
    logs = value if isinstance(value, list) else [value]
    exercises = [log for log in logs if isinstance(log, dict) and "startTime" in log]
    if not exercises:
        raise DeviceFileError(_NOTHING)
    for log in exercises:
        _add_exercise(log, collected)


def _add_exercise(log: dict[str, Any], collected: Collected) -> None:
    start = any_moment(text_of(log.get("startTime")), is_day_first=False)
    elapsed, active = number_of(log.get("duration")), number_of(log.get("activeDuration"))
    milliseconds = elapsed if active is None else active
    distance = number_of(log.get("distance"))
    unit = _METRES.get(text_of(log.get("distanceUnit")).lower(), 1000.0)
    source = log.get("source")
    device = text_of(source.get("name")) if isinstance(source, dict) else ""
    collected.add(
        sport_of(text_of(log.get("activityName"))),
        start,
        None if milliseconds is None else milliseconds / 1000,
        called=text_of(log.get("activityName")),
        elapsed_seconds=None if elapsed is None else elapsed / 1000,
        distance_m=None if distance is None else distance * unit,
        heart_rate=number_of(log.get("averageHeartRate")),
        steps=number_of(log.get("steps")),
        device=device or "Fitbit",
        zone=offset_of(start, is_clock=True),
    )


def is_steps(value: object) -> bool:
    """Whether JSON is counts of steps rather than exercises."""
    one = value[0] if isinstance(value, list) and value else None
    return isinstance(one, dict) and {"dateTime", "value"} <= set(one)


def read_step_log(value: list[Any], steps: StepCounter, collected: Collected) -> None:
    """Add the counts of steps of JSON, minute by minute, by the clock of the watch."""
    for log in value:
        at = (
            any_moment(text_of(log.get("dateTime")), is_day_first=False)
            if isinstance(log, dict)
            else None
        )
        count = number_of(log.get("value")) if at is not None else None
        if at is None or count is None:
            collected.leave_out(DeviceFileError(_ODD_STEPS))
            continue
        begins = (at if at.tzinfo else at.replace(tzinfo=steps.zone)).timestamp()
        if count and not steps.add(_SOURCE, begins, begins + 60, count):
            collected.leave_out(DeviceFileError(_ODD_STEPS))


def read_step_table(file: BinaryIO, steps: StepCounter, collected: Collected) -> None:
    """Add the counts of steps of a table ``timestamp,steps,data source``, in UTC."""
    rows = csv.DictReader(io.TextIOWrapper(file, "utf-8-sig", "replace"), restval="")
    try:
        for row in rows:
            at, count = iso_moment(str(row.get("timestamp"))), number_of(row.get("steps"))
            if at is None or count is None:
                collected.leave_out(DeviceFileError(_ODD_STEPS))
                continue
            begins = at.replace(tzinfo=at.tzinfo or UTC).timestamp()
            source = str(row.get("data source") or _SOURCE)
            if count and not steps.add(source, begins, begins + 60, count):
                collected.leave_out(DeviceFileError(_ODD_STEPS))
    except csv.Error:
        collected.leave_out(DeviceFileError(_ODD_STEPS))


def read_exercise_table(file: BinaryIO, collected: Collected) -> None:
    """Add the exercises of a table ``UserExercises_….csv`` of Google's export."""
    rows = csv.DictReader(io.TextIOWrapper(file, "utf-8-sig", "replace"), restval="")
    try:
        for row in rows:
            start, end = (
                iso_moment(str(row.get(name))) for name in ("exercise_start", "exercise_end")
            )
            offset = iso_moment(f"2000-01-01T00:00:00{row.get('utc_offset') or 'Z'}")
            begins, ends = ((m and m.replace(tzinfo=m.tzinfo or UTC)) for m in (start, end))
            called = str(row.get("activity_name") or row.get("activity_type_name") or "")
            seconds = (ends - begins).total_seconds() if begins and ends else None
            shift = offset.utcoffset() if offset else None
            collected.add(
                sport_of(called),
                begins,
                seconds,
                called=called,
                device="Fitbit",
                zone=offset_zone(shift.total_seconds())
                if shift and row.get("utc_offset")
                else None,
            )
    except csv.Error:
        raise DeviceFileError(_NOTHING) from None


def read_fitbit(file: BinaryIO, steps: StepCounter, collected: Collected) -> None:
    """Add what one file of JSON holds, exercises or steps."""
    value = json_of(file)
    if is_steps(value):
        read_step_log(value, steps, collected)
    else:
        read_exercises(value, collected)
