"""The journal: what is recorded stays, corrections supersede, people are kept apart."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from soleus.journal import (
    SELF,
    ActivityEntry,
    CheckEntry,
    Intensity,
    InvalidEntryError,
    Journal,
    NothingNewEntry,
    Score,
    SymptomEntry,
    TapeEntry,
    UnknownEntryError,
    UnknownPersonError,
)
from soleus.journal.errors import JournalError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from soleus.vocabulary.clock import FixedClock

WALK = ActivityEntry(20, Intensity.MODERATE, "to the shop")
LONGER = ActivityEntry(25, Intensity.MODERATE, "to the shop")
CHECK = CheckEntry({"answers": {}}, {"urgency": "incomplete"})


def test_what_was_recorded_is_there_after_closing(
    journal: Journal, path: Path, clock: FixedClock
) -> None:
    recorded = journal.append(SELF, WALK)
    journal.close()
    with Journal.open(path, clock) as again:
        assert again.get(recorded.id) == recorded
        assert again.entries(SELF) == (recorded,)


def test_a_day_is_the_persons_own(journal: Journal) -> None:
    assert journal.append(SELF, WALK).local_date == date(2026, 3, 2)
    abroad = journal.append(SELF, WALK, zone=timezone(timedelta(hours=-5)))
    assert abroad.local_date == date(2026, 3, 1)
    assert abroad.at == datetime(2026, 3, 1, 22, 30, tzinfo=UTC)


def test_a_past_day_may_be_filled_in_but_not_a_future_one(
    journal: Journal, clock: FixedClock
) -> None:
    past = journal.append(SELF, WALK, at=clock.now() - timedelta(days=40))
    assert past.recorded_at == clock.now()
    assert past.local_date == date(2026, 1, 21)
    with pytest.raises(InvalidEntryError, match="future"):
        journal.append(SELF, WALK, at=clock.now() + timedelta(hours=1))
    with pytest.raises(InvalidEntryError, match="time zone"):
        journal.append(SELF, WALK, at=datetime(2026, 3, 1))


def test_the_same_id_with_the_same_content_is_taken_once(
    journal: Journal, clock: FixedClock
) -> None:
    sent = uuid4()
    first = journal.append(SELF, WALK, id=sent)
    clock.advance(timedelta(minutes=3))
    assert journal.append(SELF, WALK, id=sent) == first
    assert journal.append(SELF, WALK, id=sent, at=first.at) == first
    assert journal.entries(SELF) == (first,)


def test_the_same_id_with_other_content_is_refused(journal: Journal, clock: FixedClock) -> None:
    sent = journal.append(SELF, WALK).id
    mother = journal.add_person("Mother")
    with pytest.raises(JournalError, match="is taken by another entry"):
        journal.append(SELF, LONGER, id=sent)
    with pytest.raises(JournalError, match="is taken by another entry"):
        journal.append(mother.id, WALK, id=sent)
    with pytest.raises(JournalError, match="is taken by another entry"):
        journal.append(SELF, WALK, id=sent, at=clock.now() - timedelta(hours=1))
    assert journal.get(sent).entry == WALK


def test_a_correction_supersedes_and_both_stay(journal: Journal) -> None:
    first = journal.append(SELF, WALK)
    second = journal.append(SELF, LONGER, supersedes=first.id)
    assert journal.entries(SELF) == (second,)
    assert journal.latest(SELF, ActivityEntry) == second
    everything = journal.entries(SELF, include_superseded=True)
    assert [item.id for item in everything] == [first.id, second.id]
    assert not journal.get(first.id).is_current


def test_of_two_corrections_of_one_entry_the_last_taken_counts(journal: Journal) -> None:
    first = journal.append(SELF, WALK)
    here = journal.append(SELF, LONGER, supersedes=first.id)
    journal.append(SELF, ActivityEntry(30, Intensity.LIGHT), supersedes=here.id)
    there = journal.append(SELF, ActivityEntry(40, Intensity.LIGHT), supersedes=first.id)
    assert journal.entries(SELF) == (there,)
    assert len(journal.entries(SELF, include_superseded=True)) == 4


def test_a_withdrawn_entry_stays_and_counts_no_more(journal: Journal) -> None:
    first = journal.append(SELF, WALK)
    withdrawal = journal.withdraw(first.id)
    assert withdrawal.is_withdrawn
    assert withdrawal.supersedes == first.id
    assert journal.entries(SELF) == ()
    assert journal.latest(SELF, ActivityEntry) is None
    assert journal.get(first.id).entry == WALK
    assert journal.withdraw(first.id) == withdrawal, "once is enough"


def test_withdrawing_takes_back_the_whole_chain_and_it_can_be_told_anew(journal: Journal) -> None:
    first = journal.append(SELF, WALK)
    journal.append(SELF, LONGER, supersedes=first.id)
    journal.withdraw(first.id)
    assert journal.entries(SELF) == ()
    again = journal.append(SELF, WALK, supersedes=first.id)
    assert journal.entries(SELF) == (again,)


def test_a_check_is_neither_corrected_nor_withdrawn(journal: Journal) -> None:
    check = journal.append(SELF, CHECK)
    answer = journal.append(SELF, NothingNewEntry(anything_new=True))
    with pytest.raises(JournalError, match="entry stays as it is"):
        journal.withdraw(check.id)
    with pytest.raises(JournalError, match="entry stays as it is"):
        journal.append(SELF, CHECK, supersedes=check.id)
    with pytest.raises(JournalError, match="entry stays as it is"):
        journal.withdraw(answer.id)
    assert journal.latest(SELF, CheckEntry) == check


def test_only_an_entry_of_the_same_kind_and_person_is_corrected(journal: Journal) -> None:
    walk = journal.append(SELF, WALK)
    mother = journal.add_person("Mother")
    with pytest.raises(InvalidEntryError, match="another kind"):
        journal.append(SELF, TapeEntry(calf_left_cm=36), supersedes=walk.id)
    with pytest.raises(InvalidEntryError, match="another person"):
        journal.append(mother.id, LONGER, supersedes=walk.id)
    with pytest.raises(UnknownEntryError):
        journal.append(SELF, LONGER, supersedes=uuid4())
    assert journal.entries(SELF) == (walk,)


def test_entries_come_by_kind_and_day_in_the_order_they_happened(
    journal: Journal, clock: FixedClock
) -> None:
    today = journal.append(SELF, WALK)
    tape = journal.append(SELF, TapeEntry(calf_left_cm=36), at=clock.now() - timedelta(days=2))
    before = journal.append(SELF, WALK, at=clock.now() - timedelta(days=5))
    assert journal.entries(SELF) == (before, tape, today)
    assert journal.entries(SELF, [ActivityEntry]) == (before, today)
    assert journal.entries(SELF, since=tape.local_date) == (tape, today)
    assert journal.entries(SELF, until=tape.local_date) == (before, tape)
    assert journal.entries(SELF, []) == ()


def test_a_check_of_a_clock_that_ran_ahead_gives_way_to_the_next_one(
    journal: Journal, clock: FixedClock
) -> None:
    clock.advance(timedelta(days=365))
    ahead = journal.append(SELF, CHECK)
    clock.advance(-timedelta(days=365))
    assert journal.latest(SELF, CheckEntry) == ahead, "until then it stands, and bars the way"
    clock.advance(timedelta(minutes=1))
    new = journal.append(SELF, CHECK)
    assert journal.latest(SELF, CheckEntry) == new


def test_a_check_that_arrives_late_does_not_hide_a_later_one(
    journal: Journal, clock: FixedClock
) -> None:
    now = journal.append(SELF, CHECK)
    journal.append(SELF, CHECK, at=clock.now() - timedelta(hours=1))
    assert journal.latest(SELF, CheckEntry) == now


def test_oneself_is_always_there_and_others_are_kept_apart(journal: Journal) -> None:
    mother = journal.add_person("  Mother ")
    assert [(who.name, who.is_self) for who in journal.people()] == [
        ("Me", True),
        ("Mother", False),
    ]
    journal.append(mother.id, WALK)
    assert journal.entries(SELF) == ()
    assert journal.person("mother") == mother
    assert journal.person(mother.id) == mother
    assert journal.person().id == SELF


@pytest.mark.parametrize("name", ["", "   ", "Mother", "MOTHER", "me", "self", "x" * 101])
def test_a_name_that_is_empty_too_long_or_taken_is_refused(journal: Journal, name: str) -> None:
    journal.add_person("Mother")
    with pytest.raises(InvalidEntryError):
        journal.add_person(name)


def test_nobody_is_guessed(journal: Journal) -> None:
    journal.add_person("Mother")
    with pytest.raises(UnknownPersonError, match="did you mean 'Mother'"):
        journal.person("Moter")
    asked: tuple[Callable[[], object], ...] = (
        lambda: journal.entries("nobody"),
        lambda: journal.latest("nobody", CheckEntry),
        lambda: journal.append("nobody", WALK),
        lambda: journal.draft("nobody", "check"),
        lambda: journal.settings("nobody"),
        lambda: journal.save_setting("nobody", "country", "NL"),
        lambda: journal.save_draft("nobody", "check", {}),
        lambda: journal.export_json(["nobody"]),
    )
    for ask in asked:
        with pytest.raises(UnknownPersonError):
            ask()
    with pytest.raises(UnknownEntryError):
        journal.get(uuid4())
    with pytest.raises(UnknownEntryError):
        journal.withdraw(uuid4())


def test_what_threads_and_programs_put_into_a_draft_at_once_is_all_there(
    journal: Journal, clock: FixedClock, path: Path
) -> None:
    with Journal.open(path, clock) as other, ThreadPoolExecutor(8) as threads:

        def put(number: int) -> None:
            (journal, other)[number % 2].change_draft(
                SELF, "held", lambda held: {**held, str(number): number}
            )

        list(threads.map(put, range(80)))
    draft = journal.draft(SELF, "held")
    assert draft is not None
    assert set(draft.document.values()) == set(range(80))
    journal.change_draft(SELF, "held", lambda _: {})
    assert journal.draft(SELF, "held") is None


def test_a_draft_is_replaced_and_dropped(journal: Journal, clock: FixedClock) -> None:
    mother = journal.add_person("Mother")
    assert journal.draft(SELF, "check") is None
    journal.save_draft(SELF, "check", {"answers": {"swelling": "left"}})
    clock.advance(timedelta(minutes=2))
    journal.save_draft(SELF, "check", {"answers": {"swelling": "both"}})
    draft = journal.draft(SELF, "check")
    assert draft is not None
    assert draft.document == {"answers": {"swelling": "both"}}
    assert draft.updated_at == clock.now()
    assert journal.draft(mother.id, "check") is None
    journal.drop_draft(SELF, "check")
    journal.drop_draft(SELF, "check")
    assert journal.draft(SELF, "check") is None


def test_settings_are_each_persons_own(journal: Journal) -> None:
    mother = journal.add_person("Mother")
    journal.save_setting(SELF, "country", "NL")
    journal.save_setting(SELF, "language", "de")
    journal.save_setting(SELF, "country", "GB")
    assert journal.settings(SELF) == {"country": "GB", "language": "de"}
    assert journal.settings(mother.id) == {}
    with pytest.raises(InvalidEntryError):
        journal.save_setting(SELF, "moment", datetime.now(UTC))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET payload = '{}'",
        "DELETE FROM entries",
        "INSERT OR REPLACE INTO entries SELECT * FROM entries",
        "INSERT OR REPLACE INTO entries (id, person_id, kind, at_us, utc_offset_s, local_date,"
        " recorded_at_us, payload, root, is_withdrawn) SELECT id, person_id, kind, at_us,"
        " utc_offset_s, local_date, recorded_at_us, '{}', root, 0 FROM entries",
    ],
)
def test_no_statement_changes_or_removes_an_entry(
    journal: Journal, path: Path, statement: str
) -> None:
    recorded = journal.append(SELF, SymptomEntry(scores={Score.HEAVINESS: 4}))
    other = sqlite3.connect(path)
    try:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            other.execute(statement)
    finally:
        other.close()
    assert journal.get(recorded.id) == recorded


def test_an_entry_of_nobody_cannot_be_written(journal: Journal, path: Path) -> None:
    recorded = journal.append(SELF, WALK)
    with pytest.raises(UnknownPersonError):
        journal.append("nobody", WALK)
    assert journal.entries(SELF, include_superseded=True) == (recorded,)
