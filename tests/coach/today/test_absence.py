"""Who comes back is told what was noted last, and nothing while a referral stands."""

from datetime import date, timedelta

import pytest

from coach.samples import WELL, note_symptoms
from soleus.coach import Coach
from soleus.journal import SELF, ActivityEntry, Intensity, Score
from soleus.vocabulary.clock import FixedClock

SWOLLEN = {Score.SWELLING_LEFT: 5, Score.SWELLING_RIGHT: 4}


def test_a_week_without_a_note_is_an_absence_and_a_note_ends_it(
    well: Coach, clock: FixedClock
) -> None:
    note_symptoms(well, SELF, scores=SWOLLEN)
    clock.advance(timedelta(days=6))
    assert well.absences.of(SELF) is None
    clock.advance(timedelta(days=1))
    absence = well.absences.of(SELF)
    assert absence is not None
    assert (absence.last_on, absence.swelling) == (date(2026, 3, 2), SWOLLEN)
    well.checks.record(SELF, WELL)
    assert well.absences.of(SELF) is None


def test_what_was_noted_of_the_legs_is_told_with_its_own_day(
    well: Coach, clock: FixedClock
) -> None:
    note_symptoms(well, SELF, scores=SWOLLEN)
    clock.advance(timedelta(days=3))
    well.notes.take(SELF, ActivityEntry(10, Intensity.MODERATE))
    clock.advance(timedelta(days=30))
    absence = well.absences.of(SELF)
    assert absence is not None
    assert (absence.last_on, absence.swelling_on) == (date(2026, 3, 5), date(2026, 3, 2))


def test_nobody_is_welcomed_back_who_was_never_here(coach: Coach) -> None:
    assert coach.absences.of(SELF) is None


@pytest.mark.parametrize(
    "answers", [{"leg_pain": "left"}, {"pain_walking_eases_with_rest": "left"}]
)
def test_a_referral_comes_first_however_long_ago(
    coach: Coach, clock: FixedClock, answers: dict[str, str]
) -> None:
    coach.checks.record(SELF, {"answers": {"age": 60, **answers}, "others": "no"})
    clock.advance(timedelta(days=20))
    assert coach.absences.of(SELF) is None


def test_the_week_is_taken_up_where_the_days_are_as_they_were(
    well: Coach, clock: FixedClock
) -> None:
    assert not well.weeks.can_be_taken_up(SELF)
    profile = well.weeks.profile(SELF)
    well.weeks.make(SELF, profile)
    assert well.weeks.can_be_taken_up(SELF)
    well.weeks.make(SELF, profile.from_dict({**profile.as_dict(), "setting": "bed"}))
    assert not well.weeks.can_be_taken_up(SELF)
