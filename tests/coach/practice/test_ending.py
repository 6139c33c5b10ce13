"""The end of a session: the count, the week, how the legs feel, and each milestone once."""

from datetime import timedelta

import pytest

from coach.samples import WELL
from soleus.assessment import RefusalCause
from soleus.coach import Coach
from soleus.journal import (
    SELF,
    ActivityEntry,
    Felt,
    Intensity,
    InvalidEntryError,
    Score,
    SymptomEntry,
)
from soleus.session import Practised, read_event
from soleus.vocabulary.clock import FixedClock


def finished(coach: Coach, clock: FixedClock) -> Practised:
    """Do three minutes of ankle pumps."""
    session = coach.practice.begin(SELF, "ankle_pumps", anything_new=False)
    session = coach.practice.on(SELF, session.id, (read_event({"do": "begin"}),))
    while not session.session.is_over:
        clock.advance(timedelta(seconds=5))
        session = coach.practice.on(SELF, session.id, (read_event({"do": "beat"}),))
    return session


def moved(coach: Coach, clock: FixedClock, days: int, minutes: int = 5) -> None:
    """Note a walk on each of the days before today."""
    for ago in range(1, days + 1):
        walk = ActivityEntry(minutes, Intensity.MODERATE)
        coach.notes.take(SELF, walk, at=clock.now() - timedelta(days=ago))


def felt(coach: Coach) -> list[Felt | None]:
    return [each.entry.felt for each in coach.journal.entries(SELF, (SymptomEntry,))]


def test_pumps_are_counted_and_add_up_over_the_week(well: Coach, clock: FixedClock) -> None:
    first = well.endings.of(SELF, finished(well, clock))
    assert (first.cycles, first.week_cycles) == (180, 180)
    clock.advance(timedelta(days=1))
    second = well.endings.of(SELF, finished(well, clock))
    assert (second.cycles, second.week_cycles) == (180, 360)
    clock.advance(timedelta(days=6))
    well.checks.record(SELF, WELL)
    assert well.endings.of(SELF, finished(well, clock)).week_cycles == 180


def test_how_the_legs_feel_is_kept_once_and_opens_nothing(well: Coach, clock: FixedClock) -> None:
    session = finished(well, clock)
    before = well.gate.standing(SELF).clearance
    for press in (Felt.LIGHTER, Felt.LIGHTER, Felt.SAME):
        well.endings.feel(SELF, session.id, press)
    assert felt(well) == [Felt.LIGHTER]
    assert well.endings.of(SELF, session).felt is Felt.LIGHTER
    assert well.gate.standing(SELF).clearance == before


@pytest.mark.parametrize("first", [None, Felt.LIGHTER])
def test_worse_is_something_new_also_after_another_answer(
    well: Coach, clock: FixedClock, first: Felt | None
) -> None:
    session = finished(well, clock)
    if first:
        well.endings.feel(SELF, session.id, first)
    for _ in range(2):
        well.endings.feel(SELF, session.id, Felt.WORSE)
    well.endings.feel(SELF, session.id, Felt.SAME)
    assert felt(well)[-1] is Felt.WORSE
    assert felt(well).count(Felt.WORSE) == 1
    refusal = well.gate.standing(SELF).refusal
    assert refusal is not None
    assert refusal.cause is RefusalCause.NEW_SYMPTOM


def test_worse_is_refused_by_every_way_in_unless_it_is_told_as_new() -> None:
    with pytest.raises(InvalidEntryError, match="worse"):
        SymptomEntry.from_dict({"felt": "worse"})
    assert SymptomEntry.from_dict({"felt": "same"}).felt is Felt.SAME


def test_the_seventh_day_is_said_once_and_stays_on_its_page(well: Coach, clock: FixedClock) -> None:
    moved(well, clock, 5)
    assert well.endings.of(SELF, finished(well, clock)).milestones == ()
    clock.advance(timedelta(days=1))
    session = finished(well, clock)
    for _ in range(2):
        [says] = well.endings.of(SELF, session).milestones
        assert says.startswith("You have moved on 7 days now.")
    clock.advance(timedelta(hours=1))
    assert well.endings.of(SELF, finished(well, clock)).milestones == ()


def test_the_seventh_day_is_no_news_long_after(well: Coach, clock: FixedClock) -> None:
    moved(well, clock, 40)
    assert well.endings.of(SELF, finished(well, clock)).milestones == ()


def test_the_first_week_is_said_when_its_minutes_are_done(well: Coach, clock: FixedClock) -> None:
    well.weeks.make(SELF, well.weeks.profile(SELF))
    assert well.endings.of(SELF, finished(well, clock)).milestones == ()
    well.notes.take(SELF, ActivityEntry(72, Intensity.MODERATE))
    session = finished(well, clock)
    assert well.endings.of(SELF, session).milestones == (
        "You did all the minutes of a week for the first time: 72 of 70.",
    )


def evenings(coach: Coach, clock: FixedClock, scores: list[int]) -> None:
    """Note both legs on each day up to today, gone by morning."""
    for ago, score in enumerate(reversed(scores)):
        note = SymptomEntry(
            scores={Score.SWELLING_LEFT: score, Score.SWELLING_RIGHT: score}, gone_by_morning=True
        )
        coach.notes.take(SELF, note, at=clock.now() - timedelta(days=ago))


def test_down_by_a_third_tells_the_numbers_and_no_cause(coach: Coach, clock: FixedClock) -> None:
    answers = {"age": 44, "swelling": "both", "swelling_course": "comes_and_goes"}
    coach.checks.record(SELF, {"answers": answers, "others": "no"})
    evenings(coach, clock, [6] * 10 + [5] * 6 + [3] * 10)
    [says] = coach.endings.of(SELF, finished(coach, clock)).milestones
    assert "from about 6" in says
    assert "about 3 of 10" in says
    assert "cannot tell" in says


def test_while_somebody_has_to_be_seen_nothing_is_said_and_nothing_used_up(
    well: Coach, clock: FixedClock
) -> None:
    moved(well, clock, 6)
    session = finished(well, clock)
    well.checks.record(
        SELF, {"answers": {"age": 60, "pain_walking_eases_with_rest": "right"}, "others": "no"}
    )
    assert well.endings.of(SELF, session).milestones == ()
    assert well.journal.draft(SELF, "milestones") is None
