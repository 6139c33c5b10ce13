"""Who comes back after a week or more: what was noted last, and nothing of what was not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from soleus.assessment import RefusalCause, Standing
from soleus.coach.gate.gate import Gate
from soleus.journal import Entry, Journal, Recorded, Score, daily_scores
from soleus.learning import SWELLING
from soleus.vocabulary import Urgency

LONG = timedelta(days=7)
"""From how long without any note on somebody is welcomed back."""

_FIRST = (Urgency.EMERGENCY, Urgency.TODAY, Urgency.WITHIN_DAYS)


@dataclass(frozen=True, slots=True)
class Absence:
    """A time without a note.

    Parameters
    ----------
    last_on : the day of the last note of any kind
    swelling : what was noted last of the legs, each leg that was noted; empty where none was
    swelling_on : the day of that
    """

    last_on: date
    swelling: Mapping[Score, int]
    swelling_on: date | None


@dataclass(frozen=True, slots=True)
class Absences:
    """Tells who comes back. ``today`` gives the person's own day."""

    journal: Journal
    gate: Gate
    today: Callable[[], date]

    def of(self, person_id: str) -> Absence | None:
        """Return the absence that ends now; None where there is none, or a referral comes first."""
        if _is_referred(self.gate.standing(person_id)):
            return None
        since = self.today() - LONG + timedelta(days=1)
        if self.journal.entries(person_id, since=since):
            return None
        recorded: tuple[Recorded[Entry], ...] = self.journal.entries(person_id)
        days = [each.local_date for each in recorded if each.is_current]
        if not days:
            return None
        noted = [each for each in daily_scores(recorded) if set(SWELLING) & set(each.scores)]
        last = noted[-1] if noted else None
        swelling = {leg: last.scores[leg] for leg in SWELLING if leg in last.scores} if last else {}
        return Absence(max(days), swelling, last.day if last else None)


def _is_referred(standing: Standing) -> bool:
    """Whether somebody has to be seen by what is known, or the check itself says what comes."""
    if standing.refusal is not None and standing.refusal.cause is RefusalCause.DECISION:
        return True
    return standing.decision is not None and standing.decision.urgency in _FIRST
