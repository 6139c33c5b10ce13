"""Google Fit, from Google's export: sessions as JSON, and days as tables of quarter hours."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date
from typing import Any, BinaryIO

from soleus.devices.collecting import Collected
from soleus.devices.errors import DeviceFileError
from soleus.devices.json_files import number_of, text_of
from soleus.devices.minute_steps import StepCounter
from soleus.devices.moments import iso_moment, offset_of
from soleus.devices.sports import sport_of
from soleus.language import msgid

_ODD = msgid("Some counts of steps in it cannot be: too many, in the future or backwards.")
_SLEEP = frozenset(
    {"sleep", "sleep.light", "sleep.deep", "sleep.rem", "in_vehicle", "still", "meditation"}
)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)\.csv$")
_START, _END, _STEPS = "start time", "end time", "step count"


def is_session(value: object) -> bool:
    """Whether JSON is one session of Google Fit."""
    return isinstance(value, dict) and "fitnessActivity" in value


def read_session(value: dict[str, Any], collected: Collected) -> None:
    """Add one session; sleep and the like are none."""
    called = text_of(value.get("fitnessActivity"))
    if called.lower() in _SLEEP:
        return
    start, end = (iso_moment(text_of(value.get(name))) for name in ("startTime", "endTime"))
    told = number_of(text_of(value.get("duration")).removesuffix("s"))
    elapsed = None
    if start is not None and end is not None:
        begins, ends = (m.replace(tzinfo=m.tzinfo or UTC) for m in (start, end))
        elapsed, start = (ends - begins).total_seconds(), begins
    collected.add(
        sport_of(called),
        start,
        elapsed if told is None else told,
        called=called,
        elapsed_seconds=elapsed,
        distance_m=_total(value, "com.google.distance.delta"),
        heart_rate=_total(value, "com.google.heart_rate.summary"),
        steps=_total(value, "com.google.step_count.delta"),
        device="Google Fit",
        zone=offset_of(start),
    )


def _total(value: dict[str, Any], name: str) -> float | None:
    sums = value.get("aggregate")
    for each in sums if isinstance(sums, list) else ():
        if isinstance(each, dict) and each.get("metricName") == name:
            whole = number_of(each.get("intValue"))
            return number_of(each.get("floatValue")) if whole is None else whole
    return None


def is_day_table(name: str, header: str) -> bool:
    """Whether a table is one day of Google Fit, by its name and first line."""
    return bool(_DAY.search(name)) and header.lower().lstrip("\ufeff").startswith(_START)


def read_day_table(file: BinaryIO, name: str, steps: StepCounter, collected: Collected) -> None:
    """Add the steps of one day; its name tells the day, its rows the time and the offset."""
    found = _DAY.search(name)
    day = date.fromisoformat(found[1]) if found else None
    rows = csv.DictReader(io.TextIOWrapper(file, "utf-8-sig", "replace"), restval="")
    rows.fieldnames = [str(each).strip().lower() for each in rows.fieldnames or ()]
    try:
        for row in rows:
            count = number_of(row.get(_STEPS))
            if not count or day is None:
                continue
            begins, ends = (_seconds(day, str(row.get(each))) for each in (_START, _END))
            if begins is None or ends is None or not _add(steps, begins, ends, count):
                collected.leave_out(DeviceFileError(_ODD))
    except csv.Error:
        collected.leave_out(DeviceFileError(_ODD))


def _add(steps: StepCounter, begins: float, ends: float, count: float) -> bool:
    # the last row of a day ends at midnight, which its clock calls 00:00
    return steps.add("google_fit", begins, ends if ends > begins else ends + 86_400, count)


def _seconds(day: date, clock: str) -> float | None:
    moment = iso_moment(f"{day.isoformat()}T{clock}")
    return None if moment is None or moment.tzinfo is None else moment.timestamp()
