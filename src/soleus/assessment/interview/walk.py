"""The way through the check: which screens are shown, which is next, what an answer does."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from soleus.assessment.finding import Kind
from soleus.assessment.interview.answers import Answers
from soleus.assessment.interview.lines import Line
from soleus.assessment.interview.question import UNSURE, Question, Value
from soleus.assessment.interview.screens import Screen, screen, screen_of, screens
from soleus.assessment.interview.stance import Lead, lead, pruned
from soleus.language import msgid, translate
from soleus.vocabulary import FaultsError

_OF_VISIT = {"better_since_evaluation", "worse_since_evaluation", "clot_ruled_out"}
_SURGERY = "recent_leg_surgery"


class Progress(NamedTuple):
    """Parts of the check that are done, ``of`` all; ``of`` never changes on the way."""

    done: int
    of: int


def visible(answers: Answers) -> tuple[Screen, ...]:
    """Return the screens that these answers lead to, in order, answered or not."""
    shown = screens(answers.subject, answers.limbs)
    return tuple(found for found in shown if lead(answers, found) is Lead.OPEN)


def next_screen(answers: Answers) -> Screen | None:
    """Return the first screen with something neither answered nor marked unsure, or None.

    What a visit said comes first, for somebody who said right after an emergency that they were
    seen for it already.
    """
    asked_first = screen_of_visit(answers)
    return asked_first or next(
        (found for found in visible(answers) if not is_answered(answers, found)), None
    )


def screen_of_visit(answers: Answers) -> Screen | None:
    """Return the first open screen about a visit that was said to have been, or None.

    The last of them asks for an operation on the leg, after which a visit can tell more too.
    """
    if answers.values.get("evaluated_by_clinician") is not True:
        return None
    found = [each for each in visible(answers) if not is_answered(answers, each)]
    of_visit = [each for each in found if each.findings and _OF_VISIT.issuperset(each.findings)]
    return next(iter([*of_visit, *(each for each in found if _SURGERY in each.findings)]), None)


def previous_screen(answers: Answers, screen_id: str) -> Screen | None:
    """Return the shown screen just before ``screen_id``, or None at the first."""
    earlier = None
    for found in visible(answers):
        if found.id == screen_id:
            return earlier
        earlier = found
    return None


def is_answered(answers: Answers, found: Screen) -> bool:
    """Whether everything that the screen asks was answered or marked unsure.

    The screen without findings is shown only while it is not answered.
    """
    return bool(found.findings) and all(answers.has(finding) for finding in found.findings)


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
    given : finding to value, or to UNSURE; what is left out stays as it was. On the screen
        without findings nothing: what was kept is still so
    none_of_these : whether all that the screen asks and ``given`` does not name is denied

    Raises
    ------
    FaultsError
        with every fault; nothing of a faulty answer is kept.
    """
    found = screen(screen_id, answers.subject, answers.limbs)
    faults = list(_faults(answers, found, given, none_of_these))
    if faults:
        raise FaultsError(faults)
    if not found.lines:
        return answers.still_so()
    denied = {q.finding: q.denial for q in found.questions if q.denial is not None}
    said = {**(denied if none_of_these else {}), **given}
    return pruned(answers, answers.with_given(said))


def change(answers: Answers, finding: str, value: Value) -> Answers:
    """Return ``answers`` with one of them changed, and what no longer follows from it taken out.

    Raises
    ------
    FaultsError
        when ``value`` is no answer to it, or it is not asked after these answers.
    """
    return answer(answers, screen_of(finding).id, {finding: value})


def given_from(lines: Iterable[Line], tokens: Mapping[str, list[str]]) -> dict[str, Value]:
    """Return what a form or a terminal says in tokens as values for :func:`answer`.

    A token is that of a choice, ``unsure``, or for the age a whole number, by the id of the line.
    A line without a token, or with a blank one, is left out.

    Raises
    ------
    FaultsError
        with every fault.
    """
    faults: list[str] = []
    given: dict[str, Value] = {}
    by_id = {line.id: line for line in lines}
    for name, words in tokens.items():
        said = [word.strip() for word in words if word.strip()]
        if name not in by_id:
            says = msgid("this screen does not ask for '{finding}'")
            faults.append(translate(says, finding=name))
        elif said:
            line_said, line_faults = _said_on(by_id[name], said)
            faults += line_faults
            given |= line_said
    if faults:
        raise FaultsError(faults)
    return given


def _said_on(line: Line, said: list[str]) -> tuple[Mapping[str, Value], tuple[str, ...]]:
    """Return what these tokens say to the findings of a line, and what is wrong with them."""
    if not line.is_joint:
        question = line.questions[0]
        value = _value(question, said)
        return {question.finding: value}, question.faults(value)
    if said == [UNSURE]:
        return line.unsure, ()
    chosen = [option.given for option in line.options if [option.token] == said]
    if chosen:
        return chosen[0], ()
    says = msgid("{finding}: {value} is no answer; choose {expected}")
    expected = translate(" or ").join(option.token for option in line.options)
    return {}, (translate(says, finding=line.id, value=repr(" ".join(said)), expected=expected),)


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
        says = msgid("'{screen}' is not asked after these answers; change what it follows first")
        yield translate(says, screen=found.id)
    by_finding = {question.finding: question for question in found.questions}
    for finding, value in given.items():
        if finding in by_finding:
            yield from by_finding[finding].faults(value)
        elif answers.danger.get(finding) != value or not found.speaks_of_danger:
            says = msgid("'{screen}' does not ask for '{finding}'")
            yield translate(says, screen=found.id, finding=finding)
    for question in found.questions:
        if none_of_these and question.denial is None and question.finding not in given:
            says = msgid("{finding}: there is no 'none' to it; choose an answer or not sure")
            yield translate(says, finding=question.finding)
