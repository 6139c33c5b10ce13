"""From the interview to the check: the answers as its document, and whether to stop at once."""

from typing import Any

from soleus.assessment.deciding import decide
from soleus.assessment.interview.answers import Answers
from soleus.assessment.interview.questions import question, questions
from soleus.assessment.interview.screens import screen_of
from soleus.assessment.interview.stance import Lead, Stance, lead, stance
from soleus.vocabulary import Urgency


def to_document(answers: Answers) -> dict[str, Any]:
    """Return the answers in the shape that the check takes.

    What was said stands as it was said. A follow-up whose cause was denied is denied in so many
    words. What is unsaid or unsure is left out: to the check it is unknown.
    """
    return {
        "answers": {
            finding: list(value) if isinstance(value, tuple) else value
            for finding in questions()
            if (value := _value(answers, finding)) is not None
        },
        "others": "unknown",
    }


def should_stop(answers: Answers) -> bool:
    """Whether an emergency is established already, whatever the rest would be answered."""
    return decide(to_document(answers)).urgency is Urgency.EMERGENCY


def _value(answers: Answers, finding: str) -> Any:  # noqa: ANN401 - a JSON value
    if lead(answers, screen_of(finding)) is Lead.OPEN:
        return answers.values.get(finding)
    return question(finding).denial if stance(answers, finding) is Stance.DENIED else None
