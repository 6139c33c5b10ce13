"""What a note means is said at once, and never that it is better while somebody has to be seen."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.samples import WELL, note_symptoms
from soleus.coach import Coach
from soleus.journal import SELF, ActivityEntry, Intensity, Score, SymptomEntry
from soleus.language import use
from soleus.learning import Course
from soleus.vocabulary import Calls, Urgency
from soleus.vocabulary.clock import FixedClock

LEFT, RIGHT = Score.SWELLING_LEFT, Score.SWELLING_RIGHT


def note(coach: Coach, left: int, right: int, person: str = SELF) -> None:
    note_symptoms(coach, person, scores={LEFT: left, RIGHT: right})


def says(coach: Coach) -> str:
    return coach.meanings.of(SELF).says


def test_it_is_said_in_the_numbers_that_were_noted(coach: Coach, clock: FixedClock) -> None:
    assert says(coach) == ""
    note(coach, 6, 5)
    assert says(coach).startswith("Noted: left 6, right 5.")
    clock.advance(timedelta(days=1))
    note(coach, 6, 5)
    assert says(coach) == "As yesterday: left 6, right 5."
    clock.advance(timedelta(days=2))
    note(coach, 3, 4)
    assert says(coach) == "Better for 2 days: left from 6 to 3, right from 5 to 4."
    clock.advance(timedelta(days=1))
    note(coach, 4, 4)
    assert says(coach).startswith("More than yesterday: left from 3 to 4")
    with use("de"):
        assert says(coach).startswith("Mehr als gestern: links von 3 auf 4")


def test_nought_again_is_no_swelling(coach: Coach, clock: FixedClock) -> None:
    note(coach, 0, 0)
    clock.advance(timedelta(days=1))
    note(coach, 0, 0)
    assert says(coach) == "No swelling, as yesterday."


def test_a_note_brings_its_meaning_and_whom_to_see(coach: Coach, clock: FixedClock) -> None:
    for _ in range(8):
        note(coach, 1, 1)
        clock.advance(timedelta(days=1))
    noted = coach.notes.take(SELF, SymptomEntry(scores={LEFT: 9, RIGHT: 1}))
    assert noted.meaning.refers is Urgency.TODAY
    assert noted.meaning.course is Course.UP
    told = coach.told(coach.journal.person_of_id(SELF), noted, Calls("112"))
    assert told.card is not None
    assert told.card.title == "See a doctor today"
    assert any("9 of 10" in each.says for each in told.because)


def test_a_note_of_a_past_day_means_what_it_meant_then(coach: Coach, clock: FixedClock) -> None:
    note(coach, 4, 4)
    clock.advance(timedelta(days=2))
    note(coach, 0, 0)
    past = coach.moment_on(coach.today() - timedelta(days=1))
    noted = coach.notes.take(SELF, SymptomEntry(scores={LEFT: 5, RIGHT: 4}), at=past)
    assert noted.meaning.says.startswith("More than yesterday: left from 4 to 5")


@pytest.mark.parametrize(("evening", "is_asked"), [((3, 0), True), ((0, 0), False), (None, False)])
def test_the_morning_is_asked_about_after_an_evening_with_swelling(
    coach: Coach, clock: FixedClock, evening: tuple[int, int] | None, is_asked: bool
) -> None:
    if evening:
        note(coach, *evening)
    clock.advance(timedelta(days=1))
    assert coach.meanings.asks_of_morning(SELF) is is_asked
    coach.notes.take(SELF, SymptomEntry(gone_by_morning=False))
    assert not coach.meanings.asks_of_morning(SELF)
    clock.advance(timedelta(days=1))
    assert not coach.meanings.asks_of_morning(SELF)


EVENING: dict[str, Any] = {
    "answers": {"age": 40, "swelling": "both", "swelling_course": "comes_and_goes"},
    "others": "no",
}


@pytest.mark.parametrize(
    ("evening", "document", "gone", "begins", "checks_again"),
    [
        ((3, 3), WELL, True, "Gone this morning. Both legs that swell alike", False),
        ((6, 1), WELL, True, "Noted: gone this morning.", False),
        ((3, 0), WELL, True, "Noted: gone this morning.", False),
        ((3, 3), WELL, False, "Still there this morning. If it stays", False),
        ((3, 3), EVENING, True, "Gone this morning. Both legs that swell alike", False),
        ((3, 3), EVENING, False, "Still there this morning. Take the check again now", True),
    ],
)
def test_what_the_morning_alone_means(
    coach: Coach,
    clock: FixedClock,
    evening: tuple[int, int],
    document: dict[str, Any],
    gone: bool,
    begins: str,
    checks_again: bool,
) -> None:
    coach.checks.record(SELF, document)
    note(coach, *evening)
    clock.advance(timedelta(days=1))
    meaning = coach.notes.take(SELF, SymptomEntry(gone_by_morning=gone)).meaning
    assert meaning.says.startswith(begins)
    assert meaning.checks_again is checks_again
    assert bool(meaning.claims) is not begins.startswith("Noted")


def test_that_it_was_still_there_is_said_also_when_the_evening_is_noted(
    coach: Coach, clock: FixedClock
) -> None:
    coach.checks.record(SELF, EVENING)
    note(coach, 4, 4)
    clock.advance(timedelta(days=1))
    coach.notes.take(SELF, SymptomEntry(gone_by_morning=False))
    note(coach, 2, 2)
    assert says(coach).startswith(
        "Better than yesterday: left from 4 to 2, right from 4 to 2. Still"
    )
    coach.notes.take(SELF, SymptomEntry(gone_by_morning=True))
    assert says(coach) == "Better than yesterday: left from 4 to 2, right from 4 to 2."


def test_while_somebody_has_to_be_seen_no_morning_is_called_ordinary(
    coach: Coach, clock: FixedClock
) -> None:
    coach.checks.record(SELF, {"answers": {"age": 40, "leg_pain": "left"}, "others": "no"})
    note(coach, 3, 3)
    clock.advance(timedelta(days=1))
    meaning = coach.notes.take(SELF, SymptomEntry(gone_by_morning=True)).meaning
    assert meaning.refers is Urgency.TODAY
    assert "one this morning" not in meaning.says


def test_a_morning_of_a_past_day_is_not_this_morning(coach: Coach, clock: FixedClock) -> None:
    note(coach, 3, 3)
    clock.advance(timedelta(days=2))
    past = coach.moment_on(coach.today() - timedelta(days=1))
    noted = coach.notes.take(SELF, SymptomEntry(gone_by_morning=True), at=past)
    assert noted.meaning.says == ""


EVENINGS = st.lists(
    st.tuples(st.integers(0, 10), st.integers(0, 10), st.booleans()), min_size=3, max_size=14
)
FALLS = ("Better", "A little less")


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(EVENINGS)
def test_it_never_says_better_while_a_finding_holds(
    coach: Coach, clock: FixedClock, evenings: list[tuple[int, int, bool]]
) -> None:
    person = coach.journal.add_person(f"Person {len(coach.journal.people())}")
    coach.checks.record(person.id, WELL)
    for left, right, moved in evenings:
        if moved:
            coach.journal.append(person.id, ActivityEntry(20, Intensity.MODERATE))
        note(coach, left, right, person.id)
        meaning = coach.meanings.of(person.id)
        has_finding = bool(coach.gate.standing(person.id).learnt.findings)
        assert not (has_finding and meaning.says.startswith(FALLS))
        assert not has_finding or meaning.refers
        assert meaning.says
        clock.advance(timedelta(days=1))
