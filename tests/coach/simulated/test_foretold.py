"""Evenings that simulated legs foretold, beside those that were noted, and never at the gate."""

from datetime import time, timedelta

import pytest

from soleus.coach import Coach
from soleus.coach.simulated.foretold import LOOKS_BACK
from soleus.journal import SELF, BreakEntry, BreakEvent, Score, SymptomEntry
from soleus.reminders import Mode, ReminderSettings
from soleus.vocabulary import POCKET, Weekday, as_in

EVERY_DAY = ReminderSettings(
    is_on=True, zone="UTC", days=tuple(Weekday), starts=time(9), ends=time(17)
)


def note(coach: Coach, days_ago: int, left: int, right: int) -> None:
    scores = {Score.SWELLING_LEFT: left, Score.SWELLING_RIGHT: right}
    at = coach.clock.now() - timedelta(days=days_ago, minutes=1)
    coach.journal.append(SELF, SymptomEntry(scores=scores), at=at)


@pytest.fixture
def sitting(well: Coach) -> Coach:
    """Somebody who sits from nine to five, every day."""
    well.reminders.save(SELF, EVERY_DAY)
    return well


def test_without_known_hours_or_evenings_nothing_is_foretold(well: Coach) -> None:
    note(well, 1, 3, 3)
    assert well.foretold.of(SELF) is None
    well.reminders.save(SELF, ReminderSettings(is_on=True, mode=Mode.BED))
    assert well.foretold.hours(SELF) is None


def test_no_evening_noted_is_none_foretold(sitting: Coach) -> None:
    assert sitting.foretold.of(SELF) is None


def test_every_day_has_a_range_and_those_noted_their_mean(sitting: Coach) -> None:
    note(sitting, 2, 3, 4)
    found = sitting.foretold.of(SELF)
    assert found is not None
    assert len(found.evenings) == LOOKS_BACK.days + 1
    assert found.hours == 8.0
    assert all(0 <= e.low <= e.middle <= e.high <= 10 for e in found.evenings)
    assert [e.noted for e in found.evenings if e.noted is not None] == [3.5]
    assert found.was_wrong is None  # of one evening nothing is said


def test_legs_that_swell_from_none_to_all_are_told_as_wrong(sitting: Coach) -> None:
    for day in range(1, 21):
        note(sitting, day, 10 * (day % 2), 10 * (day % 2))
    found = sitting.foretold.of(SELF)
    assert found is not None
    assert found.was_wrong
    assert found.is_still_wrong
    assert found.error > found.expected_error


def test_breaks_that_were_taken_count_for_their_day(sitting: Coach) -> None:
    note(sitting, 1, 3, 3)
    before = sitting.foretold.of(SELF)
    for hour in range(12):
        at = sitting.clock.now() - timedelta(days=1, minutes=20 * hour)
        sitting.journal.append(SELF, BreakEntry(BreakEvent.MOVED), at=at)
    after = sitting.foretold.of(SELF)
    assert before is not None
    assert after is not None
    assert after.evenings[-2].middle < before.evenings[-2].middle


def test_where_nothing_is_simulated_nothing_is_foretold(sitting: Coach) -> None:
    note(sitting, 1, 3, 3)
    with as_in(POCKET):
        assert sitting.foretold.of(SELF) is None
