"""One leg of a journey by air: from where and when to where and when, each by its own clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from soleus.language import translate
from soleus.records import Record
from soleus.records import limits as limit
from soleus.vocabulary import FaultsError

LONGEST_FLIGHT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Flight(Record):
    """One leg, by the clocks of the two places.

    Parameters
    ----------
    departs, arrives : local times, without a zone
    departs_zone, arrives_zone : IANA names of the zones of the two places
    """

    error = FaultsError
    departs: Annotated[datetime, limit.local_moment()]
    departs_zone: Annotated[str, limit.time_zone()]
    arrives: Annotated[datetime, limit.local_moment()]
    arrives_zone: Annotated[str, limit.time_zone()]

    @property
    def starts(self) -> datetime:
        """The moment of leaving, in UTC."""
        return self.departs.replace(tzinfo=ZoneInfo(self.departs_zone)).astimezone(UTC)

    @property
    def ends(self) -> datetime:
        """The moment of landing, in UTC."""
        return self.arrives.replace(tzinfo=ZoneInfo(self.arrives_zone)).astimezone(UTC)

    @property
    def half_way(self) -> datetime:
        """The moment half-way, in UTC: from here on the clock of the landing counts."""
        return self.starts + (self.ends - self.starts) / 2

    def _faults_between(self) -> tuple[str, ...]:
        if not self.starts < self.ends:
            return (
                translate("a flight has to land after it leaves; look at both times and zones"),
            )
        if self.ends - self.starts > LONGEST_FLIGHT:
            return (translate("a flight longer than 24 hours; enter each leg by itself"),)
        return ()
