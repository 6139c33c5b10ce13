"""One leg of a journey by air: from where and when to where and when, each by its own clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

LONGEST_FLIGHT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Flight:
    """One leg, by the clocks of the two places.

    Parameters
    ----------
    departs, arrives : local times, without a zone
    departs_zone, arrives_zone : IANA names of the zones of the two places
    """

    departs: datetime
    departs_zone: str
    arrives: datetime
    arrives_zone: str

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

    def fault(self) -> str | None:
        """Return what is wrong with it, or None."""
        for zone in (self.departs_zone, self.arrives_zone):
            if not is_zone(zone):
                return f"'{zone}' is no time zone; write one such as Europe/Berlin"
        if not self.starts < self.ends:
            return "a flight has to land after it leaves; look at both times and zones"
        if self.ends - self.starts > LONGEST_FLIGHT:
            return "a flight longer than 24 hours; enter each leg by itself"
        return None

    def as_dict(self) -> dict[str, str]:
        """Return the JSON shape."""
        return {
            "departs": self.departs.isoformat(timespec="minutes"),
            "departs_zone": self.departs_zone,
            "arrives": self.arrives.isoformat(timespec="minutes"),
            "arrives_zone": self.arrives_zone,
        }

    @classmethod
    def from_dict(cls, data: dict[str, str]) -> Self:
        """Read the JSON shape; raise ValueError with one line where it cannot be read."""
        try:
            flight = cls(
                datetime.fromisoformat(data["departs"]).replace(tzinfo=None),
                data["departs_zone"],
                datetime.fromisoformat(data["arrives"]).replace(tzinfo=None),
                data["arrives_zone"],
            )
        except (KeyError, TypeError, ValueError):
            raise ValueError(
                "a flight needs both times, such as 2026-03-01T09:30, and both time zones"
            ) from None
        if fault := flight.fault():
            raise ValueError(fault)
        return flight


def is_zone(name: object) -> bool:
    """Whether this is the IANA name of a time zone."""
    if not isinstance(name, str) or not name:
        return False
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
