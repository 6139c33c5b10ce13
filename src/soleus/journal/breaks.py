"""What happened to a break: taken, put off, left out, or spent away from the desk."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from soleus.journal.entries import Entry
from soleus.language import translate
from soleus.records import limits

LONGEST_SPAN_MINUTES = 31 * 24 * 60


class BreakEvent(StrEnum):
    """What happened: moved unasked, put off, left out, away, asleep, paused, resumed.

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
    what: BreakEvent
    minutes: Annotated[float, limits.number(0, LONGEST_SPAN_MINUTES, "minutes")] | None = None

    def _faults_between(self) -> tuple[str, ...]:
        if (self.minutes is not None) == (self.what in _WITH_MINUTES):
            return ()
        known = ", ".join(_WITH_MINUTES)
        return (translate("minutes has to be given for {known}, and only there", known=known),)
