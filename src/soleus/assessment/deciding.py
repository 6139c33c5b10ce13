"""The check itself: a document of answers in, a decision out."""

from collections.abc import Iterable
from functools import cache

from soleus.assessment.answers import AnswerReader, Answers
from soleus.assessment.decision import Decision, Reason, Ruling
from soleus.assessment.engine import Engine, Outcome, engine
from soleus.assessment.open_questions import open_questions
from soleus.assessment.reasons import reason_by, reasons_of, ruling_at, urgency_reasons
from soleus.assessment.rule import LEVELS
from soleus.assessment.rulebook import Rulebook, rulebook
from soleus.assessment.strictness import ACTIVITIES, GRADES, UNTIL_ANSWERS
from soleus.assessment.unknowns import (
    Part,
    established_level,
    governing,
    parts,
    urgency_under,
)
from soleus.vocabulary import Urgency


class Decider:
    """Decides by one rulebook; Soleus uses the one that :func:`decide` makes."""

    def __init__(self, ready: Engine) -> None:
        self.engine = ready
        self.reader = AnswerReader(ready)
        groups = {name: frozenset(members) for name, members in ready.book.terms.groups.items()}
        self._patterns = [
            (pattern.id, [groups[name] for name in pattern.groups])
            for pattern in ready.book.terms.patterns
        ]

    def decide(self, document: object) -> Decision:
        """Return the decision on a document; see :func:`decide`."""
        answers = self.reader.read(document)
        if answers.cleared is not None and self.engine.space.is_complete(answers.ways):
            return self._decide_complete(answers)
        return self._decide_unknown(answers)

    def _decide_complete(self, answers: Answers) -> Decision:
        outcome = self.engine.outcome(answers.ways, answers.affirmed, answers.cleared or ())
        return Decision(
            urgency=LEVELS[outcome.level],
            pattern=self._pattern(answers.affirmed),
            reasons=urgency_reasons(outcome),
            activities={
                activity: ruling_at(self.engine, outcome, place)
                for place, activity in enumerate(ACTIVITIES)
            },
            questions=(),
        )

    def _decide_unknown(self, answers: Answers) -> Decision:
        found = parts(self.engine, answers)
        urgency = urgency_under(found, LEVELS)
        questions = open_questions(self.engine, answers)
        return Decision(
            urgency=urgency,
            pattern=self._pattern(answers.affirmed),
            reasons=self._reasons(answers, found, urgency, questions),
            activities={
                activity: self._ruling(answers, found, urgency, place, questions)
                for place, activity in enumerate(ACTIVITIES)
            },
            questions=questions,
        )

    def _pattern(self, affirmed: Iterable[str]) -> str:
        present = set(affirmed)
        return next(
            name
            for name, groups in self._patterns
            if all(not present.isdisjoint(group) for group in groups)
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
        outcome = governing(found, place, urgency is Urgency.INCOMPLETE)
        if outcome:
            return ruling_at(self.engine, outcome, place)
        missing = self._missing(answers, [part.strictest for part in found], place, questions)
        return Ruling(*GRADES[UNTIL_ANSWERS], self._unanswered(missing))

    def _unanswered(self, findings: tuple[str, ...]) -> tuple[Reason, ...]:
        gates = self.engine.gates[Urgency.INCOMPLETE]
        return tuple(reason_by(gate.rule, findings) for gate in gates)

    def _missing(
        self,
        answers: Answers,
        strictest: list[Outcome],
        place: int,
        questions: tuple[str, ...],
    ) -> tuple[str, ...]:
        """Return the open questions that this activity waits for."""
        weighty = [
            one
            for outcome in strictest
            for one in outcome.fired
            if one.level or one.strictness[place] >= UNTIL_ANSWERS
        ]
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


def decide_by(book: Rulebook, document: object) -> Decision:
    """Return what another rulebook would decide; to try a change of rules before it is made."""
    return decide(document) if book is rulebook() else Decider(Engine(book)).decide(document)
