"""The texts of a result: each has its claims, and each condition is one that can hold."""

import re

from soleus.assessment import RefusalCause
from soleus.assessment.explanation import LineData, SectionData, sections, texts
from soleus.assessment.interview import question
from soleus.assessment.rulebook import rules
from soleus.vocabulary import Calls, Urgency

LINES = [line for section in sections() for line in section.line]
LISTS = {
    "suspicion",
    "reasons",
    "unsure",
    "unsure_of",
    "answers",
    "other_answers",
    "denied",
    "rulings",
    "pattern",
    "open",
    "notes",
}
FACTS = {"walking", "any_open", "exercise", "over", "evening", "seen_already"}


def test_every_sentence_has_its_claims() -> None:
    without = [line.says for line in LINES if line.says and not line.claims]
    assert without == ["You also said", "Name and date of birth: ______________________________"]


def test_every_line_says_something_or_lists_something() -> None:
    assert all(line.says or line.list or line.points for line in LINES)
    assert {line.list for line in LINES} | {line.points for line in LINES} <= {"", *LISTS}


def test_every_condition_is_a_fact_that_there_can_be() -> None:
    places = (
        Calls("999", "Ghana"),
        Calls("112"),
        Calls("999", "Ghana", is_guessed=True, medical="111", service="A line"),
    )
    of_places = {fact for calls in places for fact in calls.facts}
    known = {*Urgency, *RefusalCause, *LISTS, *of_places, *FACTS}
    parts: list[SectionData | LineData] = [*sections(), *LINES]
    assert {fact for part in parts for fact in (*part.when, *part.unless)} <= known


def test_every_urgency_is_told_what_to_do_first_and_what_would_change_it() -> None:
    for urgency in Urgency:
        shown = {section.id for section in sections() if urgency in section.urgencies}
        assert shown >= {"first", "change"}


def test_every_care_card_has_a_colour_and_the_words_that_say_it_too() -> None:
    cards = [section for section in sections() if section.id == "first"]
    assert all(card.said and card.title for card in cards)
    assert {card.css for card in cards} == {"care emergency", "care urgent", "care routine"}


def test_every_care_card_names_a_number_and_when_to_call_the_ambulance() -> None:
    for card in (section for section in sections() if section.id == "first"):
        assert any(line.to == "ambulance" for line in card.line), card.title
        assert any("signs" in line.look for line in card.line), card.title


def test_every_sign_that_is_an_emergency_by_itself_can_be_made_sure_of() -> None:
    emergencies = [rule for rule in rules() if rule.folder == Urgency.EMERGENCY]
    alone = {
        name
        for rule in emergencies
        for entry in rule.when or ()
        for name in entry
        if len(entry) == 1
    }
    assert len(alone) > 8
    assert [name for name in alone if not question(name).find_out] == []


def test_no_word_of_the_machine_stands_in_a_text_of_a_result() -> None:
    machine = re.compile(r"\b(hold|held|withheld|permitted|open|[A-Z]\d\d)\b")
    said = [text.says for text in texts().values()]
    said += [each for section in sections() for each in (section.title, section.said)]
    said += [line.says for line in LINES]
    assert [says for says in said if machine.search(says)] == []


def test_strong_words_are_closed_again() -> None:
    assert all(line.says.count("**") % 2 == 0 for line in LINES)
