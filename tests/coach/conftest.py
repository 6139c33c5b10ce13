"""A coach on a real journal in a folder of its own, with a clock that the test moves."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.samples import WELL
from soleus.coach import Coach
from soleus.journal import Journal
from soleus.vocabulary.clock import FixedClock

MONDAY_MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY_MORNING)


@pytest.fixture
def coach(tmp_path: Path, clock: FixedClock) -> Iterator[Coach]:
    with Coach(Journal.open(tmp_path / "journal.sqlite3", clock), clock) as opened:
        yield opened


@pytest.fixture
def well(coach: Coach) -> Coach:
    """A coach whose person is well and has just taken the check."""
    coach.checks.record("self", WELL)
    return coach
