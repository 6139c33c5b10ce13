"""Reads the meetings of a calendar in a process of its own, run as ``python -m`` by its parent.

A page is answered in between, however large a calendar is: two threads of Python would take turns.
The process limits its own time and memory, so that it cannot outlive what asked for it by much.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from soleus.reminders.errors import CalendarError
from soleus.reminders.meetings import CalendarReading, read_meetings
from soleus.reminders.span import Span

MOST_MEMORY = 1_500_000_000
"""Bytes of address space; a calendar of the largest size takes about a fifth of it."""


def answer(order: dict[str, str | float], content: bytes) -> dict[str, object]:
    """Return what a calendar says as JSON, or why it cannot be read."""
    around = Span(
        datetime.fromisoformat(str(order["starts"])), datetime.fromisoformat(str(order["ends"]))
    )
    try:
        reading = read_meetings(
            content,
            around,
            ZoneInfo(str(order["zone"])),
            longest=timedelta(minutes=float(order["longest"])),
            source=str(order["source"]),
        )
    except CalendarError as error:
        return {"fault": error.text}
    return _as_json(reading)


def _as_json(reading: CalendarReading) -> dict[str, object]:
    spans = [[each.starts.isoformat(), each.ends.isoformat()] for each in reading.meetings]
    return {"meetings": spans, "unreadable": reading.unreadable}


def main() -> None:
    """Read an order, a line of JSON, and the calendar after it; write the answer."""
    order = json.loads(sys.stdin.buffer.readline())
    _limit_itself(int(order["seconds"]))
    json.dump(answer(order, sys.stdin.buffer.read()), sys.stdout)


def _limit_itself(cpu_seconds: int) -> None:
    """Give way to what answers pages, and end by itself; where the system has no limits, go on."""
    with suppress(ImportError, OSError, ValueError, AttributeError):
        import os
        import resource

        os.nice(10)
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    main()
