"""The interview as a device keeps it: every screen with its questions, as plain JSON values."""

from typing import Any

from soleus.assessment.interview.question import Choice, Question
from soleus.assessment.interview.questions import questions
from soleus.assessment.interview.screen import Screen
from soleus.assessment.interview.screens import screens
from soleus.assessment.interview.wording import Subject
from soleus.vocabulary import Limbs


def interview_bundle(subject: Subject, limbs: Limbs = Limbs.BOTH) -> dict[str, Any]:
    """Return the screens in the order asked, worded for one subject and the legs there are.

    ``order`` has the findings in the order of the check's table, for the document of answers.
    """
    return {
        "screens": [_screen(each) for each in screens(subject, limbs)],
        "order": list(questions()),
    }


def _screen(screen: Screen) -> dict[str, Any]:
    return {
        "id": screen.id,
        "part": screen.part,
        "title": screen.title,
        "asks": screen.asks,
        "note": screen.note,
        "none_label": screen.none_label,
        "questions": [_question(each) for each in screen.questions],
        "after": list(screen.after),
        "asked_again": screen.asked_again,
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "finding": question.finding,
        "kind": question.kind.value,
        "item": question.item,
        "asks": question.asks,
        "means": question.means,
        "unsure_leads_to": question.unsure_leads_to,
        "choices": [_choice(each) for each in question.choices],
        "unsure_label": question.unsure_label,
        "denial": _plain(question.denial),
        "claims": list(question.claims),
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {"token": choice.token, "value": _plain(choice.value), "label": choice.label}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
