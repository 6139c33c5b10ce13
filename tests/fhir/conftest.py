"""A coach with notes of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from fhir_samples import CHECKED
from soleus.coach import Coach
from soleus.journal import (
    SELF,
    ActivityEntry,
    AnkleIndexEntry,
    Arm,
    BloodPressureEntry,
    Felt,
    FromFile,
    HeelRaisesEntry,
    Intensity,
    Journal,
    Outcome,
    Score,
    SessionEntry,
    StepsEntry,
    SymptomEntry,
    TapeEntry,
    WeightEntry,
    restore,
)
from soleus.vocabulary import Activity
from soleus.vocabulary.clock import FixedClock

BEGAN = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(BEGAN)


@pytest.fixture
def coach(tmp_path: Path, clock: FixedClock) -> Iterator[Coach]:
    with Coach(Journal.open(tmp_path / "journal.sqlite3", clock), clock) as opened:
        yield opened


@pytest.fixture(scope="session")
def month_kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, datetime]:
    """A month made once, as a backup of its journal, and the moment at which it ends."""
    clock = FixedClock(BEGAN)
    path = tmp_path_factory.mktemp("month") / "journal.sqlite3"
    with Coach(Journal.open(path, clock), clock) as coach:
        _a_month(coach, clock)
        return coach.journal.copy_of_all(), clock.moment


@pytest.fixture
def month(month_kept: tuple[bytes, datetime], tmp_path: Path, clock: FixedClock) -> Iterator[Coach]:
    """Four weeks of notes of every kind, a check and a week."""
    content, clock.moment = month_kept
    path = tmp_path / "month" / "journal.sqlite3"
    restore(content, path, path)
    with Coach(Journal.open(path, clock), clock) as opened:
        yield opened


def _a_month(coach: Coach, clock: FixedClock) -> None:
    for day in range(28):
        clock.advance(timedelta(days=1))
        coach.notes.take(SELF, SymptomEntry({Score.LEG_PAIN: day % 5, Score.SWELLING_LEFT: 3}))
        if day % 2:
            coach.notes.take(SELF, ActivityEntry(20 + day / 3, Intensity.MODERATE, "walk"))
        if day % 7 == 0:
            coach.notes.take(SELF, TapeEntry(38.5, 37.2, None, 23.0))
            coach.notes.take(SELF, a_session(clock))
            coach.notes.take(SELF, ActivityEntry(12, Intensity.STRENGTH))
    for told in (
        {},
        {"distance_m": 2150.5},
        {"heart_rate": 104.0, "steps": 3300, "device": "Watch"},
    ):
        file = FromFile(UUID(int=8), "walk.fit", "fit", "walking", "speed", 1800.0, **told)
        coach.notes.take(SELF, ActivityEntry(30, Intensity.MODERATE, "Walking", file))
    coach.notes.take(
        SELF, SymptomEntry(felt=Felt.LIGHTER, gone_by_morning=False, note="Wärmer & <b>besser</b>")
    )
    coach.notes.take(SELF, BloodPressureEntry(128, 79, 66, Arm.LEFT))
    coach.notes.take(SELF, WeightEntry(81.4))
    coach.notes.take(SELF, AnkleIndexEntry(1.05, None))
    coach.notes.take(SELF, HeelRaisesEntry(None, 22))
    steps = StepsEntry(7400, UUID(int=9), ("07:30-07:42", "18:00-18:31"), "phone.zip")
    coach.journal.append(SELF, steps, at=datetime(2026, 3, 20, 18, 31, tzinfo=UTC))
    coach.checks.record(SELF, CHECKED)
    coach.weeks.make(SELF, coach.weeks.profile(SELF))


def a_session(clock: FixedClock) -> SessionEntry:
    return SessionEntry(
        Activity.WALKING,
        "walking",
        clock.now(),
        307.4,
        600,
        0,
        Outcome.STOPPED,
        stop_reason="Pain",
        scores_before={Score.LEG_PAIN: 4},
        scores_after={Score.LEG_PAIN: 3},
    )
