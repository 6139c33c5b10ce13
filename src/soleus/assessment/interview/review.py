"""Every answer seen again in words, to be looked over and changed."""

from typing import NamedTuple

from soleus.assessment.interview.answers import Answers
from soleus.assessment.interview.question import Question
from soleus.assessment.interview.stance import Stance, stance
from soleus.assessment.interview.walk import visible


class Reviewed(NamedTuple):
    """One answer: the question, what was said as a label, and the screen to change it on.

    ``is_marked`` is true of what was not denied, so that a long list of "No" can be folded.
    """

    screen_id: str
    question: Question
    label: str
    is_marked: bool


def told_today(answers: Answers) -> tuple[Reviewed, ...]:
    """Return every answer of this check alone, without what was kept of the last one."""
    return tuple(row for row in review(answers) if row.question.finding not in answers.kept)


def review(answers: Answers) -> tuple[Reviewed, ...]:
    """Return every answer that was given, in the order asked; what was not asked is left out."""
    return tuple(
        Reviewed(
            found.id,
            question,
            question.label(value),
            stance(answers, question.finding) is not Stance.DENIED,
        )
        for found in visible(answers)
        for question in found.questions
        if (value := answers.given(question.finding)) is not None
    )
