import re

import pytest

from soleus.assessment.interview import Subject, screens
from soleus.assessment.interview.question_files import questions
from soleus.assessment.interview.wording import worded, wording_faults


def texts(subject: Subject) -> dict[str, str]:
    found = {}
    for question in questions(subject).values():
        words = [question.item, question.asks, question.means, question.unsure_leads_to]
        found[question.finding] = " ".join([*words, *(c.label for c in question.choices)])
    for screen in screens(subject):
        words = [screen.title, screen.asks, screen.note or "", screen.none_label or ""]
        found[f"screen {screen.id}"] = " ".join(words)
    return found


def test_asked_of_oneself_it_says_you() -> None:
    assert worded("Do {they} feel {their} legs?", Subject.SELF) == "Do you feel your legs?"
    assert worded("{They} hold {them}", Subject.SELF) == "You hold you"


def test_asked_of_somebody_else_it_says_they() -> None:
    assert worded("{They} hold {themselves}", Subject.OTHER) == "They hold themselves"


@pytest.mark.parametrize("subject", Subject)
def test_no_braces_are_left_in_anything_shown(subject: Subject) -> None:
    assert not [name for name, text in texts(subject).items() if "{" in text or "}" in text]


def test_nothing_asked_of_somebody_else_says_you() -> None:
    said_you = re.compile(r"\byou(r|rs|rself)?\b", re.IGNORECASE)
    assert not [name for name, text in texts(Subject.OTHER).items() if said_you.search(text)]


def test_nothing_asked_of_oneself_speaks_of_them_as_the_person() -> None:
    assert worded("x", Subject.SELF) == "x"
    differing = [
        name for name, text in texts(Subject.SELF).items() if text != texts(Subject.OTHER)[name]
    ]
    assert "chest_pain" in differing
    assert "known_pad" in differing


def test_a_bare_you_and_an_unknown_word_in_braces_are_faults() -> None:
    assert len(wording_faults("Are you {thier} friend, yours?")) == 3
    assert wording_faults("Are {they} well?") == ()
