"""What can happen to a session, and how it is read from what a page sends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from soleus.language import translate
from soleus.records import Record, Unreadable, limits, limits_of
from soleus.vocabulary import FaultsError, Leg

MOST_SECONDS = 1e9
"""A generation: what is longer is no time that passed."""


class Act(StrEnum):
    """What can happen to a session: by the person, or by the page that guides it."""

    BEGIN = "begin"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    ANSWER = "answer"
    STOP = "stop"
    BEAT = "beat"
    LOST = "lost"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Position(Record):
    """Where in the script: the segment's index and the seconds into it."""

    segment: Annotated[int, limits.whole(0)]
    seconds: Annotated[float, limits.number(0, MOST_SECONDS)]


@dataclass(frozen=True, slots=True)
class Event(Record):
    """Something that happened to a session.

    Parameters
    ----------
    do : ``beat`` is a sign of life while running, ``lost`` a page that was left or a terminal that
        was closed, ``finish`` an end with nothing wrong
    value : of an answer; None for the segment's own button
    rule, leg : of a stop: what is wrong, and in which leg if that was said
    id : an event that arrives twice with one id counts once
    ago_seconds : how long before it arrived it happened, so that the two clocks need not agree
    position : where the page is; it can only pull the count back, never push it on
    """

    error: ClassVar = FaultsError
    do: Act
    value: int | str | None = None
    rule: str | None = None
    leg: Leg | None = None
    id: Annotated[str, limits.text(64, may_be_empty=False)] | None = None
    ago_seconds: Annotated[float, limits.number(0, MOST_SECONDS)] = 0.0
    position: Position | None = None


def read_event(data: object) -> Event:
    """Return the event that a page's JSON describes; unknown keys are ignored.

    Raises
    ------
    FaultsError
        with every fault. A stop is never refused: what cannot be read of it is left out.
    """
    if isinstance(data, Unreadable):
        if not (isinstance(data.value, Mapping) and data.value.get("do") == Act.STOP):
            raise FaultsError(data.faults)
        data = data.value
    if not isinstance(data, Mapping):
        raise FaultsError([limits.no_object(data)])
    known = {key: value for key, value in data.items() if key in limits_of(Event)}
    if known.get("do") == Act.STOP:
        known = {key: value for key, value in known.items() if _can_be_read(key, value)}
    return Event.from_dict(known)


def read_batch(batch: Iterable[object]) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """Return every event of a batch that can be read, in order, and what is wrong with the rest.

    One that cannot be read takes no other with it, least of all a stop.
    """
    events: list[Event] = []
    faults: list[str] = []
    for place, data in enumerate(batch, start=1):
        try:
            events.append(read_event(data))
        except FaultsError as error:
            faults += [
                translate("event {n}: {fault}", n=place, fault=fault) for fault in error.faults
            ]
    return tuple(events), tuple(faults)


def _can_be_read(key: str, value: object) -> bool:
    try:
        Event.from_dict({"do": Act.STOP.value, key: value})
    except FaultsError:
        return False
    return True
