"""The coach: the daily loop over one journal, as the pages and the command line use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from soleus.coach.checks import Checks
from soleus.coach.diary import Diary
from soleus.coach.exercises import Exercises
from soleus.coach.gate import Gate
from soleus.coach.habits import Habits
from soleus.coach.learning import Learning
from soleus.coach.limbs import KnownLimbs
from soleus.coach.looking_back import LookingBack
from soleus.coach.practice import Practice
from soleus.coach.reminders import Reminders
from soleus.coach.visits import Visits
from soleus.coach.weeks import Weeks

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from soleus.journal import Journal
    from soleus.vocabulary import Clock


class Coach:
    """Check, plan, do, record: each part is an attribute, and all share one gate.

    Parameters
    ----------
    journal : where everything is kept; closed by :meth:`close`
    timezone : IANA name of the zone whose days the people here live
    """

    def __init__(self, journal: Journal, clock: Clock, *, timezone: str = "UTC") -> None:
        self.journal = journal
        self.clock = clock
        self.timezone = timezone
        self.learning = Learning(journal)
        self.gate = Gate(journal, clock, self.learning)
        self.limbs = KnownLimbs(journal)
        self.checks = Checks(journal, clock)
        self.weeks = Weeks(journal, self.gate, self.today, timezone)
        self.exercises = Exercises(journal, clock, self.gate, self.today)
        self.practice = Practice(journal, clock, self.gate, self.exercises)
        self.diary = Diary(journal)
        self.habits = Habits(journal, self.gate, self.today)
        self.looking_back = LookingBack(journal, self.gate, self.weeks, self.today)
        self.visits = Visits(journal, clock, self.gate, self.weeks)
        self.reminders = Reminders(
            journal, clock, self.gate, timezone=timezone, exercises=self.exercises
        )

    def today(self) -> date:
        """Return the day that it is here."""
        return self.clock.now().astimezone(ZoneInfo(self.timezone)).date()

    def delete(self, people: Collection[str]) -> None:
        """Delete all that is kept of some people, by id: all or nothing, and for good.

        Afterwards the gate is shut for them until a new check, and a session under way is gone.
        """
        with self.practice.standing_still():
            self.journal.erase(people)
        self.reminders.meetings.forget()

    def close(self) -> None:
        """Let go of the journal."""
        self.journal.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
