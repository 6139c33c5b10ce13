"""What has been said to a finding, and whether that opens what follows from it."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from soleus.assessment.interview.answers import Answers
from soleus.assessment.interview.question_files import question
from soleus.assessment.interview.screens import Fact, Screen, screen_of, screens
from soleus.vocabulary import Sex

SIXTY = 60
"""From this age on nobody is asked about pregnancy."""

_ONE_LEG = ("left", "right")


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
    """Return whether ``screen`` is shown: shut only if all that it follows was denied.

    The screen without findings asks whether what was kept of the last check is still so.
    """
    if any(_IS_SO[fact](answers) for fact in screen.unless):
        return Lead.SHUT
    if not screen.lines:
        return Lead.OPEN if answers.kept else Lead.SHUT
    leads = [_lead_of(answers, names) for names in (screen.after, screen.if_also) if names]
    return next((each for each in (Lead.SHUT, Lead.WAITING) if each in leads), Lead.OPEN)


def _lead_of(answers: Answers, names: Iterable[str]) -> Lead:
    stances = {stance_to(answers, name) for name in names}
    if stances & {Stance.PRESENT, Stance.UNSURE}:
        return Lead.OPEN
    return Lead.WAITING if Stance.UNSAID in stances else Lead.SHUT


def stance_to(answers: Answers, name: str) -> Stance:
    """Return what was said to a finding, or to it with one answer: "swelling:one" of one leg."""
    finding, _, answer = name.partition(":")
    said = stance(answers, finding)
    if said is Stance.PRESENT and answer:
        fits = _ONE_LEG if answer == "one" else (answer,)
        return said if answers.values[finding] in fits else Stance.DENIED
    return said


def _is_sixty(answers: Answers) -> bool:
    age = answers.values.get("age")
    return isinstance(age, int) and age >= SIXTY


_IS_SO: Mapping[Fact, Callable[[Answers], bool]] = {
    Fact.MALE: lambda answers: answers.sex is Sex.MALE,
    Fact.SIXTY_OR_OLDER: _is_sixty,
    Fact.NO_EARLIER_DANGER: lambda answers: not answers.danger,
}


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
    return any(
        after.given(finding) != before.given(finding)
        and stance(after, finding) in (Stance.PRESENT, Stance.UNSURE)
        for finding in screen.asked_again
    )
