"""The week as it was: minutes by source, strength, sitting, sessions, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus.coach.sitting import Still, longest_still
from soleus.coach.streak import Streak, streak
from soleus.journal import Entry, Outcome, Recorded, SessionEntry, WeekMinutes, week_minutes
from soleus.plan import next_minutes, targets
from soleus.vocabulary import NotPermittedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from soleus.coach.gate import Gate
    from soleus.coach.weeks import Weeks
    from soleus.journal import Journal
    from soleus.plan import Statement

LOOKS_BACK = timedelta(weeks=26)
"""How far a row of days is followed."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the plan says of this week's minutes, and how many the next may hold; None if open."""

    statement: Statement
    next_week: int | None


@dataclass(frozen=True, slots=True)
class WeekSeen:
    """One week of one person.

    Parameters
    ----------
    start : its Monday
    minutes : what counts toward the target, and strength
    ended : how many sessions ended in each way
    still : the longest known stretch without a movement; None where nothing is known
    recorded : everything noted in it
    """

    start: date
    minutes: WeekMinutes
    ended: Mapping[Outcome, int]
    still: Still | None
    recorded: tuple[Recorded[Entry], ...]


@dataclass(frozen=True, slots=True)
class LookingBack:
    """Reads weeks out of the journal. ``today`` gives the person's own day."""

    journal: Journal
    gate: Gate
    weeks: Weeks
    today: Callable[[], date]

    def week(self, person_id: str, day: date) -> WeekSeen:
        """Return the week, Monday to Sunday, that a day lies in."""
        monday = day - timedelta(days=day.weekday())
        recorded: tuple[Recorded[Entry], ...] = self.journal.entries(
            person_id, since=monday, until=monday + timedelta(days=6)
        )
        ended = [
            each.entry.outcome
            for each in recorded
            if each.is_current and isinstance(each.entry, SessionEntry)
        ]
        return WeekSeen(
            start=monday,
            minutes=week_minutes(recorded, monday),
            ended={outcome: ended.count(outcome) for outcome in Outcome},
            still=longest_still(recorded),
            recorded=recorded,
        )

    def streak(self, person_id: str) -> Streak:
        """Return how many days with movement there are in a row, with room for days off."""
        recorded: tuple[Recorded[Entry], ...] = self.journal.entries(
            person_id, since=self.today() - LOOKS_BACK
        )
        return streak(recorded, self.today())

    def next_step(self, person_id: str) -> NextStep | None:
        """Return the plan's step of this week; None where there is no plan or it is not open."""
        try:
            plan = self.weeks.current(person_id)
        except NotPermittedError:
            return None
        if plan is None:
            return None
        step = plan.step
        below = step.minutes < targets().moderate_minutes_per_week.value
        further = next_minutes(step.minutes) if step.grows and below else None
        return NextStep(step.statement, further)
