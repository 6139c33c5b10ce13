"""Relief after sessions: what eases for a while may delay the visit that is needed (G16)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from soleus.journal import Entry, Recorded, Score, SessionEntry, SymptomEntry

AROUND = timedelta(hours=3)
"""How long before and after a session a note of scores still tells of it."""

LEAST_SESSIONS = 3
"""From how many sessions on it is told."""


def eases_each_time(entries: Iterable[Recorded[Entry]]) -> bool:
    """Whether most sessions of which something is known were followed by lower scores."""
    changes = [change for _, change in changes_with_sessions(tuple(entries))]
    eased = sum(change < 0 for change in changes)
    return eased >= LEAST_SESSIONS and eased * 2 > len(changes)


def changes_with_sessions(
    entries: Sequence[Recorded[Entry]],
) -> Iterator[tuple[SessionEntry, float]]:
    """Yield each session with its change of scores [points], where both sides are known.

    The change is the sum over all scores that were noted both before and after.
    """
    notes = [
        (each.at, each.entry.scores) for each in entries if isinstance(each.entry, SymptomEntry)
    ]
    for each in entries:
        if isinstance(each.entry, SessionEntry):
            session = each.entry
            ended = session.started_at + timedelta(seconds=session.active_seconds)
            before = session.scores_before or _near(
                notes, session.started_at - AROUND, session.started_at
            )
            after = session.scores_after or _near(notes, ended, ended + AROUND)
            both = before.keys() & after.keys()
            if both:
                yield session, sum(after[score] - before[score] for score in both)


def _near(
    notes: list[tuple[datetime, Mapping[Score, int]]], since: datetime, until: datetime
) -> Mapping[Score, int]:
    """Return the scores noted in a span of time; of each, the last."""
    found: dict[Score, int] = {}
    for at, scores in notes:
        if since <= at <= until:
            found.update(scores)
    return found
