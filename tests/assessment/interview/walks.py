"""People made up by chance, and their walks through the interview."""

from collections.abc import Mapping
from random import Random

from hypothesis import strategies as st

from soleus.assessment.finding import AGES, Kind
from soleus.assessment.interview import (
    UNSURE,
    Answers,
    Question,
    Screen,
    Subject,
    Value,
    answer,
    next_screen,
    question,
    visible,
)
from soleus.assessment.interview.question_files import questions
from soleus.assessment.interview.walk import is_answered

Truth = Mapping[str, Value]
"""What a person would answer to every question, if asked."""


def values_of(asked: Question) -> st.SearchStrategy[Value]:
    if asked.kind is Kind.AGE:
        return st.integers(AGES[0], AGES[-1])
    if asked.takes_several:
        names = [choice.token for choice in asked.choices if choice.value]
        return st.lists(st.sampled_from(names), unique=True).map(lambda some: tuple(sorted(some)))
    return st.sampled_from([choice.value for choice in asked.choices])


@st.composite
def truths(draw: st.DrawFn, *, with_unsure: bool = True) -> Truth:
    """People with few or many troubles; what is not marked is denied, as mostly in life."""
    undeniable = [f for f, question in questions().items() if question.denial is None]
    marked = draw(st.lists(st.sampled_from(list(questions())), unique=True, max_size=25))
    unsure = st.just(UNSURE) if with_unsure else st.nothing()
    drawn = {
        f: draw(values_of(question(f)) | unsure) for f in dict.fromkeys([*marked, *undeniable])
    }
    if drawn.get("worse_since_evaluation") is True:
        drawn["better_since_evaluation"] = False  # one question asks both: better, same or worse
    return {**denied(), **drawn}


def seeds() -> st.SearchStrategy[Random]:
    """Sources of chance that cost an example next to nothing."""
    return st.integers(0, 2**16).map(Random)


def denied() -> dict[str, Value]:
    return {f: q.denial for f, q in questions().items() if q.denial is not None}


def respond(answers: Answers, screen: Screen, truth: Truth) -> Answers:
    """Answer one screen as somebody would: mark what is so, deny the rest with one tap."""
    given = {finding: truth[finding] for finding in screen.findings}
    if not screen.is_group:
        return answer(answers, screen.id, given)
    marked = {q.finding: given[q.finding] for q in screen.questions if given[q.finding] != q.denial}
    return answer(answers, screen.id, marked, none_of_these=True)


def walk(
    truth: Truth, subject: Subject = Subject.SELF, *, about: Answers | None = None
) -> list[Answers]:
    """Every state on the way through the interview, in its own order, from first to last."""
    states = [about or Answers(subject)]
    while screen := next_screen(states[-1]):
        states.append(respond(states[-1], screen, truth))
    return states


def wander(truth: Truth, random: Random) -> Answers:
    """Answer the shown screens in any order, now and then one for the second time."""
    answers = Answers()
    while next_screen(answers):
        unanswered = [screen for screen in visible(answers) if not is_answered(answers, screen)]
        among = list(visible(answers)) if random.random() < 0.2 else unanswered
        answers = respond(answers, random.choice(among), truth)
    return answers


def well() -> Truth:
    """Somebody who denies everything and is 44."""
    return {**denied(), "age": 44, "swelling_course": UNSURE}
