"""Questions to somebody with one leg: the side is known, so only yes or no is asked."""

from dataclasses import replace

from soleus.assessment.finding import Kind
from soleus.assessment.interview.question import Question
from soleus.language import msgid, translate
from soleus.vocabulary import Limbs

YES = msgid("Yes")


def of_these_legs(question: Question, limbs: Limbs) -> Question:
    """Return ``question`` without the side that is not there.

    "Yes" keeps the value of the one leg, which the check reads as one leg of two: the more
    careful reading.
    """
    if question.kind is not Kind.SIDED or limbs.only_leg is None:
        return question
    side = limbs.only_leg.value
    kept = tuple(
        replace(choice, label=translate(YES)) if choice.token == side else choice
        for choice in question.choices
        if choice.token in (side, "none")
    )
    return replace(question, choices=kept)
