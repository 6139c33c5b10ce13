"""The diary of days that a journal amounts to: scores, tape, what was done, visits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from soleus.assessment import is_ordinary_evening
from soleus.journal import (
    ActivityEntry,
    CheckEntry,
    Entry,
    Recorded,
    SessionEntry,
    SymptomEntry,
    TapeEntry,
    VisitEntry,
    circumferences,
    daily_scores,
    mornings,
)
from soleus.learning.diary import Diary, diary_of
from soleus.vocabulary import Activity, Leg, if_not_answered

KINDS: tuple[type[Entry], ...] = (
    ActivityEntry,
    CheckEntry,
    SessionEntry,
    SymptomEntry,
    TapeEntry,
    VisitEntry,
)
"""The kinds of entries that learning looks at."""

_EVALUATED = "evaluated_by_clinician"
_WORSE = "worse_since_evaluation"


def diary_of_entries(entries: Iterable[Recorded[Entry]], *, since: int | None = None) -> Diary:
    """Return the diary that entries amount to; what nobody noted stays unknown.

    Parameters
    ----------
    since : leave out the days before this one (``date.toordinal``)
    """
    entries = tuple(entries)
    days: dict[int, dict[str, float]] = defaultdict(dict)
    for each in daily_scores(entries):
        days[each.day.toordinal()].update({score.value: v for score, v in each.scores.items()})
    for leg in (Leg.LEFT, Leg.RIGHT):
        for tape in circumferences(entries, leg):
            if tape.calf_cm is not None:
                days[tape.day.toordinal()][f"calf_{leg}_cm"] = tape.calf_cm
    for recorded in entries:
        for name, amount in _done(recorded.entry).items():
            values = days[recorded.local_date.toordinal()]
            values[name] = values.get(name, 0) + amount
    for day, gone in mornings(entries).items():
        days[day.toordinal()]["gone_by_morning"] = gone
    kept = {day: values for day, values in days.items() if since is None or day >= since}
    return diary_of(kept, evaluated_on(entries), is_evening=_is_evening(entries))


def evaluated_on(entries: Iterable[Recorded[Entry]]) -> int | None:
    """Return the last day on which somebody is known to have looked at everything, or None.

    A visit counts that saw every symptom and after which nothing is worse; so does a check that
    says so of a visit.
    """
    return max((day.toordinal() for day in days_evaluated(entries)), default=None)


def days_evaluated(entries: Iterable[Recorded[Entry]]) -> tuple[date, ...]:
    """Return the days on which somebody is known to have looked at everything, in order."""
    return tuple(sorted({each.local_date for each in entries if _tells_evaluation(each.entry)}))


def _is_evening(entries: tuple[Recorded[Entry], ...]) -> bool:
    """Whether the last check knows of swelling that comes and goes by evening alone."""
    checks = [each.entry for each in entries if isinstance(each.entry, CheckEntry)]
    readable = [each for each in checks if each.is_readable]
    return bool(readable) and is_ordinary_evening(readable[-1].document)


def _done(entry: Entry) -> Mapping[str, float]:
    if isinstance(entry, ActivityEntry):
        return {"active_minutes": entry.minutes}
    if not isinstance(entry, SessionEntry):
        return {}
    minutes = entry.active_seconds / 60
    name = "elevation_minutes" if entry.activity is Activity.ELEVATION else "active_minutes"
    return {name: minutes, "sessions": 1 if entry.active_seconds else 0}


def _tells_evaluation(entry: Entry) -> bool:
    if isinstance(entry, VisitEntry):
        return entry.saw_everything and entry.worse_since is False
    if not isinstance(entry, CheckEntry):
        return False
    answers = entry.answers
    rest = if_not_answered(entry.document)
    return answers.get(_EVALUATED) is True and answers.get(_WORSE, rest) is False
