"""What a visit to a clinician changes: the check's answers about being seen, as if said there.

A visit noted after a check answers them for it: whether all was looked at, what became of it since,
whether a clot was looked for, what was allowed by name, and that a danger sign that had gone was
looked at. No other answer is touched.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from soleus.assessment.clearance import URGENCIES_THAT_OPEN
from soleus.assessment.decision import Decision
from soleus.assessment.known import Check, Visit
from soleus.vocabulary import Activity, Answer, AnswerDocument, Findings

_CLEARED = "cleared_activities"
_SEEN, _CLOT = "evaluated_by_clinician", "clot_ruled_out"
_WORSE, _BETTER = "worse_since_evaluation", "better_since_evaluation"
_GONE = "danger_gone_unseen"
_AHEAD = timedelta(minutes=5)
"""How far the clock of another device may run ahead, as the journal takes it."""


class Effect(StrEnum):
    """What one visit does now, or why it settles nothing."""

    COUNTS = "counts"
    LAPSED = "lapsed"
    OLD = "old"
    BEFORE_CHECK = "before_check"
    NEWS = "news"
    WORSE = "worse"
    UNSAID = "unsaid"
    PARTLY = "partly"
    NO_CHECK = "no_check"
    EMERGENCY = "emergency"


def effect_of(visit: Visit, check: Check | None, now: datetime) -> Effect:
    """Return what a visit does to a check, as long as nothing new is noted."""
    if now >= visit.ends_at:
        return Effect.LAPSED if visit.review_date == visit.ends_on else Effect.OLD
    if visit.worse_since is not False:
        return Effect.WORSE if visit.worse_since else Effect.UNSAID
    if not visit.saw_everything:
        return Effect.PARTLY
    if check is None:
        return Effect.NO_CHECK
    return Effect.COUNTS if _answers_for(visit, check, now) else Effect.BEFORE_CHECK


def _answers_for(visit: Visit, check: Check, now: datetime) -> bool:
    """Whether what a visit says counts as answers of a check.

    The order in which both were recorded decides, so that no clock can make a visit newer; one
    that lies ahead of now, by a clock that was wrong or in a file, does nothing yet.
    """
    is_past = max(visit.at, visit.recorded_at) <= now + _AHEAD
    return visit.seq > check.seq and check.begun_at <= visit.at and is_past and now < visit.ends_at


def answers_after_visits(
    document: AnswerDocument, visits: Collection[Visit], check: Check, now: datetime
) -> AnswerDocument:
    """Return an answer file of a check with what the visits say that count now, the last said last.

    What only visits now lapsed allowed by name is allowed no more.
    """
    document = _without_lapsed(document, visits, now)
    answers = document["answers"]
    for visit in sorted(visits, key=lambda visit: visit.seq):
        if _answers_for(visit, check, now):
            answers = {**answers, **_said_by(visit, answers)}
    return {**document, "answers": answers}


def _said_by(visit: Visit, before: Findings) -> dict[str, Answer]:
    """Return the answers that a visit gives; None takes back what is no longer known.

    A clot that was ruled out stays so. One that looked at some of it leaves what an earlier one
    settled, and what was worse since that. Of a danger sign that had gone and that nobody had
    looked at, somebody has now.
    """
    was_seen = before.get(_SEEN) is True
    was_worse = before.get(_WORSE) is True and not visit.saw_everything
    worse = was_worse or visit.worse_since
    better = before.get(_BETTER) if was_seen and not visit.saw_everything else visit.better_since
    looked = {_GONE: False} if visit.saw_everything and before.get(_GONE) is True else {}
    return {
        **looked,
        _SEEN: visit.saw_everything or was_seen,
        _WORSE: worse,
        _BETTER: False if worse else better,
        _CLOT: before.get(_CLOT) or visit.clot_ruled_out,
        _CLEARED: _together(before.get(_CLEARED), visit.cleared),
    }


def _together(before: Answer, cleared: Collection[Activity]) -> list[str]:
    allowed = {*(before if isinstance(before, list) else ()), *cleared}
    return [activity.value for activity in Activity if activity in allowed]


def _without_lapsed(
    document: AnswerDocument, visits: Iterable[Visit], now: datetime
) -> AnswerDocument:
    lapsed: set[Activity] = set()
    for visit in sorted(visits, key=lambda visit: (visit.at, visit.seq)):
        if now >= visit.ends_at:
            lapsed.update(visit.cleared)
        else:
            lapsed.difference_update(visit.cleared)
    allowed = document["answers"].get(_CLEARED)
    if not isinstance(allowed, list) or not lapsed:
        return document
    left = [activity for activity in allowed if activity not in lapsed]
    return {**document, "answers": {**document["answers"], _CLEARED: left}}


def ends_of(
    opened: Iterable[Activity],
    visits: Collection[Visit],
    now: datetime,
    decide_at: Callable[[datetime], Decision],
) -> Mapping[Activity, datetime]:
    """Return when each open activity ends because a visit no longer counts, where one does.

    Parameters
    ----------
    decide_at : what the check leads to with the visits that count at a moment
    """
    opened, ends = tuple(opened), dict[Activity, datetime]()
    for moment in sorted({visit.ends_at for visit in visits if visit.ends_at > now}):
        later = decide_at(moment)
        for activity in opened:
            if later.urgency not in URGENCIES_THAT_OPEN or not later.activities[activity].is_open:
                ends.setdefault(activity, moment)
    return ends
