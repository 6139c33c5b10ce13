"""Has a calendar read in a process of its own, within a time limit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from soleus.language import msgid
from soleus.reminders.errors import CalendarError
from soleus.reminders.meetings import CalendarReading
from soleus.reminders.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

MOST_SECONDS = 60
"""How long the reading of one calendar may take, on a machine that is busy too."""

MOST_CPU_SECONDS = 20
"""How long a processor may work at it; the largest calendars take some seconds."""

_ONE_AT_A_TIME = Lock()
_TOO_LONG = msgid("The calendar cannot be read in {n} s. Give Soleus a smaller one.")
_FAILED = msgid("The calendar cannot be read now. Soleus tries again later.")


def read_apart(
    content: bytes, around: Span, zone: ZoneInfo, *, longest: timedelta, source: str = ""
) -> CalendarReading:
    """Read meetings as :func:`read_meetings` does, but in another process, one at a time.

    Raises
    ------
    CalendarError
        where it cannot be read, or not in time.
    """
    order = {
        "starts": around.starts.isoformat(),
        "ends": around.ends.isoformat(),
        "zone": zone.key,
        "longest": longest.total_seconds() / 60,
        "source": source,
        "seconds": MOST_CPU_SECONDS,
    }
    with _ONE_AT_A_TIME:
        return _reading(_answer(json.dumps(order).encode() + b"\n" + content))


def _answer(asked: bytes) -> Mapping[str, object]:
    command = [sys.executable, "-m", "soleus.reminders.calendar_process"]
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(
            command,
            input=asked,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=True,
            env={**os.environ, "PYTHONPATH": paths},
        )
        read = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise CalendarError(_TOO_LONG, n=MOST_SECONDS) from error
    except subprocess.CalledProcessError as error:
        was_ended = error.returncode < 0  # by one of its own limits
        raise CalendarError(_TOO_LONG if was_ended else _FAILED, n=MOST_CPU_SECONDS) from error
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise CalendarError(_FAILED) from error
    if not isinstance(read, dict):
        raise CalendarError(_FAILED)
    return read


def _reading(read: Mapping[str, object]) -> CalendarReading:
    fault, spans, unreadable = read.get("fault"), read.get("meetings"), read.get("unreadable")
    if isinstance(fault, str):
        raise CalendarError(fault)
    if not isinstance(spans, list) or not isinstance(unreadable, int):
        raise CalendarError(_FAILED)
    return CalendarReading(
        tuple(Span(*map(datetime.fromisoformat, each)) for each in spans), unreadable
    )
