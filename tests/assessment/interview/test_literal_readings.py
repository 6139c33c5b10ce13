"""What people think as they read a line, each sentence taken at its word through the check."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from soleus.assessment import decide
from soleus.assessment.interview import Screen, screens
from soleus.assessment.interview.lines import Line
from soleus.assessment.interview.question_files import question
from soleus.assessment.rulebook import findings
from soleus.vocabulary import Urgency


@dataclass(frozen=True, slots=True)
class Thought:
    """One sentence that somebody thinks at the line of a finding; ``literal/README.md``."""

    finding: str
    thinks: str
    answers: Mapping[str, str]
    words: tuple[str, ...]
    urgency: str
    beside: Mapping[str, str] = field(default_factory=dict)


def thoughts() -> Iterator[Thought]:
    """Yield every sentence of the table, file by file."""
    for file in sorted(Path(__file__).with_name("literal").glob("*.toml")):
        for row in tomllib.loads(file.read_text("utf-8"))["thought"]:
            yield Thought(finding=file.stem, **{**row, "words": tuple(row["words"])})


ALL = tuple(thoughts())
FROM_MILD = (
    Urgency.SELF_CARE,
    Urgency.INCOMPLETE,
    Urgency.WITHIN_DAYS,
    Urgency.TODAY,
    Urgency.EMERGENCY,
)
BESIDE_DANGERS = ("leg_pain", "foot_or_joint_pain", "evaluated_by_clinician", "clot_ruled_out")
FEWEST = 6

MARKED = tuple(each for each in ALL if set(each.answers.values()) - {"none", "no"})
"""A sentence that denies may be put right by the answers: by it no danger is missed."""

of_a_thought = pytest.mark.parametrize("thought", ALL, ids=lambda each: each.thinks)


def shown(finding: str) -> tuple[str, str]:
    """Return what is read of a finding's line before anything is chosen, and all that is read."""
    screen, line = _place(finding)
    line_alone = f"{screen.asks}\n{line.item}"
    whole = "\n".join([line_alone, line.asks, *(option.label for option in line.options)])
    return line_alone if screen.is_group else whole, whole


def test_each_danger_has_its_sentences_and_no_sentence_stands_twice() -> None:
    counted = Counter(each.finding for each in ALL)
    dangers = [each.id for each in findings() if each.group == "danger"]
    assert [f for f in (*dangers, *BESIDE_DANGERS) if counted[f] < FEWEST] == []
    assert len({each.thinks for each in ALL}) == len(ALL)


@of_a_thought
def test_the_words_that_lead_there_are_read_by_everybody(thought: Thought) -> None:
    read = "\n".join(shown(finding)[1] for finding in thought.answers).casefold()
    assert [words for words in thought.words if words.casefold() not in read] == []


@pytest.mark.parametrize("thought", MARKED, ids=lambda each: each.thinks)
def test_what_has_to_be_marked_is_seen_before_anything_is_chosen(thought: Thought) -> None:
    at_once = "\n".join(shown(finding)[0] for finding in thought.answers).casefold()
    assert [words for words in thought.words if words.casefold() in at_once] != []


@of_a_thought
def test_the_answer_can_be_given(thought: Thought) -> None:
    """One answer of a line says all that is said to its findings; left unmarked, it denies them."""
    assert thought.finding in thought.answers
    said = {f: _value(f, t) for f, t in {**thought.beside, **thought.answers}.items()}
    for line in (_place(finding)[1] for finding in said):
        given = {q.finding: said[q.finding] for q in line.questions if q.finding in said}
        offered = [option.given for option in line.options]
        denied = {q.finding: q.denial for q in line.questions}
        assert [each for each in (*offered, denied) if given.items() <= each.items()]


@of_a_thought
def test_the_answer_leads_far_enough(thought: Thought) -> None:
    given = {**thought.beside, **thought.answers}
    values = {f: _value(f, token) for f, token in given.items()}
    found = decide({"answers": values, "others": "no"}).urgency
    stated = Urgency(thought.urgency)
    assert FROM_MILD.index(found) >= FROM_MILD.index(stated)
    if stated is Urgency.SELF_CARE:
        assert found is Urgency.SELF_CARE


def test_the_worst_that_a_danger_leads_to_is_reached_by_some_sentence() -> None:
    """The sentences are about the danger itself, not only about what stands beside it."""
    urgent = {each.finding for each in ALL if each.urgency in ("emergency", "today")}
    dangers = {each.id for each in findings() if each.group == "danger"}
    assert dangers - urgent == set()


def _place(finding: str) -> tuple[Screen, Line]:
    screen = next(each for each in screens() if finding in each.findings)
    return screen, next(
        each for each in screen.lines if finding in [q.finding for q in each.questions]
    )


def _value(finding: str, token: str) -> str | bool:
    value = next(c.value for c in question(finding).choices if c.token == token)
    assert isinstance(value, str | bool)
    return value
