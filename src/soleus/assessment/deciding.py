"""The check itself: a document of answers in, a decision out."""

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from soleus.assessment.answers import AnswerReader, Answers
from soleus.assessment.conjunct import Conjunct
from soleus.assessment.decision import Decision, Reason, Ruling
from soleus.assessment.engine import Engine, engine, sum_effects
from soleus.assessment.open_questions import open_questions
from soleus.assessment.patterns import PatternNames
from soleus.assessment.reasons import reason_by, reasons_of, ruling_at, rulings, urgency_reasons
from soleus.assessment.rule import LEVELS
from soleus.assessment.strictness import (
    ACTIVITIES,
    GRADES,
    PERMITTED,
    UNTIL_ANSWERS,
    unpacked,
)
from soleus.assessment.unknowns import (
    Part,
    established_level,
    governing,
    parts,
    urgency_under,
)
from soleus.vocabulary import Activity, Urgency


class _Told(NamedTuple):
    """What the same rules always lead to."""

    urgency: Urgency
    reasons: tuple[Reason, ...]
    activities: Mapping[Activity, Ruling]


class Decider:
    """Decides by one rulebook; Soleus uses the one that :func:`decide` makes."""

    def __init__(self, ready: Engine) -> None:
        self.engine = ready
        self.reader = AnswerReader(ready)
        self._patterns = PatternNames(ready.book.terms)
        self._floors = unpacked(sum_effects(ready.gates[Urgency.INCOMPLETE]))
        # The same few rules fire for most people, so their reasons are put together only once.
        self._told = lru_cache(maxsize=2048)(self._tell)

    def decide(self, document: object) -> Decision:
        """Return the decision on a document; see :func:`decide`."""
        answers = self.reader.read(document)
        if answers.cleared is not None and self.engine.space.is_complete(answers.ways):
            return self._decide_complete(answers)
        return self._decide_unknown(answers)

    def questions(self, document: object) -> dict[str, int]:
        """Return the open questions of a document, each with the level that it could tip."""
        answers = self.reader.read(document)
        return open_questions(self.engine, answers, parts(self.engine, answers))

    def _decide_complete(self, answers: Answers) -> Decision:
        settled = self.engine.is_settled(answers.ways)
        fired = self.engine.fired(answers.ways, answers.affirmed, settled)
        told = self._told(tuple(fired), settled, answers.cleared or ())
        pattern = self._patterns.pattern(answers.affirmed)
        return Decision(told.urgency, pattern, told.reasons, told.activities, ())

    def _tell(self, fired: tuple[Conjunct, ...], settled: bool, cleared: tuple[int, ...]) -> _Told:
        outcome = self.engine.outcome_of(fired, settled, cleared)
        reasons = urgency_reasons(outcome)
        activities = MappingProxyType(rulings(self.engine, outcome, reasons))
        return _Told(LEVELS[outcome.level], reasons, activities)

    def _decide_unknown(self, answers: Answers) -> Decision:
        found = parts(self.engine, answers)
        urgency = urgency_under(found, LEVELS)
        questions = tuple(open_questions(self.engine, answers, found))
        return Decision(
            urgency=urgency,
            pattern=self._patterns.pattern(answers.affirmed),
            reasons=self._reasons(answers, found, urgency, questions),
            activities=MappingProxyType(
                {
                    activity: self._ruling(answers, found, urgency, place, questions)
                    for place, activity in enumerate(ACTIVITIES)
                }
            ),
            questions=questions,
        )

    def _reasons(
        self, answers: Answers, found: list[Part], urgency: Urgency, questions: tuple[str, ...]
    ) -> tuple[Reason, ...]:
        level = established_level(found)
        if not level:
            return self._unanswered(questions) if urgency is Urgency.INCOMPLETE else ()
        settled = self.engine.is_settled(answers.ways)
        certain = [
            one
            for one in self.engine.conjuncts
            if one.level == level
            and one.settled in (None, settled)
            and not answers.ways & one.forbidden
        ]
        if not certain:  # each way fires some rule, yet none fires in every way
            part = min(found, key=lambda part: part.read_level)
            certain = [one for one in part.read if one.level == level]
        return reasons_of(certain)

    def _ruling(
        self,
        answers: Answers,
        found: list[Part],
        urgency: Urgency,
        place: int,
        questions: tuple[str, ...],
    ) -> Ruling:
        is_incomplete = urgency is Urgency.INCOMPLETE
        outcome = governing(found, place, self._floors[place] if is_incomplete else PERMITTED)
        if outcome:
            return ruling_at(self.engine, outcome, place)
        missing = self._missing(answers, found, place, questions)
        return Ruling(*GRADES[UNTIL_ANSWERS], self._unanswered(missing))

    def _unanswered(self, findings: tuple[str, ...]) -> tuple[Reason, ...]:
        gates = self.engine.gates[Urgency.INCOMPLETE]
        return tuple(reason_by(gate.rule, findings) for gate in gates)

    def _missing(
        self,
        answers: Answers,
        found: list[Part],
        place: int,
        questions: tuple[str, ...],
    ) -> tuple[str, ...]:
        """Return the open questions that this activity waits for."""
        able = {one for part in found for one in part.strictest.fired}
        weighty = [one for one in able if one.level or one.strictness[place] >= UNTIL_ANSWERS]
        named = {name for one in weighty for name in one.reason.findings}
        if any(one.settled is not None for one in weighty):
            named |= set(self.engine.book.terms.settled)
        if answers.cleared is None and self.engine.is_settled(answers.ways):
            named.add("cleared_activities")
        return tuple(name for name in questions if name in named) or questions


@cache
def decider() -> Decider:
    """Return the decider that Soleus uses, made ready on the first call."""
    return Decider(engine())


def decide(document: object) -> Decision:
    """Return the decision on a document of answers: ``{"answers": {…}, "others": …}``.

    Raises
    ------
    InvalidAnswers
        with every fault of the document.
    """
    return decider().decide(document)
