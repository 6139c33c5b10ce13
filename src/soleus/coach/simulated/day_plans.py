"""The day planned by simulated legs: offered, taken over, and given up again.

What is simulated may say when breaks that are open come; what is open the gate says, and it and
the rules of the reminders decide on each break again when it is due.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from soleus.prediction import DayToPlan, PeopleLikeThem, TradeOff, trade_off
from soleus.reminders import PlannedDay, day_ahead
from soleus.vocabulary import capabilities

if TYPE_CHECKING:
    from datetime import datetime

    from soleus.circulation import Known
    from soleus.coach.breaks.reminders import Reminders
    from soleus.coach.simulated.fits import Fits
    from soleus.evidence import Text
    from soleus.reminders import DayAhead, Opening


@dataclass(frozen=True, slots=True)
class DayOffer:
    """A day that can be planned, and what can be chosen of it.

    Parameters
    ----------
    opening : what the gate opens now; where it holds everything back, nothing is planned
    day : the day; None where no breaks are near
    choice : what can be chosen; None where nothing can be planned
    """

    opening: Opening
    day: DayAhead | None = None
    choice: TradeOff | None = None

    @property
    def refusal(self) -> Text | None:
        """What is said where the gate holds everything back."""
        return self.opening.refusal


@dataclass(frozen=True, slots=True)
class DayPlans:
    """Plans days for a person, through the gate.

    Parameters
    ----------
    known_of : what is known of a person's body; None where nothing is
    fits : keeps the simulated people who fit it
    people : has people simulated who are like somebody
    """

    reminders: Reminders
    known_of: Callable[[str], Known | None]
    fits: Fits
    people: PeopleLikeThem

    def offer(self, person_id: str, *, here: str | None = None, wait: bool = False) -> DayOffer:
        """Return what can be chosen of the day that is under way, or of the next with breaks.

        Parameters
        ----------
        here : IANA name of the zone where the person is, where the settings leave it open
        wait : whether to wait until people like this person are simulated; else people in general
            stand in for them at first
        """
        situation, opening = self.reminders.outlook(person_id, here)
        ahead = None if opening.refusal else day_ahead(situation)
        if ahead is None or not opening.until:
            return DayOffer(opening)
        closes = max(opening.until.values())
        day = DayToPlan(ahead, frozenset(a for a, at in opening.until.items() if at > ahead.now))
        if not day.can_be_planned or closes <= ahead.starts:
            return DayOffer(opening, ahead)
        known, like = self._known(person_id), self.fits.people_of(person_id)
        people = self.people.of(known, day.wanted, like=like, wait=wait)
        return DayOffer(opening, ahead, trade_off(day, situation, people))

    def _known(self, person_id: str) -> Known | None:
        """Return what is known of a person; None where there is no simulation that could use it."""
        return self.known_of(person_id) if capabilities().simulation else None

    def take(
        self, person_id: str, limit: float, *, shown: str | None = None, here: str | None = None
    ) -> bool:
        """Take over the break times of the day under a limit, or else of the nearest day.

        Returns whether there was such a day to take over.

        Parameters
        ----------
        limit : swelling [% of the foot's volume]
        shown : the times that the person saw, as :func:`said_of` gives them; the day may have been
            worked out anew since, and nobody gets other times than they pressed for
        """
        offer = self.offer(person_id, here=here)
        if offer.choice is None or offer.day is None:
            return False
        option = offer.choice.under(limit) or offer.choice.lowest
        if shown is not None and shown != said_of(option.breaks):
            return False
        day = PlannedDay(begin_of(offer.day), offer.day.ends, option.breaks)
        self.reminders.take_over(person_id, day)
        return True


def said_of(breaks: Sequence[datetime]) -> str:
    """Return break times as one word, for a form to send back."""
    return ",".join(at.astimezone(UTC).isoformat() for at in breaks)


def begin_of(day: DayAhead) -> datetime:
    """Return from when a plan counts: from the day's beginning, or from what is counted now."""
    under_way = [part for part in day.parts if part.window.span.ends > day.now]
    return min(under_way[0].since, day.now) if under_way[0].since <= day.now else day.starts
