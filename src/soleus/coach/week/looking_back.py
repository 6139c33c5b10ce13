"""The week as it was: minutes by source, strength, sitting, sessions, and what comes next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from soleus.coach.week.weeks import Weeks
from soleus.evidence import Text
from soleus.journal import (
    Entry,
    Journal,
    Outcome,
    Recorded,
    SessionEntry,
    WeekMinutes,
    week_minutes,
)
from soleus.learning import Still, longest_still, streak
from soleus.plan import next_minutes, targets
from soleus.vocabulary import NotPermittedError

LOOKS_BACK = timedelta(weeks=26)
"""How far a row of days is followed."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the plan says of this week's minutes, and how many the next may hold; None if open."""

    statement: Text
    next_week: int | None


@dataclass(frozen=True, slots=True)
class WeekSeen:
    """One week of one person.

    Parameters
    ----------
    start : its Monday
    minutes : what counts toward the target, and strength
    ended : how many sessions ended in each way
    still : the longest known time without a movement; None where nothing is known
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

    def days_in_a_row(self, person_id: str) -> tuple[date, ...]:
        """Return the days with movement in a row up to today, the newest first."""
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
        return NextStep(plan.statements[step.basis], further)
