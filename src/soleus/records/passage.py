"""A passage: from where and when to where and when, each by the clock of its place."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from soleus.records.record import Record
from soleus.records.times import local_moment, time_zone


@dataclass(frozen=True, slots=True)
class Passage(Record):
    """One way from a place to another, by the clocks of the two.

    Parameters
    ----------
    departs, arrives : local times, without a zone
    departs_zone, arrives_zone : IANA names of the zones of the two places
    """

    departs: Annotated[datetime, local_moment()]
    departs_zone: Annotated[str, time_zone()]
    arrives: Annotated[datetime, local_moment()]
    arrives_zone: Annotated[str, time_zone()]

    @property
    def starts(self) -> datetime:
        """The moment of leaving, in UTC."""
        return self.departs.replace(tzinfo=ZoneInfo(self.departs_zone)).astimezone(UTC)

    @property
    def ends(self) -> datetime:
        """The moment of landing, in UTC."""
        return self.arrives.replace(tzinfo=ZoneInfo(self.arrives_zone)).astimezone(UTC)

    @property
    def lasts(self) -> timedelta:
        """How long it takes, whatever the two clocks say."""
        return self.ends - self.starts

    @property
    def half_way(self) -> datetime:
        """The moment half-way, in UTC: from here on the clock of the landing counts."""
        return self.starts + self.lasts / 2


def is_skipped(local: datetime, zone: str) -> bool:
    """Whether no clock of a place ever shows this time, as the clocks went forward over it."""
    there = local.replace(tzinfo=ZoneInfo(zone))
    return there.astimezone(UTC).astimezone(there.tzinfo).replace(tzinfo=None) != local


def comes_twice(local: datetime, zone: str) -> bool:
    """Whether the clocks of a place show this time twice, as they went back over it."""
    there = local.replace(tzinfo=ZoneInfo(zone))
    return not is_skipped(local, zone) and there.utcoffset() != there.replace(fold=1).utcoffset()
