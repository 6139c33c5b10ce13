"""What has been said to a finding, and whether that opens what follows from it."""

from enum import StrEnum

from soleus.assessment.interview.answers import Answers
from soleus.assessment.interview.questions import question
from soleus.assessment.interview.screen import Screen
from soleus.assessment.interview.screens import screen_of, screens


class Stance(StrEnum):
    """What a person has said to one finding, in so many words or by denying what it follows."""

    PRESENT = "present"
    UNSURE = "unsure"
    DENIED = "denied"
    UNSAID = "unsaid"


class Lead(StrEnum):
    """Whether the answers so far lead to a screen."""

    OPEN = "open"
    SHUT = "shut"
    WAITING = "waiting"


def stance(answers: Answers, finding: str) -> Stance:
    """Return what ``answers`` say to ``finding``.

    A follow-up of which all that it follows was denied is denied with it. It is never denied by
    what is unsaid or unsure: unknown is not read as no.
    """
    if finding in answers.unsure:
        return Stance.UNSURE
    if finding in answers.values:
        denial = question(finding).denial
        is_denied = denial is not None and answers.values[finding] == denial
        return Stance.DENIED if is_denied else Stance.PRESENT
    return Stance.DENIED if lead(answers, screen_of(finding)) is Lead.SHUT else Stance.UNSAID


def lead(answers: Answers, screen: Screen) -> Lead:
    """Return whether ``screen`` is shown: shut only if all that it follows was denied."""
    if not screen.after:
        return Lead.OPEN
    stances = {stance(answers, finding) for finding in screen.after}
    if stances & {Stance.PRESENT, Stance.UNSURE}:
        return Lead.OPEN
    return Lead.WAITING if Stance.UNSAID in stances else Lead.SHUT


def pruned(before: Answers, after: Answers) -> Answers:
    """Return ``after`` without what it no longer leads to, or what a new symptom makes doubtful.

    A clinician who has seen "every symptom marked here" has not seen the one marked since, so a
    screen that speaks of all symptoms is asked again.
    """
    for screen in screens():
        if lead(after, screen) is not Lead.OPEN or _is_doubtful(screen, before, after):
            after = after.without(frozenset(screen.findings))
    return after


def _is_doubtful(screen: Screen, before: Answers, after: Answers) -> bool:
    return screen.asked_again and any(
        after.given(finding) != before.given(finding)
        and stance(after, finding) in (Stance.PRESENT, Stance.UNSURE)
        for finding in screen.after
    )
