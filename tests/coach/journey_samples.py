"""Journeys that several tests set out on."""

from datetime import datetime
from uuid import UUID

from soleus.coach import Coach
from soleus.journal import JourneyEntry, JourneyLeg, Means, Seat

JOURNEY = UUID(int=21)
AT = datetime.fromisoformat


def leg(
    departs: str = "2026-03-04T13:00",
    arrives: str = "2026-03-05T08:00",
    departs_zone: str = "Europe/Berlin",
    arrives_zone: str = "Asia/Tokyo",
    means: Means = Means.FLIGHT,
) -> JourneyLeg:
    return JourneyLeg(AT(departs), departs_zone, AT(arrives), arrives_zone, means, Seat.AISLE)


def to_tokyo(*legs: JourneyLeg, journey: UUID = JOURNEY) -> JourneyEntry:
    """From 4 March 12:00 to 23:00 UTC."""
    return JourneyEntry(journey, legs or (leg(),))


def set_out(coach: Coach, entry: JourneyEntry | None = None) -> JourneyEntry:
    return coach.notes.take("self", entry or to_tokyo()).recorded.entry
