"""All that a report says, put together from where the person stands and what the journal holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from soleus.assessment import denied_questions
from soleus.assessment.interview import Subject, question
from soleus.journal import CheckEntry, Entry, SymptomEntry, VisitEntry
from soleus.report.answered import CARE, RISKS, SYMPTOMS, AnsweredFinding, answered, of_groups
from soleus.report.changes import NotedChange, changes
from soleus.report.holds import OnHold, on_hold, to_clear
from soleus.report.measured import MeasuredRow, measured
from soleus.report.prescribed import PrescribedExercise, prescribed
from soleus.report.since import History
from soleus.report.tried import Tried, felt_after, tried

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from soleus.assessment import Reason, Standing
    from soleus.evidence import Text
    from soleus.journal import Felt, Recorded
    from soleus.vocabulary import Activity, AnswerDocument, Urgency

EntryT = TypeVar("EntryT", bound=Entry)

MOST_UNKNOWN = 8
"""More questions without an answer than these are only counted."""


@dataclass(frozen=True, slots=True)
class Why:
    """One rule that led to the urgency, and the answers that made it count."""

    reason: Reason
    answers: tuple[AnsweredFinding, ...]


@dataclass(frozen=True, slots=True)
class CareSoFar:
    """What was done by others so far: answers about it, and the visits noted, latest first."""

    answers: tuple[AnsweredFinding, ...]
    visits: tuple[Recorded[VisitEntry], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a clinician reads of one person on one day.

    Parameters
    ----------
    day, since : the day of the report, and the first day of what it looks back on
    checked_on : the day of the check whose answers count; None where there is none
    urgency, is_emergency : what is known leads to
    why : the rules that led there
    also, risks : what else was answered yes
    unknown, unknown_more : questions without an answer that could change the outcome, and how
        many more there are
    denied : what everybody is asked and was denied, as noun phrases
    shown : what the diary shows that nobody is known to have looked at
    tried, felt, changes : what was done, how the legs felt after it, how the notes went
    measured : what was measured of the body last
    prescribed : the exercises that a clinician prescribed, and how often they were done
    held : what is not open
    to_clear : activities that may be opened by name
    """

    day: date
    since: date
    checked_on: date | None
    urgency: Urgency
    is_emergency: bool
    why: tuple[Why, ...]
    also: tuple[AnsweredFinding, ...]
    risks: tuple[AnsweredFinding, ...]
    care: CareSoFar
    unknown: tuple[str, ...]
    unknown_more: int
    denied: tuple[str, ...]
    shown: tuple[Text, ...]
    tried: tuple[Tried, ...]
    felt: Mapping[Felt, int]
    changes: tuple[NotedChange, ...]
    measured: tuple[MeasuredRow, ...]
    prescribed: tuple[PrescribedExercise, ...]
    held: tuple[OnHold, ...]
    to_clear: tuple[Activity, ...]


def report_of(
    standing: Standing,
    entries: Sequence[Recorded[Entry]],
    *,
    shown: tuple[Text, ...],
    day: date,
    since: date,
) -> Report | None:
    """Return the report on where a person stands; None where nothing is known of them.

    Parameters
    ----------
    entries : all current entries of the person
    shown : what the diary shows, in words with its claims
    since : from which day on scores, minutes and sessions are looked at
    """
    decision = standing.decision
    if decision is None:
        return None
    shown_since = {each.finding: each.first_on for each in standing.learnt.findings}
    history = History.of(_of(CheckEntry, entries), _of(SymptomEntry, entries), shown_since)
    answers, lately = standing.answers, [each for each in entries if each.local_date >= since]
    why = tuple(Why(each, answered(each.findings, answers, history)) for each in decision.reasons)
    counted = {each.finding for reason in why for each in reason.answers}
    document: AnswerDocument = {**(standing.document or {"answers": {}}), "answers": answers}
    groups = () if standing.is_emergency else on_hold(decision, document)
    return Report(
        day=day,
        since=since,
        checked_on=_checked_on(standing, entries),
        urgency=decision.urgency,
        is_emergency=standing.is_emergency,
        why=why,
        also=answered(of_groups(SYMPTOMS, counted), answers, history),
        risks=answered(of_groups(RISKS, counted), answers, history),
        care=CareSoFar(answered(of_groups(CARE), answers, history), _of(VisitEntry, entries)[::-1]),
        unknown=tuple(
            question(each, Subject.SELF).short for each in decision.questions[:MOST_UNKNOWN]
        ),
        unknown_more=max(0, len(decision.questions) - MOST_UNKNOWN),
        denied=tuple(each.short for each in denied_questions(document, Subject.SELF)),
        shown=shown,
        tried=tried(lately),
        felt=felt_after(lately),
        changes=changes(lately),
        measured=measured(entries, since),
        prescribed=prescribed(entries, since),
        held=groups,
        to_clear=tuple(to_clear(groups)) if standing.check else (),
    )


def _checked_on(standing: Standing, entries: Sequence[Recorded[Entry]]) -> date | None:
    check = standing.check
    days = (each.local_date for each in entries if check is not None and each.id == check.id)
    return next(days, None)


def _of(kind: type[EntryT], entries: Sequence[Recorded[Entry]]) -> tuple[Recorded[EntryT], ...]:
    return tuple(cast("Recorded[EntryT]", each) for each in entries if isinstance(each.entry, kind))
