"""What became of a break: taken, put off, left out, or taken while nobody was there."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from soleus.journal.entries import Entry
from soleus.journal.limits import number, one_of, optional

LONGEST_SPAN_MINUTES = 31 * 24 * 60


class BreakEvent(StrEnum):
    """What happened: moved of one's own accord, put off, left out, away, asleep, paused, resumed.

    ``away`` is a person who left, ``asleep`` a machine that slept.
    """

    MOVED = "moved"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    AWAY = "away"
    ASLEEP = "asleep"
    PAUSED = "paused"
    RESUMED = "resumed"


_WITH_MINUTES = (BreakEvent.SNOOZED, BreakEvent.AWAY, BreakEvent.ASLEEP, BreakEvent.PAUSED)


@dataclass(frozen=True, slots=True)
class BreakEntry(Entry):
    """One thing that became of a break.

    ``minutes`` is how long it was put off or paused from its moment on, or how long somebody had
    been away when they came back at its moment; None for the others.
    """

    kind: ClassVar[str] = "break"
    what: Annotated[BreakEvent, one_of(BreakEvent)]
    minutes: Annotated[float | None, optional(number(0, LONGEST_SPAN_MINUTES, "minutes"))] = None

    def _faults_between(self) -> tuple[str, ...]:
        if (self.minutes is not None) == (self.what in _WITH_MINUTES):
            return ()
        return (f"minutes has to be given for {', '.join(_WITH_MINUTES)}, and only there",)
