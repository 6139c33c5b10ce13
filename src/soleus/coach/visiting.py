"""Which visits count, and why the others do not: pure reckoning over what the journal holds.

A visit is laid over the answers of the check that it came after. It settles what that check found
only where all of it was looked at, nothing is worse since, and something was allowed by name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import Any

from soleus.assessment import (
    URGENCIES_THAT_OPEN,
    Decision,
    answers_after_visit,
    decide,
    decide_after_visit,
)
from soleus.journal import CheckEntry, Recorded, VisitEntry
from soleus.vocabulary import Activity

GOOD_FOR = timedelta(days=90)
"""As the check asks: looked at within the last three months."""

_CLEARED = "cleared_activities"


class Effect(StrEnum):
    """What one visit does now; each is the id of what is said of it."""

    COUNTS = "counts"
    LAPSED = "lapsed"
    OLD = "old"
    BEFORE_CHECK = "before_check"
    NEWS = "news"
    WORSE = "worse"
    UNSAID = "unsaid"
    PARTLY = "partly"
    NOTHING_NAMED = "nothing_named"
    NO_CHECK = "no_check"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Laid:
    """A check's answers with the visits that count laid over them, and what they lead to.

    Parameters
    ----------
    document, decision : with the visits
    before : the answers without them, and without what was allowed until a day that has come
    named : what the visits that count allowed by name
    """

    document: Mapping[str, Any]
    decision: Decision
    before: Mapping[str, Any]
    named: frozenset[Activity]


def ends_on(visit: Recorded[VisitEntry]) -> date:
    """Return the day from which a visit counts no more: its review, or three months on."""
    latest = visit.local_date + GOOD_FOR
    return min(visit.entry.review_date or latest, latest)


def effect_of(
    visit: Recorded[VisitEntry], check: Recorded[CheckEntry] | None, now: datetime
) -> Effect:
    """Return what a visit does to a check, with nothing noted since.

    The order in which the journal took them decides, so that no clock can make a visit newer.
    """
    entry = visit.entry
    if has_lapsed(visit, now):
        return Effect.LAPSED if entry.review_date == ends_on(visit) else Effect.OLD
    if entry.worse_since is not False:
        return Effect.WORSE if entry.worse_since else Effect.UNSAID
    if not entry.saw_everything:
        return Effect.PARTLY
    if not entry.cleared:
        return Effect.NOTHING_NAMED
    if check is None:
        return Effect.NO_CHECK
    came_after = visit.seq > check.seq and check.at <= visit.at <= max(now, visit.recorded_at)
    return Effect.COUNTS if came_after else Effect.BEFORE_CHECK


def has_lapsed(visit: Recorded[VisitEntry], now: datetime) -> bool:
    """Whether the day has come from which a visit counts no more, where the person is."""
    return now.astimezone(timezone(visit.utc_offset)).date() >= ends_on(visit)


def laid_over(
    check: Recorded[CheckEntry], visits: Iterable[Recorded[VisitEntry]], now: datetime
) -> Laid:
    """Return a check's answers as the visits leave them; a visit opens what it names, no more."""
    visits = tuple(visits)
    document = _without(check.entry.document, _lapsed(visits, now))
    named = frozenset(
        activity
        for visit in visits
        if effect_of(visit, check, now) is Effect.COUNTS
        for activity in visit.entry.cleared
    )
    if not named:
        return Laid(document, decide(document), document, named)
    decision = decide_after_visit(document, named)
    return Laid(answers_after_visit(document, named), decision, document, named)


def ends(
    check: Recorded[CheckEntry],
    visits: Iterable[Recorded[VisitEntry]],
    opened: Iterable[Activity],
    now: datetime,
) -> Mapping[Activity, datetime]:
    """Return when each open activity ends because a visit counts no more, if one does."""
    visits, opened = tuple(visits), tuple(opened)
    found: dict[Activity, datetime] = {}
    moments = {
        datetime.combine(ends_on(visit), time(), timezone(visit.utc_offset))
        for visit in visits
        if visit.entry.cleared
    }
    for moment in sorted(each for each in moments if each > now):
        later = laid_over(check, visits, moment).decision
        for activity in opened:
            if later.urgency not in URGENCIES_THAT_OPEN or not later.activities[activity].is_open:
                found.setdefault(activity, moment)
    return found


def _lapsed(visits: Iterable[Recorded[VisitEntry]], now: datetime) -> set[Activity]:
    """Return what was allowed by name until a day that has come, and by nobody since."""
    lapsed: set[Activity] = set()
    for visit in sorted(visits, key=lambda each: (each.at, each.seq)):
        if has_lapsed(visit, now):
            lapsed.update(visit.entry.cleared)
        else:
            lapsed.difference_update(visit.entry.cleared)
    return lapsed


def _without(document: Mapping[str, Any], lapsed: set[Activity]) -> Mapping[str, Any]:
    """Return answers in which what has lapsed is not allowed by name any more."""
    allowed = document["answers"].get(_CLEARED)
    if not allowed or not lapsed:
        return document
    left = [each for each in allowed if each not in lapsed]
    return {**document, "answers": {**document["answers"], _CLEARED: left}}
