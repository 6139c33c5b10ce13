"""What was told in short names with its legs, so that a question can say what it is about."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from soleus.assessment.finding import Kind
from soleus.assessment.interview.answers import Answers
from soleus.assessment.interview.lines import Line, Option
from soleus.assessment.interview.question import UNSURE, Value
from soleus.assessment.interview.question_files import question
from soleus.assessment.interview.screens import Screen
from soleus.assessment.interview.stance import Stance, stance

_YES_AND_NO = 2


class Heading(NamedTuple):
    """What stands over the answers of a screen; ``names`` are listed below what it ``asks``."""

    asks: str
    names: tuple[str, ...]


def heading(answers: Answers, screen: Screen) -> Heading:
    """Return what a screen asks: of one thing marked in a sentence, of several over their list."""
    names = named(answers, screen)
    of_one = screen.lines[0].questions[0].asks_marked if screen.names else ""
    if of_one and len(names) == 1:
        return Heading(of_one.replace("{marked}", names[0]), ())
    return Heading(screen.asks, names)


def names_of(answers: Answers, findings: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the short names of findings of the person whom these answers are about."""
    return tuple(_name(answers, finding, value) for finding, value in findings.items())


def named(answers: Answers, screen: Screen) -> tuple[str, ...]:
    """Return what a screen is about: what was marked, or of earlier danger signs those."""
    if screen.speaks_of_danger:
        return names_of(answers, answers.danger)
    if not screen.names:
        return ()
    return tuple(
        _name(answers, finding, value)
        for finding in screen.asked_again
        if stance(answers, finding) in (Stance.PRESENT, Stance.UNSURE)
        and (value := answers.given(finding)) is not None
    )


def lines_for(answers: Answers, screen: Screen) -> tuple[Line, ...]:
    """Return the lines of a screen with what depends on the earlier danger signs filled in."""
    if not screen.speaks_of_danger:
        return screen.lines
    names = ", ".join(named(answers, screen))
    return tuple(
        replace(line, options=tuple(_filled(answers, option, names) for option in line.options))
        for line in screen.lines
    )


def _filled(answers: Answers, option: Option, names: str) -> Option:
    given = {**answers.danger, **option.given} if option.still_there else option.given
    label = f"{option.label}: {names}" if option.names_them else option.label
    return replace(option, given=given, label=label)


def _name(answers: Answers, finding: str, value: Value) -> str:
    """Return a name as it stands inside a sentence; of somebody with one leg without the leg."""
    asked = question(finding, answers.subject, answers.limbs)
    has_sides = asked.kind is Kind.SIDED and len(asked.choices) > _YES_AND_NO
    if not has_sides and value != UNSURE:
        return asked.short
    label = asked.label(value)
    return f"{asked.short} ({label[:1].lower()}{label[1:]})"
