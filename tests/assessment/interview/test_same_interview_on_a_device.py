"""A device asks exactly as the server: the same walks through both interviews."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from node import said_by
from soleus.assessment.finding import AGES, Kind
from soleus.assessment.interview import (
    UNSURE,
    Answers,
    Subject,
    answer,
    heading,
    interview_bundle,
    lasting_answers,
    lines_for,
    next_screen,
    previous_screen,
    progress,
    question,
    screen,
    screens,
    still_so,
    to_document,
    visible,
)
from soleus.vocabulary import Limbs, Sex

if TYPE_CHECKING:
    from soleus.assessment.interview import Line, Question, Screen, Value

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


def some_option(random: Random, answers: Answers, asked: Line) -> dict[str, Value]:
    options = [option.given for option in asked.options]
    return dict(random.choice([*options, asked.unsure]))


def step(random: Random, answers: Answers) -> tuple[Screen, dict[str, Value], bool]:
    """Answer the next screen, or now and then another one again."""
    upcoming = next_screen(answers)
    again = upcoming is None or random.random() < 0.2
    found = random.choice(visible(answers)) if again or upcoming is None else upcoming
    chance = random.choice((0.05, 0.4, 1))
    given: dict[str, Value] = {}
    for line in lines_for(answers, found):
        if random.random() < chance or not found.is_group:
            asked = line.questions[0]
            one = {asked.finding: some_value(random, asked)}
            given |= some_option(random, answers, line) if line.is_joint else one
    return found, given, found.is_group and random.random() < 0.9


def plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def state_of(answers: Answers, found: Screen) -> dict[str, Any]:
    given = {f: plain(v) for f, v in answers.values.items()}
    said = given | dict.fromkeys(answers.unsure, UNSURE)
    upcoming, earlier = next_screen(answers), previous_screen(answers, found.id)
    return {
        "said": said,
        "kept": sorted(answers.kept),
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
        "headings": [
            {"asks": over.asks, "names": list(over.names)}
            for each in screens(answers.subject, answers.limbs)
            if each.lines
            for over in [heading(answers, each)]
        ],
        "options": [
            [option.label, dict(option.given)]
            for line in lines_for(answers, screen("gone", answers.subject, answers.limbs))
            for option in line.options
        ],
        "still": [[row.screen.id, list(row.said)] for row in still_so(answers)],
    }


def walked(random: Random, about: Answers, name: str, earlier: list[Answers]) -> list[Any]:
    """Return a walk, half of them after an earlier one, as the program on the device takes it."""
    document = to_document(random.choice(earlier)) if earlier and random.random() < 0.5 else None
    answers = about.with_kept(lasting_answers(document)) if document else about
    steps: list[Any] = []
    for _ in range(random.randint(10, 30)):
        found, given, none = step(random, answers)
        answers = answer(answers, found.id, given, none_of_these=none)
        said = {finding: plain(value) for finding, value in given.items()}
        state = state_of(answers, found)
        steps.append({"screen": found.id, "given": said, "none": none, "state": state})
    earlier.append(answers)
    return [name, document, *steps]


PEOPLE = {
    "self": Answers(),
    "woman": Answers(sex=Sex.FEMALE),
    "man": Answers(sex=Sex.MALE),
    "somebody else": Answers(Subject.OTHER),
    "one leg": Answers(limbs=Limbs.LEFT_LEG, danger={"bleeding_vein": True}),
    "after a danger": Answers(danger={"chest_pain": True, "sudden_severe_pain": "left"}),
}


def test_a_device_asks_as_the_server() -> None:
    random = Random(3)
    bundles = {name: interview_bundle(about) for name, about in PEOPLE.items()}
    walks: list[Any] = []
    for name, about in PEOPLE.items():
        earlier: list[Answers] = []
        walks += [walked(random, about, name, earlier) for _ in range(20)]
    differences = said_by(PROGRAM, [bundles, *walks])
    assert not differences, differences[:3]
