"""What simulated legs foretold of the last evenings, against what the person noted of them.

It explains, and shows where the simulation is wrong; the gate reads none of it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import fmean
from typing import TYPE_CHECKING

from soleus.journal import (
    BreakEntry,
    BreakEvent,
    Score,
    SessionEntry,
    SymptomEntry,
    daily_scores,
)
from soleus.reminders import Mode
from soleus.vocabulary import Weekday, capabilities

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from soleus.circulation import LegDay
    from soleus.coach.breaks.reminders import Reminders
    from soleus.coach.simulated.fits import Fits
    from soleus.coach.simulated.known_body import KnownBody
    from soleus.journal import Entry, Journal, Recorded

LOOKS_BACK = timedelta(days=28)
_SWELLING = (Score.SWELLING_LEFT, Score.SWELLING_RIGHT)
_MOST_BREAKS_AN_HOUR = 10.0


@dataclass(frozen=True, slots=True)
class ForetoldEvening:
    """One evening: where nine in ten simulated ones lie, their middle, and what was noted."""

    day: date
    low: float
    middle: float
    high: float
    noted: float | None


@dataclass(frozen=True, slots=True)
class ForetoldEvenings:
    """The last evenings, and how far off the simulation was of them.

    Parameters
    ----------
    evenings : in the order of the days; scores from 0 to 10
    hours : of sitting a day, as breaks are set
    noted, inside : evenings that were noted, and those of them in the range
    was_wrong : whether the simulation is wrong of this person; None where too few were noted
    bias : by how much more was noted than foretold, on average
    error, expected_error : how far off it was, and would be if it were right
    learnt_error : how far off it is once it has learnt from these evenings
    is_still_wrong : whether it cannot say these evenings even then
    """

    evenings: tuple[ForetoldEvening, ...]
    hours: float
    noted: int
    inside: int
    was_wrong: bool | None
    bias: float
    error: float
    expected_error: float
    learnt_error: float
    is_still_wrong: bool


@dataclass(frozen=True, slots=True)
class Foretold:
    """Compares evenings of days at a desk; of others it is not known how long somebody sat."""

    journal: Journal
    reminders: Reminders
    body: KnownBody
    fits: Fits
    today: Callable[[], date]

    def hours(self, person_id: str) -> tuple[float, frozenset[Weekday]] | None:
        """Return how long a person sits on which days; None where they have not said so."""
        settings = self.reminders.settings(person_id)
        if not settings.is_on or settings.mode is not Mode.DESK:
            return None
        begin, end = (datetime.combine(date.min, t) for t in (settings.starts, settings.ends))
        hours = ((end - begin) % timedelta(days=1)) / timedelta(hours=1)
        return hours, frozenset(settings.days)

    def of(self, person_id: str) -> ForetoldEvenings | None:
        """Return the last evenings; None where the days or the evenings are not known."""
        told = self.hours(person_id)
        if told is None or not capabilities().simulation:
            return None
        noted = self._noted(person_id)
        days = [d for d in self._days() if list(Weekday)[d.weekday()] in told[1]]
        if not any(day in noted for day in days):
            return None
        return self._compared(person_id, told[0], days, noted)

    def _days(self) -> list[date]:
        today = self.today()
        return [today - timedelta(days=back) for back in range(LOOKS_BACK.days, -1, -1)]

    def _noted(self, person_id: str) -> Mapping[date, float]:
        """Return how full the legs felt each day, the mean of both."""
        entries = self.journal.entries(person_id, [SymptomEntry], self.today() - LOOKS_BACK)
        return {
            day.day: fmean(scores)
            for day in daily_scores(entries)
            if (scores := [day.scores[leg] for leg in _SWELLING if leg in day.scores])
        }

    def _breaks(self, person_id: str) -> Counter[date]:
        """Return how often somebody moved each day: breaks that were taken, and sessions."""
        since = self.today() - LOOKS_BACK
        found: tuple[Recorded[Entry], ...] = self.journal.entries(
            person_id, [BreakEntry, SessionEntry], since
        )
        return Counter(
            each.local_date
            for each in found
            if not isinstance(each.entry, BreakEntry)
            or each.entry.what in (BreakEvent.MOVED, BreakEvent.AWAY)
        )

    def _compared(
        self, person_id: str, hours: float, days: list[date], noted: Mapping[date, float]
    ) -> ForetoldEvenings:
        from soleus.circulation import LegDay
        from soleus.prediction.runs import compare_days

        moved = self._breaks(person_id)
        told: list[LegDay] = [
            LegDay(hours, min(moved[day] / hours, _MOST_BREAKS_AN_HOUR), noted.get(day))
            for day in days
        ]
        # the mean of these very evenings must not foretell them
        known = replace(self.body.known_of(person_id), evening_swelling=None)
        before = self.fits.of(person_id, known, purpose="evenings")
        learnt = self.fits.of(person_id, known, told, purpose="learnt")
        first, taught = compare_days(before, told), compare_days(learnt, told)
        return ForetoldEvenings(
            tuple(
                ForetoldEvening(
                    day, each.foretold.low, each.foretold.middle, each.foretold.high, each.noted
                )
                for day, each in zip(days, first.days, strict=True)
            ),
            hours,
            first.n_noted,
            first.n_inside,
            first.was_wrong,
            first.bias,
            first.error,
            first.expected_error,
            taught.error,
            bool(taught.was_wrong),
        )
