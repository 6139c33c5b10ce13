"""The timeline of a journey: what to do when, from the day before to the day after. Pure.

Nothing lies in the night of the clock that counts, and two things lie an hour apart at least, so
that each hour awake asks for one thing at most.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from soleus.evidence import Text
from soleus.journal import JourneyLeg
from soleus.plan.journey.clocks import is_night, journey_hours, moment_on, zone_at
from soleus.plan.journey.step_kinds import StepKind, When, journey_texts, step_kinds, turns_on
from soleus.vocabulary import Activity

_HOUR = timedelta(hours=1)
_DRINKS_EVERY = 2


@dataclass(frozen=True, slots=True)
class JourneyStep:
    """One thing to do.

    Parameters
    ----------
    kind : what
    at : when, in UTC
    zone : whose clock counts then
    leg : the number of the leg that it is done on, from 1; None where it is on none
    drinks : whether to drink something with it
    """

    kind: StepKind
    at: datetime
    zone: ZoneInfo
    leg: int | None = None
    drinks: bool = False

    @property
    def id(self) -> str:
        """Its name, the same as long as its journey keeps these hours."""
        return f"{self.kind.id}@{self.at:%Y%m%dT%H%MZ}"

    @property
    def texts(self) -> tuple[Text, ...]:
        """What it says, and what is drunk with it."""
        drink = journey_texts()["drink"]
        return (self.kind, drink) if self.drinks else (self.kind,)

    @property
    def claims(self) -> tuple[str, ...]:
        """What it rests on."""
        return tuple(dict.fromkeys(claim for text in self.texts for claim in text.claims))

    @property
    def local(self) -> datetime:
        """When it is by the clock that counts."""
        return self.at.astimezone(self.zone)


def journey_steps(
    legs: Sequence[JourneyLeg], is_open: Collection[Activity]
) -> tuple[JourneyStep, ...]:
    """Return what to do on a journey, in order of time.

    Parameters
    ----------
    is_open : what the gate opens; of what it does not, nothing is asked
    """
    open_kinds = [
        kind for kind in step_kinds().values() if kind.activity is None or kind.activity in is_open
    ]
    wanted = [step for step in _wanted(legs, open_kinds) if not is_night(legs, step.at)]
    return tuple(_with_water(_apart(wanted)))


def _wanted(legs: Sequence[JourneyLeg], kinds: Collection[StepKind]) -> Iterator[JourneyStep]:
    """Yield everything that could be done, whether or not there is room for it."""
    for kind in kinds:
        if (at := _anchored(legs, kind)) is not None:
            yield JourneyStep(kind, at, zone_at(legs, at))
    for number, leg in enumerate(legs, 1):
        turns = [kind for kind in turns_on(leg) if kind in kinds]
        for place, at in enumerate(_hourly(leg.starts + _HOUR, leg.ends) if turns else ()):
            yield JourneyStep(turns[place % len(turns)], at, zone_at(legs, at), number)
    for before, after in pairwise(legs):
        for kind in kinds:
            if kind.when is When.BETWEEN:
                for at in _hourly(before.ends + _HOUR / 2, after.starts):
                    yield JourneyStep(kind, at, zone_at(legs, at))


def _anchored(legs: Sequence[JourneyLeg], kind: StepKind) -> datetime | None:
    """Return when a step comes that comes once; None where it does not."""
    leaves, lands, later = legs[0].starts, legs[-1].ends, timedelta(minutes=kind.minutes)
    match kind.when, kind.at:
        case When.DAY_BEFORE, at if at:
            return moment_on(legs, leaves, -1, at)
        case When.BEFORE_LEAVING, _:
            return leaves - later
        case When.AFTER_LANDING, _:
            return lands + later
        case When.EVENING_OF_LANDING, at if at:
            evening = moment_on(legs, lands, 0, at)
            return evening if evening > lands else None
        case When.DAY_AFTER, at if at:
            return moment_on(legs, lands, 1, at)
    return None


def _hourly(first: datetime, end: datetime) -> Iterator[datetime]:
    last = end - timedelta(minutes=journey_hours().settles_minutes)
    while first <= last:
        yield first
        first += _HOUR


def _apart(wanted: Iterable[JourneyStep]) -> list[JourneyStep]:
    """Return the steps that have room, the more important first, in order of time."""
    apart = timedelta(minutes=journey_hours().apart_minutes)
    taken: list[JourneyStep] = []
    for step in sorted(wanted, key=lambda each: (each.kind.rank, each.at)):
        if all(abs(step.at - other.at) >= apart for other in taken):
            taken.append(step)
    return sorted(taken, key=lambda each: each.at)


def _with_water(steps: Iterable[JourneyStep]) -> Iterator[JourneyStep]:
    """Yield the steps, every second one in the seat with something to drink."""
    seated = 0
    for step in steps:
        seated += step.leg is not None
        drinks = step.leg is not None and seated % _DRINKS_EVERY == 0
        yield JourneyStep(step.kind, step.at, step.zone, step.leg, drinks)
