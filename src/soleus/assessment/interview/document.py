"""From the interview to the check: the answers as its document, and whether to stop at once."""

from soleus.assessment.deciding import decide
from soleus.assessment.interview.answers import Answers
from soleus.assessment.interview.question import Value
from soleus.assessment.interview.question_files import question, questions
from soleus.assessment.interview.screens import screen_of
from soleus.assessment.interview.stance import Lead, Stance, lead, stance
from soleus.assessment.interview.walk import screen_of_visit
from soleus.assessment.rulebook import explainable_rules
from soleus.vocabulary import AnswerDocument, Urgency


def to_document(answers: Answers) -> AnswerDocument:
    """Return the answers in the shape that the check takes.

    What was said stands as it was said. A follow-up whose cause was denied is denied in so many
    words. What is unsaid or unsure is left out: to the check it is unknown. So is what was denied
    in an earlier check and has not been said to be still so.
    """
    return {
        "answers": {
            finding: list(value) if isinstance(value, tuple) else value
            for finding in questions()
            if (value := _value(answers, finding)) is not None
        },
        "others": "unknown",
    }


def established(answers: Answers) -> Urgency:
    """Return what is established already, whatever the rest would be answered."""
    return decide(to_document(answers)).urgency


def should_stop(answers: Answers) -> bool:
    """Whether an emergency is established already.

    One of which a visit can tell more waits for what is asked of a visit that there was.
    """
    decision = decide(to_document(answers))
    if decision.urgency is not Urgency.EMERGENCY:
        return False
    rules = {reason.rule for reason in decision.reasons}
    return not (rules <= explainable_rules() and screen_of_visit(answers))


def _value(answers: Answers, finding: str) -> Value | None:
    if lead(answers, screen_of(finding)) is Lead.OPEN:
        value = answers.values.get(finding)
        is_old_denial = finding in answers.kept and value == question(finding).denial
        return None if is_old_denial else value
    return question(finding).denial if stance(answers, finding) is Stance.DENIED else None
