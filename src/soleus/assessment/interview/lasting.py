"""What does not change from check to check: taken from the last one, and asked as "still so?"."""

from typing import NamedTuple

from soleus.assessment.interview.answers import Answers
from soleus.assessment.interview.question import Question, Value
from soleus.assessment.interview.screens import Screen, screens
from soleus.assessment.interview.stance import Stance, stance
from soleus.vocabulary import AnswerDocument


class StillSo(NamedTuple):
    """One screen of what was kept: where to change it, and what was said in short names."""

    screen: Screen
    said: tuple[str, ...]


def lasting_answers(document: AnswerDocument) -> dict[str, Value]:
    """Return what an earlier check says to the screens that need not be asked anew.

    A screen of which it left something open is asked in full.
    """
    answers = document["answers"]
    kept: dict[str, Value] = {}
    for screen in screens():
        said = {q.finding: _value(answers.get(q.finding)) for q in screen.questions}
        if screen.is_lasting and all(_is_answer(q, said[q.finding]) for q in screen.questions):
            kept |= {finding: value for finding, value in said.items() if value is not None}
    return kept


def still_so(answers: Answers) -> tuple[StillSo, ...]:
    """Return what was kept, screen by screen, for one look at all of it."""
    return tuple(
        StillSo(screen, _said(answers, screen))
        for screen in screens(answers.subject, answers.limbs)
        if set(screen.findings) & answers.kept
    )


def _said(answers: Answers, screen: Screen) -> tuple[str, ...]:
    return tuple(
        question.label(answers.values[question.finding])
        if question.denial is None
        else question.short[:1].upper() + question.short[1:]
        for question in screen.questions
        if stance(answers, question.finding) is Stance.PRESENT
    )


def _is_answer(question: Question, value: Value | None) -> bool:
    return value is not None and not question.faults(value)


def _value(answer: object) -> Value | None:
    return answer if isinstance(answer, str | bool | int) else None
