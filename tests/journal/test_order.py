"""What a check knew: told by the order of this journal, or by that of the file it came in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, func, select

from soleus.journal import SELF, CheckEntry, Journal, Knew, NothingNewEntry, SymptomEntry, order
from soleus.journal.tables import imported

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from soleus.journal import Entry
    from soleus.vocabulary.clock import FixedClock

PAIN = SymptomEntry(findings={"chest_pain": True})


def check(up_to: UUID | None = None, *also: UUID) -> CheckEntry:
    return CheckEntry({"answers": {}, "others": "no"}, {}, Knew(up_to, also))


def told(journal: Journal, entry: Entry = PAIN) -> UUID:
    return journal.append(SELF, entry).id


def counts(journal: Journal, can_be_read: Callable[[CheckEntry], bool] = lambda _: True) -> Any:
    """Return the ids of the checks and of the notes that count."""
    found = journal.unanswered(SELF, can_be_read)
    return {each.recorded.id for each in found.checks}, [each.id for each in found.notes]


def test_the_newest_of_what_tells_how_somebody_is(journal: Journal) -> None:
    assert journal.newest_telling(SELF) is None
    other = journal.add_person("Other").id
    for entry in (PAIN, NothingNewEntry(anything_new=False), check()):
        assert journal.newest_telling(SELF) != told(journal, entry)
        newest = journal.newest_telling(SELF)
        journal.append(other, PAIN)
        assert journal.newest_telling(SELF) == newest
    journal.save_setting(SELF, "units", "metric")


def test_a_check_knew_what_stands_up_to_its_newest_and_what_it_names(journal: Journal) -> None:
    before, named, neither = told(journal), UUID(int=1), told(journal)
    taken = told(journal, check(before, named))
    later = told(journal)
    assert counts(journal) == ({taken}, [neither, later])
    journal.append(SELF, PAIN, id=named)
    assert counts(journal) == ({taken}, [neither, later])


def test_an_entry_that_is_not_here_or_of_another_person_is_no_place_in_the_order(
    journal: Journal,
) -> None:
    other = journal.append(journal.add_person("Other").id, PAIN).id
    noted = told(journal)
    for up_to in (uuid4(), other, None):
        told(journal, check(up_to))
        assert counts(journal)[1] == [noted]


def test_checks_that_did_not_know_one_another_both_count(journal: Journal) -> None:
    first = told(journal, check())
    second = told(journal, check())
    third = told(journal, check(None, second))
    assert counts(journal) == ({first, third}, [])
    last = told(journal, check(third))
    assert counts(journal) == ({last}, [])


def test_a_check_that_cannot_be_read_has_answered_nothing(journal: Journal) -> None:
    noted, read = told(journal), told(journal, check())
    unread = told(journal, check(read))
    found = counts(journal, lambda entry: entry.knew != Knew(read))
    assert found == ({read, unread}, [noted])
    last = told(journal, check(unread))
    assert counts(journal, lambda entry: entry.knew != Knew(read)) == ({last}, [])


def test_a_check_of_a_file_knew_what_stands_before_it_there(
    tmp_path: Path, clock: FixedClock, journal: Journal
) -> None:
    here = told(journal)
    with Journal.open(tmp_path / "there.sqlite3", clock) as there:
        answered = told(there)
        taken = told(there, check(answered))
        unanswered = told(there)
        journal.import_json(there.export_json(), own_entries_of=SELF)
    assert counts(journal) == ({taken}, [here, unanswered])


def test_only_an_order_that_differs_from_the_one_here_is_kept(
    tmp_path: Path, clock: FixedClock, journal: Journal
) -> None:
    """Who moves to another machine again and again drags nothing along."""
    taken = told(journal, check(told(journal)))
    document = journal.export_json()
    assert "imports" not in document
    with Journal.open(tmp_path / "there.sqlite3", clock) as there:
        there.import_json(document)
        assert counts(there) == ({taken}, [])
        assert "imports" not in there.export_json()
        told(there, check(taken))
        journal.import_json(there.export_json())
        assert len(journal.export_json()["imports"]) == 1
        journal.import_json(there.export_json())
        assert len(journal.export_json()["imports"]) == 1


def test_the_order_of_an_import_goes_with_the_persons_data(
    tmp_path: Path, clock: FixedClock, journal: Journal
) -> None:
    told(journal)
    with Journal.open(tmp_path / "there.sqlite3", clock) as there:
        told(there, check(told(there)))
        journal.import_json(there.export_json(), own_entries_of=SELF)
    assert journal.export_json()["imports"]
    journal.erase([SELF])
    with journal._reading() as connection:
        assert connection.scalar(select(func.count()).select_from(imported)) == 0


@pytest.mark.parametrize("many", [3, 300])
def test_what_was_answered_is_looked_up_and_not_gone_through(journal: Journal, many: int) -> None:
    for _ in range(many):
        told(journal)
    told(journal, check(journal.newest_telling(SELF)))
    told(journal)
    plans: list[str] = []

    @event.listens_for(journal._file.engine, "before_cursor_execute")
    def explain(_: Any, cursor: Any, text: str, values: Any, *__: Any) -> None:
        if " entries" in text and "entries.seq >" in text:
            found = cursor.execute(f"EXPLAIN QUERY PLAN {text}", values).fetchall()
            plans.append(" ".join(row[3] for row in found))

    assert len(counts(journal)[1]) == 1
    assert plans
    assert all("entries_as_taken (person_id=? AND kind=? AND seq>?)" in plan for plan in plans)


def test_what_tells_how_somebody_is() -> None:
    assert set(order.TELLING) == {"check", "symptom", "nothing_new", "plan", "journey"}
