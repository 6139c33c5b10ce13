"""One item of the week: it cannot be made without the permit of its activity."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from soleus.assessment import Permit, Reason
from soleus.language import msgid, named, translate
from soleus.plan.errors import ImpossibleEditError
from soleus.plan.frame import Span
from soleus.plan.kinds import HowHard, Kind
from soleus.records import limits
from soleus.vocabulary import NotPermittedError, Status

ItemId = Annotated[
    str,
    limits.like("mon.walking_bout.1", r"(mon|tue|wed|thu|fri|sat|sun)\.[a-z_]+\.[1-9][0-9]{0,3}"),
]


@dataclass(frozen=True, slots=True)
class Item:
    """Something to do, at a time or at every so many minutes between two times.

    Parameters
    ----------
    id : stable from week to week: weekday, kind and number at first drafting
    kind : what it is
    permit : leave for the kind's activity
    day : the waking day it belongs to
    at : local moment at which it is due, or from which on
    minutes : how long it takes, each time
    until, every_minutes : for breaks: to when, and how often; both None for the rest

    Raises
    ------
    NotPermittedError
        when the permit is for another activity, or gives caution where leave must be free.
    ImpossibleEditError
        when the dose is outside the kind's bounds or the times do not fit together.
    """

    id: str
    kind: Kind
    permit: Permit
    day: date
    at: datetime
    minutes: int
    until: datetime | None = None
    every_minutes: int | None = None

    def __post_init__(self) -> None:
        """Refuse what the gate does not open, and a dose that is out of bounds."""
        refuse_unpermitted(self.kind, self.permit)
        bounds = self.kind.minutes
        if not bounds.least <= self.minutes <= bounds.most:
            says = msgid("{what}: {n} min is outside {least} to {most}")
            what, ends = translate(self.kind.title), {"least": bounds.least, "most": bounds.most}
            raise ImpossibleEditError(translate(says, what=what, n=self.minutes, **ends))
        if (self.until is None) is not (self.every_minutes is None):
            says = msgid("{item}: an end and an interval belong together")
            raise ImpossibleEditError(translate(says, item=self.id))
        if self.until is not None and self.until <= self.at:
            says = msgid("{item}: it must end after it begins")
            raise ImpossibleEditError(translate(says, item=self.id))

    def __repr__(self) -> str:
        return f"<Item {self.id}: {self.kind.id} at {self.at} for {self.minutes} min>"

    @property
    def is_repeated(self) -> bool:
        """Whether it is due again and again between two times."""
        return self.every_minutes is not None

    @property
    def span(self) -> Span:
        """The time that it takes up."""
        return Span(self.at, self.at + timedelta(minutes=self.minutes))

    @property
    def occurrences(self) -> tuple[datetime, ...]:
        """Every moment at which it is due; a repeated one first after one interval."""
        if self.until is None or self.every_minutes is None:
            return (self.at,)
        every = timedelta(minutes=self.every_minutes)
        return tuple(self.at + n * every for n in range(1, (self.until - self.at) // every + 1))

    @property
    def counted_minutes(self) -> int:
        """Minutes that count towards the week's minutes."""
        return self.minutes if self.kind.counts else 0

    @property
    def intensity(self) -> HowHard:
        """How hard it is; never more than light under caution."""
        is_eased = self.permit.needs_caution and self.kind.intensity == "moderate"
        return "light" if is_eased else self.kind.intensity

    @property
    def title(self) -> str:
        """A title that names no illness, fit for a shared calendar."""
        if self.kind.repetitions is not None:
            times = self.kind.repetitions.usual
            return translate("{what}, {times} times", what=translate(self.kind.title), times=times)
        return translate("{what}, {n} min", what=translate(self.kind.title), n=self.minutes)

    @property
    def does(self) -> str:
        """How to do it."""
        does_with_care = self.kind.does_with_care or self.kind.does
        return does_with_care if self.permit.needs_caution else self.kind.does

    @property
    def limits(self) -> tuple[Reason, ...]:
        """The limits to keep to; empty where the gate gives leave freely."""
        return self.permit.ruling.reasons if self.permit.needs_caution else ()

    @property
    def claims(self) -> tuple[str, ...]:
        """Every claim that the item rests on, its limits' too."""
        of_limits = (claim for reason in self.limits for claim in reason.claims)
        return tuple(dict.fromkeys((*self.kind.claims, *of_limits)))

    def moved_to(self, day: date, at: datetime) -> "Item":
        """Return the item at another time, a repeated one with the same length."""
        until = None if self.until is None else self.until + (at - self.at)
        return replace(self, day=day, at=at, until=until)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape of an item."""
        repetitions = self.kind.repetitions
        return {
            "id": self.id,
            "kind": self.kind.id,
            "activity": self.kind.activity.value,
            "title": self.title,
            "day": self.day.isoformat(),
            "at": self.at.isoformat(timespec="minutes"),
            "until": self.until.isoformat(timespec="minutes") if self.until else None,
            "every_minutes": self.every_minutes,
            "minutes": self.minutes,
            "repetitions": [repetitions.usual, repetitions.most] if repetitions else None,
            "height": self.kind.height,
            "intensity": self.intensity,
            "counted_minutes": self.counted_minutes,
            "does": self.does,
            "why": {"text": self.kind.why, "claims": list(self.kind.claims)},
            "limits": [reason.as_dict() for reason in self.limits],
        }


def refuse_unpermitted(kind: Kind, permit: Permit) -> None:
    """Raise :class:`NotPermittedError` unless ``permit`` lets a person do ``kind``."""
    if not isinstance(permit, Permit) or permit.activity is not kind.activity:
        says = msgid("{what}: this needs leave for {activity}")
        what, activity = translate(kind.title), named(kind.activity)
        raise NotPermittedError(translate(says, what=what, activity=activity))
    if kind.needs_permitted and permit.ruling.status is not Status.PERMITTED:
        says = msgid(
            "{what}: your check opens {activity} with a limit, and nothing can be put in its place"
        )
        what, activity = translate(kind.title), named(kind.activity)
        raise NotPermittedError(translate(says, what=what, activity=activity))
