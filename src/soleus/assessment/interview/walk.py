"""The way through the check: which screens are shown, which is next, what an answer does."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from soleus.assessment.finding import Kind
from soleus.assessment.interview.answers import Answers
from soleus.assessment.interview.errors import InterviewError
from soleus.assessment.interview.question import UNSURE, Question, Value
from soleus.assessment.interview.screen import Screen
from soleus.assessment.interview.screens import screen, screen_of, screens
from soleus.assessment.interview.stance import Lead, lead, pruned


class Progress(NamedTuple):
    """Parts of the check that are done, ``of`` all; ``of`` never changes on the way."""

    done: int
    of: int


def visible(answers: Answers) -> tuple[Screen, ...]:
    """Return the screens that these answers lead to, in order, answered or not."""
    shown = screens(answers.subject, answers.limbs)
    return tuple(found for found in shown if lead(answers, found) is Lead.OPEN)


def next_screen(answers: Answers) -> Screen | None:
    """Return the first screen with something neither answered nor marked unsure, or None."""
    return next((found for found in visible(answers) if not is_answered(answers, found)), None)


def previous_screen(answers: Answers, screen_id: str) -> Screen | None:
    """Return the shown screen just before ``screen_id``, or None at the first."""
    earlier = None
    for found in visible(answers):
        if found.id == screen_id:
            return earlier
        earlier = found
    return None


def is_answered(answers: Answers, found: Screen) -> bool:
    """Whether everything that the screen asks was answered or marked unsure."""
    return all(answers.has(finding) for finding in found.findings)


def progress(answers: Answers) -> Progress:
    """Return how many parts are done; a follow-up belongs to the part of what opened it."""
    parts = {found.part for found in screens()}
    open_parts = {found.part for found in visible(answers) if not is_answered(answers, found)}
    return Progress(len(parts - open_parts), len(parts))


def answer(
    answers: Answers, screen_id: str, given: Mapping[str, Value], *, none_of_these: bool = False
) -> Answers:
    """Return ``answers`` with what was said on one screen put in.

    Parameters
    ----------
    given : finding to value, or to UNSURE; what is left out stays as it was
    none_of_these : whether all that the screen asks and ``given`` does not name is denied

    Raises
    ------
    InterviewError
        with every fault; nothing of a faulty answer is kept.
    """
    found = screen(screen_id, answers.subject, answers.limbs)
    faults = list(_faults(answers, found, given, none_of_these))
    if faults:
        raise InterviewError(faults)
    denied = {q.finding: q.denial for q in found.questions if q.denial is not None}
    said = {**(denied if none_of_these else {}), **given}
    return pruned(answers, answers.with_given(said))


def change(answers: Answers, finding: str, value: Value) -> Answers:
    """Return ``answers`` with one of them changed, and what no longer follows from it taken out.

    Raises
    ------
    InterviewError
        when ``value`` is no answer to it, or it is not asked after these answers.
    """
    return answer(answers, screen_of(finding).id, {finding: value})


def given_from(found: Screen, tokens: Mapping[str, list[str]]) -> dict[str, Value]:
    """Return what a form or a terminal says in tokens as values for :func:`answer`.

    A token is that of a choice, ``unsure``, or for the age a whole number. A finding without a
    token, or with a blank one, is left out.

    Raises
    ------
    InterviewError
        with every fault.
    """
    faults: list[str] = []
    given: dict[str, Value] = {}
    by_finding = {question.finding: question for question in found.questions}
    for finding, words in tokens.items():
        said = [word.strip() for word in words if word.strip()]
        if finding not in by_finding:
            faults.append(f"this screen does not ask for '{finding}'")
        elif said:
            value = _value(by_finding[finding], said)
            faults += by_finding[finding].faults(value)
            given[finding] = value
    if faults:
        raise InterviewError(faults)
    return given


def _value(question: Question, said: list[str]) -> Value:
    """Return the value of these tokens; what none of them names is given back to be refused."""
    if said == [UNSURE]:
        return UNSURE
    if question.kind is Kind.AGE:
        return int(said[0]) if len(said) == 1 and said[0].isdecimal() else " ".join(said)
    if len(said) > 1:
        return tuple(said)
    return next((c.value for c in question.choices if c.token == said[0]), said[0])


def _faults(
    answers: Answers, found: Screen, given: Mapping[str, Value], none_of_these: bool
) -> Iterator[str]:
    if lead(answers, found) is not Lead.OPEN:
        yield f"'{found.id}' is not asked after these answers; change what it follows first"
    by_finding = {question.finding: question for question in found.questions}
    for finding, value in given.items():
        if finding in by_finding:
            yield from by_finding[finding].faults(value)
        else:
            yield f"'{found.id}' does not ask for '{finding}'"
    for question in found.questions:
        if none_of_these and question.denial is None and question.finding not in given:
            yield f"{question.finding}: there is no 'none' to it; choose an answer or not sure"
