"""The check itself: a document of answers in, a decision out."""

import json
from dataclasses import replace
from functools import cache, lru_cache
from types import MappingProxyType

from soleus.assessment.answers import AnswerReader, Answers
from soleus.assessment.conjunct import Conjunct
from soleus.assessment.decision import Decision, Reason, Ruling
from soleus.assessment.engine import Engine, engine, sum_effects
from soleus.assessment.errors import InvalidAnswers
from soleus.assessment.open_questions import open_questions
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
from soleus.vocabulary import AnswerDocument, Urgency


class Decider:
    """Decides by one rulebook; Soleus uses the one that :func:`decide` makes."""

    def __init__(self, ready: Engine) -> None:
        self.engine = ready
        self.reader = AnswerReader(ready)
        self._floors = unpacked(sum_effects(ready.gates[Urgency.INCOMPLETE]))
        # the same few rules fire for most people, so their decision is put together only once
        self._decision_by = lru_cache(maxsize=2048)(self._decision_without_pattern)

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
        stage = self.engine.care.of(answers.ways)
        fired = self.engine.fired(answers.ways, answers.affirmed, stage)
        decision = self._decision_by(tuple(fired), stage, answers.cleared or ())
        return replace(decision, pattern=self.engine.book.terms.pattern(answers.affirmed))

    def _decision_without_pattern(
        self, fired: tuple[Conjunct, ...], stage: int, cleared: tuple[int, ...]
    ) -> Decision:
        outcome = self.engine.outcome_of(fired, stage, cleared)
        reasons = urgency_reasons(outcome)
        activities = MappingProxyType(rulings(self.engine, outcome, reasons))
        return Decision(LEVELS[outcome.level], "", reasons, activities, ())

    def _decide_unknown(self, answers: Answers) -> Decision:
        cases = parts(self.engine, answers)
        urgency = urgency_under(cases, LEVELS)
        questions = tuple(open_questions(self.engine, answers, cases))
        return Decision(
            urgency=urgency,
            pattern=self.engine.book.terms.pattern(answers.affirmed),
            reasons=self._reasons(answers, cases, urgency, questions),
            activities=MappingProxyType(
                {
                    activity: self._ruling(answers, cases, urgency, place, questions)
                    for place, activity in enumerate(ACTIVITIES)
                }
            ),
            questions=questions,
        )

    def _reasons(
        self, answers: Answers, cases: list[Part], urgency: Urgency, questions: tuple[str, ...]
    ) -> tuple[Reason, ...]:
        level = established_level(cases)
        if not level:
            return self._unanswered(questions) if urgency is Urgency.INCOMPLETE else ()
        known = self.engine.care.of(answers.ways)
        certain = [
            conjunct
            for conjunct in self.engine.conjuncts
            if conjunct.level == level
            and conjunct.counts(known)
            and not answers.ways & conjunct.forbidden
        ]
        if not certain:  # each way fires some rule, yet none fires in every way
            part = min(cases, key=lambda part: part.read_level)
            certain = [conjunct for conjunct in part.read if conjunct.level == level]
        return reasons_of(certain)

    def _ruling(
        self,
        answers: Answers,
        cases: list[Part],
        urgency: Urgency,
        place: int,
        questions: tuple[str, ...],
    ) -> Ruling:
        is_incomplete = urgency is Urgency.INCOMPLETE
        outcome = governing(cases, place, self._floors[place] if is_incomplete else PERMITTED)
        if outcome:
            return ruling_at(self.engine, outcome, place)
        missing = self._missing(answers, cases, place, questions)
        return Ruling(*GRADES[UNTIL_ANSWERS], self._unanswered(missing))

    def _unanswered(self, findings: tuple[str, ...]) -> tuple[Reason, ...]:
        gates = self.engine.gates[Urgency.INCOMPLETE]
        return tuple(reason_by(gate, findings) for gate in gates)

    def _missing(
        self,
        answers: Answers,
        cases: list[Part],
        place: int,
        questions: tuple[str, ...],
    ) -> tuple[str, ...]:
        """Return the open questions that this activity waits for."""
        able = {conjunct for part in cases for conjunct in part.strictest.fired}
        weighty = [
            conjunct
            for conjunct in able
            if conjunct.level or conjunct.strictness[place] >= UNTIL_ANSWERS
        ]
        named = {name for conjunct in weighty for name in conjunct.reason.findings}
        care = self.engine.care
        if any(conjunct.care != care.any for conjunct in weighty):
            named |= {field.finding.id for field in care.fields}
        if answers.cleared is None and care.of(answers.ways):
            named.add("cleared_activities")
        return tuple(name for name in questions if name in named) or questions


def decide_once(document: AnswerDocument) -> Decision:
    """Decide like :func:`decide`, and remember: the gate asks of the same answers at every request.

    Raises
    ------
    InvalidAnswers
        with every fault of the document.
    """
    return _decide_text(json.dumps(document))


def can_be_read(document: AnswerDocument) -> bool:
    """Whether a document of answers can be decided; old ones can name what is asked no more."""
    try:
        decide_once(document)
    except InvalidAnswers:
        return False
    return True


@lru_cache(maxsize=2048)
def _decide_text(document: str) -> Decision:
    return decide(json.loads(document))


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
