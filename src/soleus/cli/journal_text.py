"""An entry of the journal as one line for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.journal import (
    ActivityEntry,
    BreakEntry,
    CheckEntry,
    ExerciseEntry,
    HabitEntry,
    NothingNewEntry,
    PlanEntry,
    SessionEntry,
    SymptomEntry,
    TapeEntry,
    VisitEntry,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from soleus.journal import Entry, Recorded, Score


def line(recorded: Recorded[Entry]) -> str:
    """Return day, time, kind, what was recorded, and the start of the id for corrections."""
    when = recorded.local_time.strftime("%Y-%m-%d %H:%M")
    mark = "" if recorded.is_current else _why_not(recorded)
    said = say(recorded.entry)
    return f"{when}  {recorded.kind:<11}  {said}{mark}  [{short_id(recorded)}]"


def short_id(recorded: Recorded[Entry]) -> str:
    """Return the first eight signs of the id, enough to name the entry by."""
    return str(recorded.id)[:8]


def say(entry: Entry) -> str:
    """Return what an entry says, in a few words."""
    match entry:
        case CheckEntry():
            return f"result: {_words(str(entry.decision.get('urgency', 'unknown')))}"
        case PlanEntry():
            return "week plan"
        case SessionEntry():
            return _session(entry)
        case SymptomEntry():
            return _symptom(entry)
        case TapeEntry():
            return _listed(_circumference(name, cm) for name, cm in entry.as_dict().items())
        case ActivityEntry():
            return _listed([f"{entry.minutes:g} min", entry.intensity.value, entry.what])
        case VisitEntry():
            return _visit(entry)
        case NothingNewEntry():
            return f"anything new: {'yes' if entry.anything_new else 'no'}"
        case ExerciseEntry():
            away = "put away" if entry.is_ended else ""
            often = f"{entry.times_a_day} times a day"
            return _listed([entry.name, often, f"review on {entry.review_date}", away])
        case HabitEntry():
            said = (f"{_words(name)}: {_answer(value)}" for name, value in entry.answers.items())
            return _listed([_words(entry.thread), *said])
        case BreakEntry():
            long = "" if entry.minutes is None else f"{entry.minutes:g} min"
            return _listed([entry.what.value, long])
        case _:
            return ""


def _why_not(recorded: Recorded[Entry]) -> str:
    return " (taken back)" if recorded.is_withdrawn else " (replaced)"


def _session(entry: SessionEntry) -> str:
    minutes, seconds = divmod(round(entry.active_seconds), 60)
    return _listed(
        [
            _words(entry.routine),
            f"{minutes} min {seconds:02d} s",
            entry.outcome.value,
            _words(entry.stop_reason or ""),
            _scores("before", entry.scores_before),
            _scores("after", entry.scores_after),
        ]
    )


def _symptom(entry: SymptomEntry) -> str:
    found = (f"{_words(name)}: {_answer(value)}" for name, value in entry.findings.items())
    news = "something new" if entry.is_new else ""
    return _listed([news, *found, _scores("", entry.scores), entry.note])


def _visit(entry: VisitEntry) -> str:
    cleared = ", ".join(_words(activity) for activity in entry.cleared)
    return _listed(
        [
            _words(entry.who_kind),
            entry.found,
            f"cleared: {cleared}" if cleared else "",
            f"review on {entry.review_date}" if entry.review_date else "",
        ]
    )


def _circumference(name: str, cm: float | None) -> str:
    return "" if cm is None else f"{_words(name.removesuffix('_cm'))} {cm:g} cm"


def _scores(when: str, scores: Mapping[Score, int]) -> str:
    said = ", ".join(f"{_words(score)} {value}" for score, value in scores.items())
    return f"{when} {said}".strip() if said else ""


def _answer(value: object) -> str:
    return _words({True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value))


def _words(word: str) -> str:
    return word.replace("_", " ")


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(" ".join(part.split()) for part in parts if part.strip())
