"""A danger sign is answered and shuts the gate also where the journal cannot take it."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing, suppress
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Pool, event

from coach.conftest import MONDAY_MORNING
from coach.samples import WELL
from soleus.coach import Coach, NotKeptError, NotThereError
from soleus.journal import (
    SELF,
    ActivityEntry,
    Intensity,
    Journal,
    JournalUnavailableError,
    NothingNewEntry,
    SymptomEntry,
    write_ahead,
)
from soleus.session import Act, Event
from soleus.vocabulary import NotPermittedError
from soleus.vocabulary.clock import FixedClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from uuid import UUID

WALK = ActivityEntry(20, Intensity.MODERATE)
CHEST_PAIN = {"chest_pain": True}


def fill_up(coach: Coach, path: Path, held: ExitStack) -> None:
    """Fill the disk: the file cannot grow, and what room there is in it is used."""
    with closing(sqlite3.connect(path)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]

    def limit(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Pool, "checkout", limit)
    held.callback(event.remove, Pool, "checkout", limit)
    with pytest.raises(JournalUnavailableError, match="full"):
        walk_on(coach)


def walk_on(coach: Coach) -> None:
    for _ in range(1000):
        coach.notes.take(SELF, WALK)


def lock(_coach: Coach, path: Path, held: ExitStack) -> None:
    other = held.enter_context(closing(sqlite3.connect(path, isolation_level=None)))
    other.execute("BEGIN IMMEDIATE")


def take_away(_coach: Coach, path: Path, _held: ExitStack) -> None:
    path.rename(path.with_name("away"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY_MORNING)


@pytest.fixture
def coach(path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Coach]:
    monkeypatch.setattr(write_ahead, "BUSY_SECONDS", 0.1)
    with Coach(Journal.open(path, clock), clock) as opened:
        opened.checks.record(SELF, WELL)
        yield opened


@pytest.fixture
def held() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def say_by_note(coach: Coach, _session: UUID) -> None:
    coach.notes.take(SELF, SymptomEntry(findings=CHEST_PAIN))


def say_by_stop(coach: Coach, session: UUID) -> None:
    coach.practice.on(SELF, session, [Event(Act.STOP, rule="chest_pain")])


def say_by_check(coach: Coach, _session: UUID) -> None:
    coach.checks.record(SELF, {"answers": CHEST_PAIN, "others": "no"})


def say_in_the_check(coach: Coach, _session: UUID) -> None:
    screen = coach.checks.current(SELF).screen
    assert screen is not None
    finding = next(each.finding for each in screen.questions if each.finding == "chest_pain")
    coach.checks.answer(SELF, screen.id, {finding: True}, none_of_these=True)


@pytest.mark.parametrize("say", [say_by_note, say_by_stop, say_by_check, say_in_the_check])
@pytest.mark.parametrize("mishap", [fill_up, lock, take_away])
def test_a_danger_is_answered_with_what_to_do_and_shuts_the_gate(
    coach: Coach,
    path: Path,
    held: ExitStack,
    mishap: Callable[[Coach, Path, ExitStack], None],
    say: Callable[[Coach, UUID], None],
) -> None:
    session = coach.practice.begin(SELF, "ankle-pumps", anything_new=False).id
    mishap(coach, path, held)
    with pytest.raises(NotKeptError) as told:
        say(coach, session)
    assert told.value.is_emergency
    assert str(told.value).startswith("Call the emergency number now.")
    assert "could not be kept" in str(told.value)
    assert "\n" not in str(told.value)
    assert "G05" in told.value.claims
    held.close()  # there is room again, nobody holds it
    if mishap is not take_away:
        standing = coach.gate.standing(SELF)
        assert standing.is_emergency
        assert standing.clearance is None
    with pytest.raises((NotPermittedError, JournalUnavailableError)):
        coach.practice.begin(SELF, "ankle-pumps", anything_new=False)


@pytest.mark.parametrize("say", [say_by_note, say_by_stop, say_by_check, say_in_the_check])
@pytest.mark.parametrize("year", [1, 1970, 9999])
def test_a_clock_that_cannot_be_right_hides_no_danger(
    coach: Coach, clock: FixedClock, say: Callable[[Coach, UUID], None], year: int
) -> None:
    session = coach.practice.begin(SELF, "ankle-pumps", anything_new=False).id
    clock.moment = MONDAY_MORNING.replace(year=year)
    with pytest.raises(NotKeptError) as told:
        say(coach, session)
    assert told.value.is_emergency
    assert str(told.value).startswith("Call the emergency number now.")
    assert "clock of this machine" in str(told.value)
    with pytest.raises(JournalUnavailableError):
        coach.gate.standing(SELF)
    clock.moment = MONDAY_MORNING  # it is right again
    assert coach.gate.standing(SELF).is_emergency
    with pytest.raises(NotPermittedError):
        coach.practice.begin(SELF, "ankle-pumps", anything_new=False)


def test_something_new_without_a_name_shuts_the_gate_too(
    coach: Coach, path: Path, held: ExitStack
) -> None:
    lock(coach, path, held)
    with pytest.raises(NotKeptError, match="check again first") as told:
        coach.notes.take(SELF, NothingNewEntry(anything_new=True))
    assert not told.value.is_emergency
    held.close()
    assert coach.gate.standing(SELF).clearance is None


def test_what_is_no_danger_is_only_said_not_to_be_kept(
    coach: Coach, path: Path, held: ExitStack
) -> None:
    lock(coach, path, held)
    with pytest.raises(JournalUnavailableError) as told:
        coach.notes.take(SELF, WALK)
    assert not isinstance(told.value, NotKeptError)
    held.close()
    assert coach.gate.standing(SELF).clearance is not None


def test_a_session_that_goes_on_ends_once_a_danger_was_said(
    coach: Coach, path: Path, held: ExitStack
) -> None:
    session = coach.practice.begin(SELF, "ankle-pumps", anything_new=False).id
    lock(coach, path, held)
    with pytest.raises(NotKeptError):
        say_by_note(coach, session)
    held.close()
    with suppress(NotThereError):
        assert coach.practice.get(SELF, session).session.is_over
