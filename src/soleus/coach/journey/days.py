"""The timeline of a journey day by day, each day by the clock that counts on it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from soleus.plan import JourneyStep, Night


@dataclass(frozen=True, slots=True)
class StepNow:
    """One thing to do as it stands.

    Parameters
    ----------
    step : what and when
    is_done : whether it was ticked
    needs_new_check : whether what opens it will have run out by then
    open_until : until when the gate opens it; None where it needs no leave
    """

    step: JourneyStep
    is_done: bool
    needs_new_check: bool
    open_until: datetime | None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One line: something to do, or a night to sleep, at a local moment with its zone."""

    local: datetime
    now: StepNow | None = None
    night: Night | None = None

    @property
    def until(self) -> datetime | None:
        """When the night is over, by its clock."""
        return self.night.ends.astimezone(self.night.zone) if self.night else None

    @property
    def place(self) -> str:
        """The name of the zone whose clock counts."""
        return str(self.local.tzinfo)


def timeline_days(
    steps: Iterable[StepNow], nights: Iterable[Night]
) -> tuple[tuple[str, tuple[TimelineRow, ...]], ...]:
    """Return the lines of each day with the zone of its clock, in order of time."""
    rows = [
        *(TimelineRow(each.step.local, now=each) for each in steps),
        *(TimelineRow(each.starts.astimezone(each.zone), night=each) for each in nights),
    ]
    rows.sort(key=lambda row: row.local.timestamp())
    days = groupby(rows, key=lambda row: (row.place, row.local.date()))
    return tuple((place, tuple(of_day)) for (place, _), of_day in days)
