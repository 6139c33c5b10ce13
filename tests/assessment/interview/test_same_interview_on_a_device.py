"""A device asks exactly as the server: the same walks through both interviews."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from node import said_by
from soleus.assessment.finding import AGES, Kind
from soleus.assessment.interview import (
    UNSURE,
    Answers,
    Subject,
    answer,
    interview_bundle,
    next_screen,
    previous_screen,
    progress,
    question,
    to_document,
    visible,
)
from soleus.vocabulary import Limbs

if TYPE_CHECKING:
    from soleus.assessment.interview import Question, Screen, Value

PROGRAM = Path(__file__).parents[1] / "device" / "walk.mjs"


def some_value(random: Random, asked: Question) -> Value:
    if random.random() < 0.15:
        return UNSURE
    if asked.kind is Kind.AGE:
        return random.choice(AGES)
    if asked.takes_several:
        names = [choice.token for choice in asked.choices if choice.value]
        return tuple(random.sample(names, random.randint(0, len(names))))
    return random.choice([choice.value for choice in asked.choices])


def step(random: Random, answers: Answers) -> tuple[Screen, dict[str, Value], bool]:
    """Answer the next screen, or now and then another one again."""
    upcoming = next_screen(answers)
    again = upcoming is None or random.random() < 0.2
    screen = random.choice(visible(answers)) if again or upcoming is None else upcoming
    chance = random.choice((0.05, 0.4, 1))
    given = {
        asked.finding: some_value(random, asked)
        for asked in screen.questions
        if random.random() < chance or not screen.is_group
    }
    return screen, given, screen.is_group and random.random() < 0.9


def plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def state_of(answers: Answers, screen: Screen) -> dict[str, Any]:
    given = {f: plain(v) for f, v in answers.values.items()}
    said = given | dict.fromkeys(answers.unsure, UNSURE)
    upcoming, earlier = next_screen(answers), previous_screen(answers, screen.id)
    return {
        "said": said,
        "visible": [each.id for each in visible(answers)],
        "next": upcoming.id if upcoming else None,
        "previous": earlier.id if earlier else None,
        "progress": progress(answers)._asdict(),
        "document": to_document(answers),
        "labels": {
            finding: question(finding, answers.subject, answers.limbs).label(
                tuple(value) if isinstance(value, list) else value  # type: ignore[arg-type]
            )
            for finding, value in said.items()
        },
    }


def walked(random: Random, answers: Answers) -> list[dict[str, Any]]:
    steps = []
    for _ in range(random.randint(10, 30)):
        screen, given, none = step(random, answers)
        answers = answer(answers, screen.id, given, none_of_these=none)
        said = {finding: plain(value) for finding, value in given.items()}
        state = state_of(answers, screen)
        steps.append({"screen": screen.id, "given": said, "none": none, "state": state})
    return steps


@pytest.mark.parametrize(
    ("subject", "limbs"),
    [(Subject.SELF, Limbs.BOTH), (Subject.OTHER, Limbs.BOTH), (Subject.SELF, Limbs.LEFT_LEG)],
)
def test_a_device_asks_as_the_server(subject: Subject, limbs: Limbs) -> None:
    random = Random(3)
    walks = [walked(random, Answers(subject, limbs)) for _ in range(60)]
    differences = said_by(PROGRAM, [interview_bundle(subject, limbs), *walks])
    assert not differences, differences[:3]
