"""The interview as a device keeps it: every screen with its questions, as plain JSON values."""

from dataclasses import asdict

from soleus.assessment.interview.answers import Answers
from soleus.assessment.interview.danger import danger_signs
from soleus.assessment.interview.lines import Line
from soleus.assessment.interview.question import Question
from soleus.assessment.interview.question_files import questions
from soleus.assessment.interview.screens import Screen, screens


def interview_bundle(about: Answers) -> dict[str, object]:
    """Return the screens in the order asked, worded for the person that these answers are about.

    ``order`` has the findings in the order of the check's table, for the document of answers;
    ``signs`` are the findings that can be danger signs; ``sex`` and ``danger`` are what decides
    besides the answers which screens concern the person.
    """
    return {
        "screens": [_screen(each) for each in screens(about.subject, about.limbs)],
        "order": list(questions()),
        "sex": about.sex.value,
        "danger": about.as_dict()["danger"],
        "signs": sorted(danger_signs()),
    }


def _screen(screen: Screen) -> dict[str, object]:
    shape = asdict(screen)
    return {
        **shape,
        "lines": [_line(each) for each in screen.lines],
        "questions": [_question(each) for each in screen.questions],
    }


def _line(line: Line) -> dict[str, object]:
    shape = asdict(line)
    shape["questions"] = [question.finding for question in line.questions]
    return shape


def _question(question: Question) -> dict[str, object]:
    shape = asdict(question)
    del shape["picture"], shape["rules_out"]
    return {**shape, "denial": question.denial}
