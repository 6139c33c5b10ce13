"""A break in words: when, why then, and what to do, by mode and by what is open."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from soleus.evidence import Text
from soleus.language import clock_words
from soleus.records import Record, load_file
from soleus.reminders.limits import limits
from soleus.reminders.schedule import Because, Situation, Slot, slots_ahead
from soleus.reminders.settings import Mode
from soleus.reminders.words import sentence, when
from soleus.vocabulary import Activity


@dataclass(frozen=True, slots=True)
class Break(Text):
    """What to do in a break, from ``modes/``."""

    id: str
    activity: Activity


@dataclass(frozen=True, slots=True)
class Breaks(Record):
    """The breaks of one mode, the best first, or taking turns."""

    takes_turns: bool
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class NextBreak(Record):
    """One break in words.

    Parameters
    ----------
    at : when, by the clock of where the person is then
    because : what it is counted from
    mode, kind, activity : what sort of break it is
    sentence : what to do
    why : when and why then
    claims : what both rest on
    """

    at: datetime
    because: Because
    mode: Mode
    kind: str
    activity: Activity
    sentence: str
    why: str
    claims: tuple[str, ...]


def in_words(
    slot: Slot | None, situation: Situation, open_to: Collection[Activity]
) -> NextBreak | None:
    """Return the break of a slot in words; None where nothing that is open fits."""
    found = break_for(slot.window.mode, slot.turn, open_to) if slot else None
    if slot is None or found is None:
        return None
    zone = slot.window.zone_at(slot.at)
    why = sentence(
        f"why.{slot.because}",
        at=when(slot.at, situation.now, zone),
        since=clock_words(slot.since.astimezone(zone)),
        minutes=situation.settings.interval_minutes,
        most=limits().interval_most,
    )
    return NextBreak(
        slot.at.astimezone(zone),
        slot.because,
        slot.window.mode,
        f"{slot.window.mode}.{found.id}",
        found.activity,
        found.said().says,
        why.says,
        tuple(dict.fromkeys((*found.claims, *why.claims))),
    )


def breaks_ahead(situation: Situation, open_to: Collection[Activity]) -> Iterator[NextBreak]:
    """Yield the breaks of the coming days, for a calendar."""
    until = situation.now + timedelta(days=limits().feed_days)
    for slot in slots_ahead(situation, until):
        if coming := in_words(slot, situation, open_to):
            yield coming


def break_for(mode: Mode, turn: int, open_to: Collection[Activity]) -> Break | None:
    """Return what to do in the break of this turn; None where nothing of the mode is open."""
    known = breaks()[mode]
    fitting = [each for each in known.breaks if each.activity in open_to]
    if not fitting:
        return None
    return fitting[turn % len(fitting)] if known.takes_turns else fitting[0]


@cache
def breaks() -> Mapping[Mode, Breaks]:
    """Return the breaks of every mode."""
    folder = files("soleus.reminders") / "modes"
    return {mode: load_file(Breaks, folder / f"{mode}.toml") for mode in Mode}
