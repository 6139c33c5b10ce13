"""Gathers what a file holds; what is wrong with one activity leaves the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from soleus.devices.activity import DayOfSteps, FileFindings, Format, TrackedActivity, tracked
from soleus.devices.errors import DeviceFileError, FileRemark
from soleus.devices.limits import device_limits
from soleus.devices.sports import Sport
from soleus.language import msgid

_TOO_MANY = msgid("It holds more than {most} activities. Take in a part of it.")
_NOTHING = msgid("It holds no activity.")
_TOO_EXACT = 20
"""Different reasons that are told one by one."""


@dataclass(slots=True)
class Collected:
    """The activities of one file so far, and why others were left out."""

    format: Format
    now: datetime
    activities: list[TrackedActivity] = field(default_factory=list)
    days: list[DayOfSteps] = field(default_factory=list)
    _left_out: Counter[tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=Counter)

    def add(
        self,
        sport: Sport,
        starts: datetime | None,
        seconds: object,
        **values: Any,  # noqa: ANN401  as tracked
    ) -> None:
        """Add an activity as :func:`tracked` takes it, or note why it cannot be taken.

        Raises
        ------
        DeviceFileError
            where there are too many.
        """
        if len(self.activities) >= device_limits().most_activities:
            raise DeviceFileError(_TOO_MANY, most=device_limits().most_activities)
        try:
            activity = tracked(self.format, sport, starts, seconds, self.now, **values)
            self.activities.append(activity)
        except DeviceFileError as error:
            self.leave_out(error)

    def leave_out(self, error: DeviceFileError) -> None:
        """Note why something is left out."""
        remark = error.remark
        self._left_out[remark.text, tuple(remark.values.items())] += 1

    def findings(self, name: str) -> FileFindings:
        """Return what the file holds; one whose every part was left out has a fault."""
        left = tuple(
            FileRemark(text, dict(values), times)
            for (text, values), times in self._left_out.most_common(_TOO_EXACT)
        )
        has_any = bool(self.activities or self.days)
        fault = None if has_any else (left[0] if left else FileRemark(_NOTHING))
        return FileFindings(
            name,
            self.format,
            tuple(self.activities),
            tuple(self.days),
            left if has_any else (),
            fault,
        )
