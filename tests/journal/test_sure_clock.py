"""A clock tells the time only where it can be right."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.journal import SELF, ActivityEntry, Intensity, Journal, SureClock
from soleus.journal.sure_clock import FIRST_YEAR, LAST_YEAR, WrongClockError
from soleus.vocabulary.clock import FixedClock


@given(st.datetimes(timezones=st.just(UTC)))
def test_every_moment_is_told_or_refused_in_one_line(moment: datetime) -> None:
    clock = SureClock(FixedClock(moment))
    if FIRST_YEAR <= moment.year <= LAST_YEAR:
        assert clock.now() == moment
    else:
        with pytest.raises(WrongClockError) as told:
            clock.now()
        assert str(moment.year) in str(told.value)
        assert "\n" not in str(told.value)


def test_years_of_days_can_be_reckoned_from_the_ends_of_what_is_told() -> None:
    century = timedelta(days=36525)
    assert datetime(FIRST_YEAR, 1, 1, tzinfo=UTC) - century
    assert datetime(LAST_YEAR, 12, 31, tzinfo=UTC) + century


@pytest.mark.parametrize("error", [OverflowError, ValueError, OSError])
def test_a_time_that_no_calendar_has_is_refused_too(error: type[Exception]) -> None:
    class Beyond:
        def now(self) -> datetime:
            raise error("year 30828 is out of range")

    with pytest.raises(WrongClockError, match="a time that no calendar has"):
        SureClock(Beyond()).now()


def test_nothing_is_recorded_at_a_time_that_cannot_be_right(tmp_path: Path) -> None:
    clock = FixedClock(datetime(1970, 1, 1, tzinfo=UTC))
    with Journal.open(tmp_path / "journal.sqlite3", clock) as journal:
        with pytest.raises(WrongClockError):
            journal.append(SELF, ActivityEntry(20, Intensity.LIGHT))
        assert journal.entries(SELF) == ()
