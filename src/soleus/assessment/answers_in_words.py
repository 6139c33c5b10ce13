"""What was answered, in the words of the check: for the result and the sheet to take along."""

from collections.abc import Collection, Iterable

from soleus.assessment.interview import UNSURE, Question, Subject, Value, question, screens
from soleus.vocabulary import Answer, AnswerDocument


def answers_to(
    findings: Iterable[str], document: AnswerDocument, subject: Subject
) -> tuple[str, ...]:
    """Return each of these questions that is answered, once, with its answer made strong."""
    answers = document["answers"]
    answered = (each for each in findings if answers.get(each) is not None)
    return tuple(_said(question(each, subject), answers[each]) for each in dict.fromkeys(answered))


def other_answers(
    above: Collection[str], document: AnswerDocument, subject: Subject
) -> tuple[str, ...]:
    """Return what else was marked or is unsure, the age first: whoever examines weighs all of it.

    An operation some weeks ago may have led to no rule here and still be what matters most.
    """
    answers = document["answers"]
    marked = [
        each
        for screen in screens(subject)
        for each in screen.questions
        if each.finding in answers
        and (each.finding not in above or answers[each.finding] is None)
        and not _denies(each, answers[each.finding])
    ]
    marked.sort(key=lambda each: each.finding != "age")
    return tuple(_said(each, answers[each.finding]) for each in marked)


def denied_items(document: AnswerDocument, subject: Subject) -> tuple[str, ...]:
    """Return what everybody is asked and was denied here, each as its line on the screen."""
    return tuple(each.item for each in denied_questions(document, subject))


def denied_questions(document: AnswerDocument, subject: Subject) -> tuple[Question, ...]:
    """Return the questions that everybody is asked and that were denied here."""
    answers, is_rest_denied = document["answers"], document.get("others") == "no"
    return tuple(
        each
        for screen in screens(subject)
        for each in screen.questions
        if not screen.after
        and each.denial is not None
        and (_denies(each, answers[each.finding]) if each.finding in answers else is_rest_denied)
    )


def _said(asked: Question, value: Answer) -> str:
    return f"{asked.asks} **{asked.label(_as_value(value))}**"


def _denies(asked: Question, value: Answer) -> bool:
    return asked.denial is not None and _as_value(value) == asked.denial


def _as_value(value: Answer) -> Value:
    """Return an answer as its question takes it."""
    if value is None:
        return UNSURE
    return tuple(value) if isinstance(value, list) else value
