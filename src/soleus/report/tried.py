"""What somebody has done for their legs: how often, how long, and how the scores went with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.assessment import activity_title
from soleus.journal import ActivityEntry, Felt, Intensity, SessionEntry, SymptomEntry
from soleus.language import msgid
from soleus.learning import changes_with_sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from soleus.journal import Entry, Recorded

_INTENSITIES = {
    Intensity.LIGHT: msgid("Other movement, light"),
    Intensity.MODERATE: msgid("Other movement, moderate"),
    Intensity.VIGOROUS: msgid("Other movement, vigorous"),
    Intensity.STRENGTH: msgid("Other strength exercise"),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that was done.

    Parameters
    ----------
    what : what it is called
    times : how often
    minutes : how long altogether
    change : by how many points the scores went up (or down, negative) from shortly before to
        shortly after, in the mean; None where nothing is known of it
    known : of how many times the change is known
    """

    what: str
    times: int
    minutes: float
    change: float | None = None
    known: int = 0


def tried(entries: Sequence[Recorded[Entry]]) -> tuple[Tried, ...]:
    """Return what was done, sessions by their activity first, then what else was noted."""
    current = [each for each in entries if each.is_current]
    sessions = [each for each in current if isinstance(each.entry, SessionEntry)]
    known: dict[str, list[float]] = {}
    for session, change in changes_with_sessions(current):
        known.setdefault(activity_title(session.activity), []).append(change)
    noted = [each.entry for each in current if isinstance(each.entry, ActivityEntry)]
    done = [each.entry for each in sessions if isinstance(each.entry, SessionEntry)]
    return (
        *_sums(done, lambda one: activity_title(one.activity), _session_minutes, known),
        *_sums(noted, lambda one: _INTENSITIES[one.intensity], lambda one: one.minutes, {}),
    )


def felt_after(entries: Iterable[Recorded[Entry]]) -> Mapping[Felt, int]:
    """Return how often the legs felt lighter, the same or worse after a session."""
    felt = Counter(
        each.entry.felt
        for each in entries
        if each.is_current and isinstance(each.entry, SymptomEntry) and each.entry.felt
    )
    return {each: felt[each] for each in Felt if felt[each]}


def _session_minutes(session: SessionEntry) -> float:
    return session.active_seconds / 60


def _sums(
    entries: Iterable[object],
    what: Callable[..., Hashable],
    minutes: Callable[..., float],
    known: Mapping[str, list[float]],
) -> list[Tried]:
    groups: dict[str, list[float]] = {}
    for each in entries:
        groups.setdefault(str(what(each)), []).append(minutes(each))
    return [_one(name, done, known.get(name, [])) for name, done in groups.items()]


def _one(name: str, minutes: list[float], changes: list[float]) -> Tried:
    mean = sum(changes) / len(changes) if changes else None
    return Tried(name, len(minutes), sum(minutes), mean, len(changes))
