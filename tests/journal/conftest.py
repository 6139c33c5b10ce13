"""A journal in a real file, on a clock that stands still, in a zone two hours ahead of UTC."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from soleus.journal import Journal
from soleus.vocabulary.clock import FixedClock

ZONE = timezone(timedelta(hours=2))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 1, 22, 30, tzinfo=UTC))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.sqlite3"


@pytest.fixture
def journal(path: Path, clock: FixedClock) -> Iterator[Journal]:
    with Journal.open(path, clock, ZONE) as journal:
        yield journal
