"""Keeps the planned day that a person took over, until it is over."""

from dataclasses import dataclass

from soleus.journal import Journal
from soleus.reminders import PlannedDay
from soleus.vocabulary import Clock, FaultsError

PLANNED = "planned_day"


@dataclass(frozen=True, slots=True)
class PlannedDays:
    """The planned day of each person, among their settings."""

    journal: Journal
    clock: Clock

    def of(self, person_id: str) -> PlannedDay | None:
        """Return the planned day that somebody took over; None where none is left."""
        kept = self.journal.settings(person_id).get(PLANNED)
        try:
            day = PlannedDay.from_dict(kept) if isinstance(kept, dict) and kept else None
        except FaultsError:  # of another version
            return None
        return day if day is not None and self.clock.now() < day.ends else None

    def keep(self, person_id: str, day: PlannedDay) -> None:
        """Keep a planned day in place of the one before."""
        self.journal.save_setting(person_id, PLANNED, day.as_dict())

    def drop(self, person_id: str) -> None:
        """Let breaks come by the ordinary rule again."""
        if self.journal.settings(person_id).get(PLANNED):
            self.journal.save_setting(person_id, PLANNED, {})
