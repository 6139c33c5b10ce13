"""The gate: what a person may do now. Every way in asks here and nowhere else.

The journal keeps answers; the gate decides them again with the rules that run now, lays over them
what was noticed since and what the days in it show, and grants a clearance or refuses one.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from soleus.assessment import (
    Clearance,
    Decision,
    InvalidAnswers,
    Permit,
    Refusal,
    RefusalCause,
    decide,
    grant,
    opened_by_name,
)
from soleus.coach.learning import Learning
from soleus.coach.refusals import refusal_text
from soleus.coach.tightening import answers_learnt, strictest, tightened
from soleus.coach.visiting import Laid, ends, laid_over
from soleus.journal import (
    CheckEntry,
    Journal,
    NothingNewEntry,
    Recorded,
    SymptomEntry,
    VisitEntry,
)
from soleus.learning import Learnt
from soleus.vocabulary import Activity, Clock, NotPermittedError, Urgency

COURSES = ("sudden", "recent", "long_standing", "comes_and_goes")
"""How a swelling can have come, from the most suspicious on."""

_MOST_URGENT_FIRST = tuple(Urgency)
_NEWS: tuple[type[SymptomEntry | NothingNewEntry], ...] = (SymptomEntry, NothingNewEntry)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands before the gate at one moment.

    Parameters
    ----------
    outcome : the clearance that holds, or the refusal
    decision : what the last answers and what was noticed since lead to; None without a check
    document : the answers of the last check with the visits since laid over them, in the shape
        of an answer file
    checked_at : when that check was begun
    check_id : its entry in the journal
    noticed : findings recorded since, in the check's ids
    news : the findings of each thing recorded as new since; empty where none was named
    learnt : what the days in the journal show, which counts like an answer
    """

    outcome: Clearance | Refusal
    decision: Decision | None = None
    document: Mapping[str, Any] | None = None
    checked_at: datetime | None = None
    check_id: UUID | None = None
    noticed: Mapping[str, Any] = field(default_factory=dict)
    news: tuple[Mapping[str, Any], ...] = ()
    learnt: Learnt = field(default_factory=lambda: Learnt((), None))

    @property
    def answers(self) -> Mapping[str, Any]:
        """The answers that count now: the last check's, what was noticed since, what was learnt."""
        given = {**(self.document or {"answers": {}})["answers"], **self.noticed}
        return {**given, **answers_learnt(given, self.learnt)}

    @property
    def has_news(self) -> bool:
        """Whether anything new was recorded since, named or not."""
        return bool(self.news)

    @property
    def clearance(self) -> Clearance | None:
        """The clearance, where there is one."""
        return self.outcome if isinstance(self.outcome, Clearance) else None

    @property
    def refusal(self) -> Refusal | None:
        """The refusal, where there is one."""
        return self.outcome if isinstance(self.outcome, Refusal) else None

    @property
    def builds_up(self) -> bool:
        """Whether the week has an aim: nobody is asked to do more who is to be seen, or to rest."""
        if self.decision is None:
            return True
        can_walk = self.decision.activities[Activity.WALKING].is_open
        return self.decision.urgency is Urgency.SELF_CARE and can_walk

    @property
    def is_emergency(self) -> bool:
        """Whether what is known now is an emergency."""
        return self.decision is not None and self.decision.urgency is Urgency.EMERGENCY


@dataclass(frozen=True, slots=True)
class Gate:
    """Asks the journal what is known of a person and the assessment what that allows."""

    journal: Journal
    clock: Clock
    learning: Learning

    def standing(self, person_id: str) -> Standing:
        """Return where the person stands now."""
        check = self.last_check(person_id)
        news = self._news(person_id, check)
        noticed = _noticed(news)
        learnt = self.learning.learnt(person_id)
        if check is None:
            alarm = min(_layers(news), key=_rank, default=None)
            alarm = tightened(alarm, {"answers": noticed}, learnt)
            refusal = Refusal(RefusalCause.NO_CHECK, alarm)
            return Standing(refusal, alarm, noticed=noticed, news=_each(news), learnt=learnt)
        visits = self.journal.entries(person_id, [VisitEntry])
        laid = laid_over(check, visits, self.clock.now())
        late = self._late(person_id, check)
        document, last = laid.document, strictest((laid.decision, *late))
        decision = min((last, *_layers(news, document)), key=_rank)
        told = {**document, "answers": {**document["answers"], **noticed}}
        decision = tightened(decision, told, learnt) or decision
        if any(visit.seq > check.seq for visit in visits):
            learnt, decision = self._as_visited(person_id, check, laid, learnt, decision, news)
        decision = strictest((decision, *late))
        now = self.clock.now()
        outcome = _outcome(last if news else decision, decision, check.at, now, news)
        if isinstance(outcome, Clearance):
            outcome = replace(outcome, ends=ends(check, visits, outcome.permits, now))
        return Standing(
            outcome,
            decision,
            document,
            check.at,
            check.id,
            noticed,
            news=_each(news),
            learnt=learnt,
        )

    def _as_visited(
        self,
        person_id: str,
        check: Recorded[CheckEntry],
        laid: Laid,
        learnt: Learnt,
        decision: Decision,
        news: tuple[Recorded[Any], ...],
    ) -> tuple[Learnt, Decision]:
        """Hold what the days showed before the visits against all that these did not name."""
        before = self.learning.before_visits(person_id, check.seq)
        without = tightened(decide(laid.before), laid.before, before) or decide(laid.before)
        if news or not laid.named:
            return before, strictest((without, decision))
        return learnt, opened_by_name(without, decision, laid.named)

    def clearance(self, person_id: str) -> Clearance:
        """Return the clearance that holds now.

        Raises
        ------
        NotPermittedError
            where there is none; the text says why and what to do.
        """
        outcome = self.standing(person_id).outcome
        if isinstance(outcome, Refusal):
            raise NotPermittedError(refusal_text(outcome.cause).as_line())
        return outcome

    def permit(self, person_id: str, activity: Activity) -> Permit:
        """Return leave for one activity now.

        Raises
        ------
        NotPermittedError
            where there is no clearance, or it does not open this activity.
        """
        return self.clearance(person_id).permit(activity)

    def last_check(self, person_id: str) -> Recorded[CheckEntry] | None:
        """Return the newest check whose answers can still be read.

        Answers that today's parser refuses count as no check; an older check does not come back.
        """
        check = self.journal.latest(person_id, CheckEntry)
        if check is None or not _is_readable(check.entry.document):
            return None
        return check

    def _late(self, person_id: str, check: Recorded[CheckEntry]) -> tuple[Decision, ...]:
        """Return what the checks lead to that were taken in after the newest, yet begun before it.

        One that was left half-way and finished later, or one of a clock that was set wrong, may
        know of a danger that the newest does not: it counts until both are answered anew.
        """
        return tuple(
            decide(each.entry.document)
            for each in self.journal.entries(person_id, [CheckEntry])
            if each.seq > check.seq and _is_readable(each.entry.document)
        )

    def _news(
        self, person_id: str, check: Recorded[CheckEntry] | None
    ) -> tuple[Recorded[SymptomEntry | NothingNewEntry], ...]:
        """Return what was recorded as new since a check was begun, in the order it was taken.

        Withdrawn entries count too: only a new check opens the gate again.
        """
        recorded = self.journal.entries(person_id, _NEWS, include_superseded=True)
        return tuple(
            item
            for item in sorted(recorded, key=lambda item: item.seq)
            if _is_news(item.entry) and (check is None or _is_since(item, check))
        )


def _is_since(item: Recorded[Any], check: Recorded[CheckEntry]) -> bool:
    """Whether an entry was taken after a check was begun.

    The order in which the journal took them decides, so that neither a symptom dated back nor a
    clock set wrong can hide one; what was taken while the check was under way counts as well.
    """
    return item.seq > check.seq or check.at <= item.recorded_at <= check.recorded_at


def _is_news(entry: SymptomEntry | NothingNewEntry) -> bool:
    if isinstance(entry, NothingNewEntry):
        return entry.anything_new
    return entry.is_new or bool(entry.findings)


def _is_readable(document: Mapping[str, Any]) -> bool:
    try:
        decide(document)
    except InvalidAnswers:
        return False
    return True


def _decided(answers: Mapping[str, Any], others: str = "unknown") -> Decision:
    return _decided_once(json.dumps({"answers": dict(answers), "others": others}, sort_keys=True))


@lru_cache(maxsize=512)
def _decided_once(document: str) -> Decision:
    """Decide; what was noticed is laid over the check at every asking, and seldom new."""
    return decide(json.loads(document))


def _each(news: Iterable[Recorded[Any]]) -> tuple[Mapping[str, Any], ...]:
    return tuple(_found(item.entry) for item in news)


def _noticed(news: Iterable[Recorded[Any]]) -> dict[str, Any]:
    """Return the findings noticed since, both legs where each was named."""
    noticed: dict[str, Any] = {}
    for item in news:
        noticed = _widened(noticed, _found(item.entry))
    return noticed


def _found(entry: SymptomEntry | NothingNewEntry) -> dict[str, Any]:
    """Return what an entry found; that something is not there takes back nothing said before."""
    if not isinstance(entry, SymptomEntry):
        return {}
    return {
        finding: value
        for finding, value in entry.findings.items()
        if value is not False and value != "none"
    }


def _widened(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    return {**before, **{each: _wider(before.get(each), value) for each, value in now.items()}}


def _wider(before: object, now: object) -> object:
    """Return both legs for one and the other, and of two courses the more suspicious one."""
    sides = {"left", "right", "both"}
    if before in sides and now in sides and before != now:
        return "both"
    if before in COURSES and now in COURSES:
        return min(str(before), str(now), key=COURSES.index)
    return now


def _layers(
    news: Iterable[Recorded[Any]], document: Mapping[str, Any] | None = None
) -> Iterator[Decision]:
    """Decide on each thing noticed, alone and with all before it, by itself and over a check.

    One leg can be more suspicious than two, so the parts are looked at as well as the whole, and
    nothing noticed later can take the place of what was there. What is new has been seen by
    nobody, so the person is no longer settled.
    """
    noticed: dict[str, Any] = {}
    for item in news:
        found = _found(item.entry)
        noticed = _widened(noticed, found)
        for answers in (found, noticed):
            if answers:
                yield from _decided_if_sound(answers, "unknown")
        if document is None:
            continue
        given = document["answers"]
        for told in ({**given, **found}, {**given, **noticed}, _widened(given, noticed)):
            told["worse_since_evaluation"] = True
            yield from _decided_if_sound(told, document.get("others", "unknown"))


def _decided_if_sound(answers: Mapping[str, Any], others: str) -> Iterator[Decision]:
    """Decide, or nothing where entries contradict each other; the parts then still count."""
    with suppress(InvalidAnswers):
        yield _decided(answers, others)


def _rank(decision: Decision) -> int:
    return _MOST_URGENT_FIRST.index(decision.urgency)


def _outcome(
    last: Decision,
    decision: Decision,
    checked_at: datetime,
    now: datetime,
    news: tuple[Recorded[Any], ...],
) -> Clearance | Refusal:
    symptom_at = checked_at if news else None
    outcome = grant(last, decided_at=checked_at, now=now, symptom_at=symptom_at)
    if isinstance(outcome, Refusal):
        return Refusal(outcome.cause, decision)
    return outcome
