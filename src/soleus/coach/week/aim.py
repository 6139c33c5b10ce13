"""The aim of the week: one number of minutes, and one sentence, wherever the aim is spoken of."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from soleus.coach.gate.gate import Gate
from soleus.coach.week.weeks import Weeks
from soleus.journal import Entry, Journal, Recorded, WeekMinutes, week_minutes
from soleus.language import day_and_month, translate
from soleus.plan import WeekPlan, targets
from soleus.vocabulary import NotPermittedError

_TO_SUNDAY = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Aim:
    """The aim of one week and how far it is done.

    Parameters
    ----------
    since : the first day: the plan's where there is one, else Monday
    minutes : the plan's, else the target; None while nobody is asked for more
    week : what was done in these seven days
    """

    since: date
    minutes: int | None
    week: WeekMinutes

    @property
    def until(self) -> date:
        """The last day."""
        return self.since + _TO_SUNDAY

    @property
    def done(self) -> int:
        """Minutes done, hard ones counted twice."""
        return round(self.week.moderate_equivalent)

    @property
    def is_met(self) -> bool:
        """Whether the aim is reached."""
        return self.minutes is not None and self.done >= self.minutes

    @property
    def says(self) -> str:
        """The aim in one sentence; empty where there is none."""
        if self.minutes is None:
            return ""
        if self.since.weekday() == 0:
            return translate(
                "The aim of this week: {minutes} minutes. Done so far: {done}.",
                minutes=self.minutes,
                done=self.done,
            )
        return translate(
            "The aim from {since} to {until}: {minutes} minutes. Done so far: {done}.",
            since=day_and_month(self.since),
            until=day_and_month(self.until),
            minutes=self.minutes,
            done=self.done,
        )


@dataclass(frozen=True, slots=True)
class Aims:
    """Says what the aim of a person's week is. ``today`` gives the person's own day."""

    journal: Journal
    gate: Gate
    weeks: Weeks
    today: Callable[[], date]

    def of(self, person_id: str) -> Aim:
        """Return the aim of the week that today lies in."""
        plan, today = self._plan(person_id), self.today()
        since = plan.start if plan else today - timedelta(days=today.weekday())
        recorded: tuple[Recorded[Entry], ...] = self.journal.entries(person_id, since=since)
        return Aim(since, self._minutes(person_id, plan), week_minutes(recorded, since))

    def _minutes(self, person_id: str, plan: WeekPlan | None) -> int | None:
        if not self.gate.standing(person_id).builds_up:
            return None
        if plan is None:
            return targets().moderate_minutes_per_week.value
        return plan.aim_minutes or None

    def _plan(self, person_id: str) -> WeekPlan | None:
        with suppress(NotPermittedError):
            return self.weeks.current(person_id)
        return None
