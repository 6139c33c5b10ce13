"""A day of breaks at given moments, as stretches of keeping still for short legs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from soleus.prediction.day_legs import BREAK_MINUTES, Sitting, state_after, swellings
from soleus.records import read_toml
from soleus.reminders import break_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from soleus.prediction.day_legs import ShortLegs, State
    from soleus.reminders import DayAhead, WindowOfDay
    from soleus.vocabulary import Activity


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment that ends a stretch: a break, or the opening of the day's next part, or its end.

    Parameters
    ----------
    at : minutes from the beginning of the day's first part
    part : index of the part that it lies in
    activity : what is done in the break; None where it is none
    """

    at: float
    part: int
    activity: str | None = None


@dataclass(frozen=True, slots=True)
class DayToPlan:
    """A day, and what a break in it may be.

    Parameters
    ----------
    ahead : its parts and meetings
    open_to : the activities that the gate opens now
    """

    ahead: DayAhead
    open_to: frozenset[Activity]

    @property
    def wanted(self) -> dict[str, list[str]]:
        """The activities that its breaks can ask for, by posture."""
        found: dict[str, list[str]] = {}
        for part in self.ahead.parts:
            here = found.setdefault(posture_of(part) or "", [])
            turns = (self.activity(part, turn) for turn in range(_MOST_TURNS))
            here += [each for each in dict.fromkeys(turns) if each and each not in here]
        return found

    @property
    def can_be_planned(self) -> bool:
        """Whether legs swell all day long, and every part has a break that is open."""
        wanted = self.wanted
        known = steps()["breaks"]
        return all(
            posture in known and activities and set(activities) <= set(known[posture])
            for posture, activities in wanted.items()
        )

    def activity(self, part: WindowOfDay, turn: int) -> str | None:
        """Return what the reminders ask for in a break of this turn; None where nothing fits."""
        found = break_for(part.window.mode, turn, self.open_to)
        return found.activity.value if found else None

    def minutes(self, part: WindowOfDay) -> tuple[float, float, float]:
        """Return when a part opens, from when the next break counts, and when it closes."""
        begin = self.ahead.starts
        span = part.window.span
        ours = (span.starts, part.since, span.ends)
        opens, since, ends = ((each - begin).total_seconds() / 60.0 for each in ours)
        return opens, since, ends

    def first(self) -> tuple[int, float]:
        """Return the part that the plan begins in, and from when its first break counts."""
        parts = enumerate(self.ahead.parts)
        number = next(n for n, part in parts if part.window.span.ends > self.ahead.now)
        opens, since, _ = self.minutes(self.ahead.parts[number])
        return number, max(opens, since)

    def state_at_first(self, legs: ShortLegs) -> State:
        """Return how swollen a foot is where the plan begins, by what was done before."""
        number, at = self.first()
        marks = [each for each in self._past_marks() if each.at <= at and each.part <= number]
        if not marks or marks[-1].at < at:
            marks.append(Mark(at, number))
        return state_after(legs, self._stretches(marks, 0.0, 0))

    def stretches(self, breaks: Iterable[float]) -> list[Sitting]:
        """Return what is left of the day with breaks at some minutes of it."""
        number, at = self.first()
        marks = sorted(self._marks_ahead(sorted(breaks), number), key=lambda mark: mark.at)
        return list(self._stretches(marks, at + self.rest_after_first(), number))

    def highest(self, legs: ShortLegs, breaks: Iterable[float]) -> float:
        """Return the most that a foot swells in what is left of the day [% of its volume]."""
        return max(swellings(legs, self.stretches(breaks), self.state_at_first(legs)))

    def rest_after_first(self) -> int:
        """Return the minutes of a break that the plan begins with: one that was just taken."""
        number, at = self.first()
        moved = (mark for mark in self._past_marks() if mark.activity and mark.part == number)
        return BREAK_MINUTES if any(mark.at == at for mark in moved) else 0

    def _past_marks(self) -> list[Mark]:
        marks = []
        for number, part in enumerate(self.ahead.parts):
            opens = self.minutes(part)[0]
            marks.append(Mark(opens, number))
            for turn, moved in enumerate(part.moved):
                at = (moved - self.ahead.starts).total_seconds() / 60.0
                marks.append(Mark(at, number, self.activity(part, turn)))
        return marks

    def _marks_ahead(self, breaks: Sequence[float], first: int) -> Iterator[Mark]:
        last = len(self.ahead.parts) - 1
        for number in range(first, last + 1):
            part = self.ahead.parts[number]
            opens, _, ends = self.minutes(part)
            if number > first:
                yield Mark(opens, number)
            here = [each for each in breaks if opens <= each < ends]
            for turn, at in enumerate(here, part.turn):
                yield Mark(at, number, self.activity(part, turn))
        yield Mark(self.minutes(self.ahead.parts[last])[2], last)

    def _stretches(self, marks: Iterable[Mark], begins: float, part: int) -> Iterator[Sitting]:
        for mark in marks:
            posture = posture_of(self.ahead.parts[part]) or ""
            yield Sitting(posture, max(0.0, mark.at - begins), mark.activity)
            begins = mark.at + (BREAK_MINUTES if mark.activity else 0)
            part = mark.part


_MOST_TURNS = 4
"""Breaks take turns with no more than so many others."""


@cache
def steps() -> Mapping[str, Any]:
    """Return what the simulation does for each activity, and in which posture the day is spent."""
    return read_toml(files("soleus.prediction") / "day_steps.toml")


def posture_of(part: WindowOfDay) -> str | None:
    """Return the posture of a part of a day; None where nothing is told of it, as of lying."""
    posture: str | None = steps()["postures"].get(part.window.mode.value)
    return posture
