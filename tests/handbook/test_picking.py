"""Which questions stand first, and which are found."""

import pytest

from soleus import handbook
from soleus.assessment import interview
from soleus.handbook.picking import MOST_PICKED, picks
from soleus.handbook.topic import Topic
from soleus.language import use


def ids(topics: tuple[Topic, ...]) -> list[str]:
    return [one.id for one in topics]


def test_every_finding_and_every_topic_of_the_picks_is_there() -> None:
    known = {
        question.finding
        for screen in interview.screens(interview.Subject.SELF)
        for line in screen.lines
        for question in line.questions
    }
    assert set(picks().fits) <= known
    named = {name for names in (picks().usual, *picks().fits.values()) for name in names}
    assert named <= set(ids(handbook.topics()))
    assert len(picks().usual) == MOST_PICKED


@pytest.mark.parametrize(
    ("findings", "first"),
    [
        ({"heart_failure"}, "heart-failure"),
        ({"known_pad", "smoker"}, "pad"),
        ({"long_journey", "sits_long"}, "flight"),
        ({"pregnant_or_recent_birth"}, "pregnancy"),
        ((), "sitting-and-standing"),
    ],
)
def test_what_the_check_holds_comes_first(findings: set[str], first: str) -> None:
    chosen = ids(handbook.picked(findings))
    assert chosen[0] == first
    assert len(set(chosen)) == MOST_PICKED


def test_with_everything_each_finding_has_its_first_say() -> None:
    firsts = dict.fromkeys(names[0] for names in picks().fits.values())
    assert ids(handbook.picked(set(picks().fits))) == [*firsts][:MOST_PICKED]


def test_a_search_needs_every_word_and_puts_questions_first() -> None:
    assert ids(handbook.found("SALT much"))[0] == "salt"
    assert "flight" in ids(handbook.found("flight"))
    assert handbook.found("salt zeppelin") == ()
    assert handbook.found("  ") == ()


def test_a_search_is_in_the_language_spoken() -> None:
    with use("de"):
        assert ids(handbook.found("flug"))[0] == "flight"
        assert handbook.found("flight") == ()
