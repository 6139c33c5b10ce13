"""A day whose breaks were planned ahead: it stands in for the interval, within the same bounds."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from soleus.language import translate
from soleus.records import Record
from soleus.reminders.limits import limits
from soleus.reminders.span import Span
from soleus.vocabulary import FaultsError


@dataclass(frozen=True, slots=True)
class PlannedDay(Record):
    """The breaks of one day that a person took over.

    Parameters
    ----------
    starts, ends : from when to when the plan counts
    breaks : when its breaks are, in order
    """

    error = FaultsError
    starts: datetime
    ends: datetime
    breaks: tuple[datetime, ...]

    @property
    def span(self) -> Span:
        """From when to when the plan counts."""
        return Span(self.starts, self.ends)

    def after(self, since: datetime) -> tuple[datetime, bool]:
        """Return the next break that is counted from a moment, and whether it is a planned one.

        A planned break that would come too soon after the person moved is left out; and nobody
        sits for longer than the longest interval until the next.
        """
        soonest = since + timedelta(minutes=limits().interval_least)
        latest = since + timedelta(minutes=limits().interval_most)
        planned = next((each for each in self.breaks if each >= soonest), None)
        if planned is None or planned > latest:
            return latest, False
        return planned, True

    def _faults_between(self) -> tuple[str, ...]:
        in_order = [self.starts, *self.breaks, self.ends]
        if in_order == sorted(in_order):
            return ()
        return (translate("the breaks of a planned day have to lie in it, in order"),)
