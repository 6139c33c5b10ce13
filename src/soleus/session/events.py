"""What can happen to a session, and how it is read from what a page sends."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from soleus.session.errors import InvalidEventError
from soleus.vocabulary import Leg, nearest


@dataclass(frozen=True, slots=True)
class Begin:
    """The person starts."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The person pauses."""


@dataclass(frozen=True, slots=True)
class Resume:
    """The person goes on."""


@dataclass(frozen=True, slots=True)
class Skip:
    """The person skips to the next segment."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The person answers what the segment waits for; ``value`` is None for its button."""

    value: int | str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Something is wrong: ``rule`` says what, ``leg`` where it is if that was said."""

    rule: str
    leg: Leg | None = None


@dataclass(frozen=True, slots=True)
class Beat:
    """A sign of life while running."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The page was left or the terminal closed."""


@dataclass(frozen=True, slots=True)
class Finish:
    """The person ends here, with nothing wrong."""


@dataclass(frozen=True, slots=True)
class GateClosed:
    """The gate no longer opens this activity: a new symptom, a new check."""


Event = Begin | Pause | Resume | Skip | Answer | Stop | Beat | Lost | Finish | GateClosed


@dataclass(frozen=True, slots=True)
class Position:
    """Where in the script: the segment's index and the seconds into it."""

    segment: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Sent:
    """An event as a page reports it.

    Parameters
    ----------
    id : the event's own; the same one twice counts once
    ago_seconds : how long before it arrived it happened, so that the two clocks need not agree
    position : where the page is; it can only pull the count back, never push it on
    """

    event: Event
    id: str | None = None
    ago_seconds: float = 0.0
    position: Position | None = None


_PLAIN: Mapping[str, Callable[[], Event]] = {
    "begin": Begin,
    "pause": Pause,
    "resume": Resume,
    "skip": Skip,
    "beat": Beat,
    "lost": Lost,
    "finish": Finish,
}


def read_sent(data: object) -> Sent:
    """Return the event that a page's JSON describes.

    Raises
    ------
    InvalidEventError
        with every fault. A stop is never refused: what cannot be read of it is left out.
    """
    if not isinstance(data, Mapping):
        raise InvalidEventError(["an event must be an object"])
    faults: list[str] = []
    event = _event(data, faults)
    sent = Sent(event, _id(data, faults), _ago(data, faults), _position(data, faults))
    if faults and not isinstance(event, Stop):
        raise InvalidEventError(faults)
    return sent


def read_batch(batch: Iterable[object]) -> tuple[tuple[Sent, ...], tuple[str, ...]]:
    """Return every event of a batch that can be read, in order, and what is wrong with the rest.

    So one that cannot be read takes no other with it, least of all a stop.
    """
    found: list[Sent] = []
    faults: list[str] = []
    for place, data in enumerate(batch, start=1):
        try:
            found.append(read_sent(data))
        except InvalidEventError as error:
            faults += [f"event {place}: {fault}" for fault in error.faults]
    return tuple(found), tuple(faults)


def _event(data: Mapping[str, Any], faults: list[str]) -> Event:
    do = data.get("do")
    if do == "stop":
        return Stop(str(data.get("rule")), _leg(data.get("leg")))
    if do == "answer":
        return Answer(_value(data.get("value"), faults))
    if isinstance(do, str) and do in _PLAIN:
        return _PLAIN[do]()
    known = [*_PLAIN, "answer", "stop"]
    hint = nearest(str(do), known) or f"; there are {', '.join(known)}"
    faults.append(f"do: there is no event {do!r}{hint}")
    return Beat()


def _leg(value: object) -> Leg | None:
    return Leg(value) if value in [leg.value for leg in Leg] else None


def _value(value: object, faults: list[str]) -> int | str | None:
    if isinstance(value, str) and not value.isprintable():  # such as half a character: no disk
        faults.append("value: must be text that can be shown")
        return None
    if value is None or (isinstance(value, int | str) and not isinstance(value, bool)):
        return value
    faults.append(f"value: must be a whole number or text, not {value!r}")
    return None


def _id(data: Mapping[str, Any], faults: list[str]) -> str | None:
    value = data.get("id")
    if value is None or (isinstance(value, str) and value.isprintable() and 0 < len(value) <= 64):
        return value
    faults.append("id: must be text of 1 to 64 characters")
    return None


def _ago(data: Mapping[str, Any], faults: list[str]) -> float:
    value = data.get("ago_seconds", 0.0)
    if _is_number(value) and value >= 0:
        return float(value)
    faults.append(f"ago_seconds: must be a number of seconds, 0 or more, not {value!r}")
    return 0.0


def _position(data: Mapping[str, Any], faults: list[str]) -> Position | None:
    value = data.get("position")
    if value is None:
        return None
    if isinstance(value, Mapping) and set(value) == {"segment", "seconds"}:
        segment, seconds = value["segment"], value["seconds"]
        if _is_number(segment) and int(segment) == segment and _is_number(seconds) and seconds >= 0:
            return Position(int(segment), float(seconds))
    faults.append("position: must be {segment: its number, seconds: 0 or more}")
    return None


def _is_number(value: object) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and abs(value) < _FAR  # neither infinite nor not-a-number
    )


_FAR = 1e9
