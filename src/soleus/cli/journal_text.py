"""An entry of the journal as one line for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.cli.words import finding, habit_answer, step_title, stop_reason, words
from soleus.journal import (
    ActivityEntry,
    AnkleIndexEntry,
    BloodPressureEntry,
    BreakEntry,
    CheckEntry,
    ExerciseEntry,
    HabitEntry,
    HeelRaisesEntry,
    JourneyEntry,
    JourneyStepEntry,
    NothingNewEntry,
    PlanEntry,
    SessionEntry,
    StepsEntry,
    SymptomEntry,
    TapeEntry,
    VisitEntry,
    WeightEntry,
)
from soleus.language import (
    ENGLISH,
    current,
    day_words,
    number_words,
    place_words,
    plural,
    translate,
    value_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from soleus.journal import Entry, Recorded, Score


_MEASURED = (TapeEntry, BloodPressureEntry, WeightEntry, AnkleIndexEntry, HeelRaisesEntry)


def line(recorded: Recorded[Entry]) -> str:
    """Return day, time, kind, content, and the start of the id, which corrections need."""
    when = recorded.local_time.strftime("%Y-%m-%d %H:%M")
    kind = recorded.kind if current() == ENGLISH else words(recorded.kind)
    mark = ""
    if not recorded.is_current:
        mark = f" ({translate('taken back') if recorded.is_withdrawn else translate('replaced')})"
    return f"{when}  {kind:<11}  {_content(recorded.entry)}{mark}  [{str(recorded.id)[:8]}]"


def _content(entry: Entry) -> str:
    """Return the content of an entry in a few words."""
    if isinstance(entry, _MEASURED):
        return _measured(entry)
    match entry:
        case CheckEntry():
            urgency = words(entry.urgency or "unknown")
            return translate("result: {urgency}", urgency=urgency)
        case PlanEntry():
            return translate("week plan")
        case SessionEntry():
            return _session(entry)
        case SymptomEntry():
            return _symptom(entry)
        case ActivityEntry():
            return _listed([_minutes(entry.minutes), words(entry.intensity), entry.what])
        case VisitEntry():
            return _visit(entry)
        case NothingNewEntry():
            return translate("anything new: {answer}", answer=words(entry.anything_new))
        case ExerciseEntry():
            away = translate("put away") if entry.is_ended else ""
            often = translate("{times} times a day", times=entry.times_a_day)
            return _listed([entry.name, often, _review(entry.review_date), away])
        case HabitEntry():
            said = (habit_answer(entry.thread, *each) for each in entry.answers.items())
            return _listed([words(entry.thread), *said])
        case BreakEntry():
            long = "" if entry.minutes is None else _minutes(entry.minutes)
            return _listed([words(entry.what), long])
        case JourneyEntry():
            away = translate("cancelled") if entry.is_cancelled else ""
            day = day_words(entry.legs[0].departs, year=True)
            return _listed([place_words(entry.legs[-1].arrives_zone), day, away])
        case StepsEntry():
            return plural("{n} step", "{n} steps", entry.steps)
        case JourneyStepEntry():
            return _listed([step_title(entry.step), "" if entry.is_done else translate("not done")])
        case _:
            return ""


def _session(entry: SessionEntry) -> str:
    minutes, seconds = divmod(round(entry.active_seconds), 60)
    return _listed(
        [
            words(entry.routine),
            f"{minutes} min {seconds:02d} s",
            words(entry.outcome),
            stop_reason(entry.stop_reason or ""),
            _scores(translate("before"), entry.scores_before),
            _scores(translate("after"), entry.scores_after),
        ]
    )


def _symptom(entry: SymptomEntry) -> str:
    found = (f"{finding(name)}: {words(value)}" for name, value in entry.findings.items())
    news = translate("something new") if entry.is_new else ""
    felt = translate("legs {felt}", felt=words(entry.felt)) if entry.felt else ""
    return _listed([news, *found, _scores("", entry.scores), felt, _morning(entry), entry.note])


def _morning(entry: SymptomEntry) -> str:
    if entry.gone_by_morning is None:
        return ""
    gone, left = (
        translate("swelling gone this morning"),
        translate("swelling not gone this morning"),
    )
    return gone if entry.gone_by_morning else left


def _visit(entry: VisitEntry) -> str:
    cleared = ", ".join(words(activity) for activity in entry.cleared)
    return _listed(
        [
            words(entry.who_kind),
            entry.found,
            translate("cleared: {activities}", activities=cleared) if cleared else "",
            _review(entry.review_date) if entry.review_date else "",
        ]
    )


def _measured(entry: Entry) -> str:
    if isinstance(entry, BloodPressureEntry):
        return _pressure(entry)
    values = {name: value for name, value in entry.as_dict().items() if value is not None}
    if isinstance(entry, TapeEntry):
        return _listed(_circumference(name, cm) for name, cm in values.items())
    if isinstance(entry, WeightEntry):
        return value_words(entry.weight_kg, "kg")
    return _listed(f"{words(name)} {_figure(n)}" for name, n in values.items())


def _pressure(entry: BloodPressureEntry) -> str:
    pulse = entry.pulse_per_minute
    beats = translate("pulse {n}", n=pulse) if pulse else ""
    arm = translate("{side} arm", side=words(entry.arm)) if entry.arm else ""
    posture = words(entry.posture) if entry.posture else ""
    return _listed([f"{entry.systolic_mmhg}/{entry.diastolic_mmhg} mmHg", beats, arm, posture])


def _circumference(name: str, cm: float) -> str:
    return f"{words(name.removesuffix('_cm'))} {_figure(cm)} cm"


def _scores(when: str, scores: Mapping[Score, int]) -> str:
    said = ", ".join(f"{words(score)} {value}" for score, value in scores.items())
    return f"{when} {said}".strip() if said else ""


def _minutes(minutes: float) -> str:
    return translate("{n} min", n=_figure(minutes))


def _review(day: object) -> str:
    return translate("review on {day}", day=day)


def _figure(value: float) -> str:
    return f"{value:g}" if current() == ENGLISH else number_words(value)


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(" ".join(part.split()) for part in parts if part.strip())
