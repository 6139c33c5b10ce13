"""Out and in again: nothing lost, nothing taken twice, nobody mixed up."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.test_entries import SAMPLES
from soleus.journal import SELF, ActivityEntry, Entry, Intensity, Journal, Score, SymptomEntry
from soleus.journal.errors import InvalidEntryError
from soleus.vocabulary.clock import FixedClock

WALK = ActivityEntry(20, Intensity.MODERATE, "to the shop")


@pytest.fixture
def full(journal: Journal, clock: FixedClock) -> Journal:
    """A journal with corrections, a withdrawal, another person and settings."""
    mother = journal.add_person("Mother")
    first = journal.append(SELF, WALK, at=clock.now() - timedelta(days=3))
    clock.advance(timedelta(seconds=1.5))
    journal.append(SELF, ActivityEntry(25, Intensity.MODERATE), supersedes=first.id)
    journal.append(SELF, SymptomEntry(scores={Score.HEAVINESS: 4}, note="é, 左, 🦵"))
    away = journal.append(mother.id, WALK, zone=timezone(timedelta(hours=-9, minutes=-30)))
    journal.withdraw(away.id)
    journal.save_setting(SELF, "country", "NL")
    return journal


@pytest.fixture
def empty(tmp_path: Path, clock: FixedClock) -> Iterator[Callable[[], Journal]]:
    opened: list[Journal] = []

    def make() -> Journal:
        opened.append(Journal.open(tmp_path / f"other{len(opened)}.sqlite3", clock))
        return opened[-1]

    yield make
    for journal in opened:
        journal.close()


def _through_a_file(document: dict[str, Any]) -> Any:
    return json.loads(json.dumps(document))


def test_an_import_into_an_empty_journal_exports_the_same(
    full: Journal, empty: Callable[[], Journal]
) -> None:
    out = full.export_json()
    other = empty()
    report = other.import_json(_through_a_file(out))
    assert (report.added, report.already_here, report.people_added) == (5, 0, ("Mother",))
    assert other.export_json() == out
    assert [item.as_dict() for item in other.entries(SELF)] == [
        item.as_dict() for item in full.entries(SELF)
    ]


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(SAMPLES, max_size=6))
def test_whatever_is_recorded_survives_the_way_out_and_in(
    tmp_path_factory: pytest.TempPathFactory, clock: FixedClock, entries: list[Entry]
) -> None:
    folder = tmp_path_factory.mktemp("exchange")
    with (
        Journal.open(folder / "a.sqlite3", clock) as one,
        Journal.open(folder / "b.sqlite3", clock) as two,
    ):
        for entry in entries:
            one.append(SELF, entry)
        two.import_json(_through_a_file(one.export_json()))
        assert [item.entry for item in two.entries(SELF)] == entries
        assert two.export_json() == one.export_json()


def test_an_import_taken_twice_adds_nothing(full: Journal) -> None:
    before = full.export_json()
    report = full.import_json(_through_a_file(before))
    assert (report.added, report.already_here, report.people_added) == (0, 5, ())
    assert full.export_json() == before


def test_corrections_arrive_in_any_order(full: Journal, empty: Callable[[], Journal]) -> None:
    out = _through_a_file(full.export_json())
    out["entries"].reverse()
    other = empty()
    other.import_json(out)
    assert {item.id for item in other.entries(SELF)} == {item.id for item in full.entries(SELF)}


def test_one_person_can_be_handed_on_alone(full: Journal, empty: Callable[[], Journal]) -> None:
    mother = full.person("Mother")
    other = empty()
    report = other.import_json(_through_a_file(full.export_json([mother.id])))
    assert report.added == 2
    assert other.entries(SELF, include_superseded=True) == ()
    assert len(other.entries(mother.id, include_superseded=True)) == 2


def test_a_strangers_own_entries_are_not_mixed_with_ones_own(
    full: Journal, empty: Callable[[], Journal]
) -> None:
    other = empty()
    mine = other.append(SELF, WALK)
    document = _through_a_file(full.export_json())
    with pytest.raises(InvalidEntryError, match="say whose they are"):
        other.import_json(document)
    assert other.entries(SELF) == (mine,)
    father = other.add_person("Father")
    other.import_json(document, own_entries_of=father.id)
    assert other.entries(SELF) == (mine,)
    assert len(other.entries(father.id)) == 2


def test_two_people_of_one_name_stay_two(full: Journal, empty: Callable[[], Journal]) -> None:
    other = empty()
    other.add_person("Mother")
    report = other.import_json(_through_a_file(full.export_json()))
    assert report.people_added == ("Mother (2)",)


def _an_entry(document: dict[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = document["entries"][0]
    return entry


FAULTS: list[tuple[str, Callable[[dict[str, Any]], object], str]] = [
    ("format", lambda d: d.update(format="other"), "no export of a journal"),
    ("version", lambda d: d.update(version=2), "update Soleus"),
    ("list", lambda d: d.update(entries={}), "entries is {}, but has to be a list"),
    ("key", lambda d: d.update(extra=1), "unknown key 'extra'"),
    ("id", lambda d: _an_entry(d).update(id="7"), "has to be a UUID"),
    ("payload", lambda d: _an_entry(d)["payload"].update(minutes=0), "from 1 to 1440"),
    ("kind", lambda d: _an_entry(d).update(kind="activty"), "did you mean 'activity'"),
    ("person", lambda d: _an_entry(d).update(person="x"), "not among the people"),
    ("twice", lambda d: d["entries"].append(_an_entry(d)), "is there 2 times"),
    ("naive", lambda d: _an_entry(d).update(at="2026-03-01T10:00:00"), "time zone"),
    ("gone", lambda d: _an_entry(d).update(supersedes=str(UUID(int=1))), "no entry has the id"),
    ("loop", lambda d: _an_entry(d).update(supersedes=_an_entry(d)["id"]), "in a circle"),
    ("empty", lambda d: _an_entry(d).update(is_withdrawn=True), "withdraws nothing"),
    ("self", lambda d: d["people"][0].update(is_self=False), "is oneself"),
    ("missing", lambda d: _an_entry(d).pop("recorded_at"), "'recorded_at' is missing"),
]


@pytest.mark.parametrize(
    ("change", "fault"), [(c, f) for _, c, f in FAULTS], ids=[name for name, _, _ in FAULTS]
)
def test_a_faulty_document_is_refused_whole(
    full: Journal,
    empty: Callable[[], Journal],
    change: Callable[[dict[str, Any]], object],
    fault: str,
) -> None:
    document = _through_a_file(full.export_json())
    change(document)
    other = empty()
    with pytest.raises(InvalidEntryError) as caught:
        other.import_json(document)
    assert fault in str(caught.value)
    assert other.export_json()["entries"] == []
    assert len(other.people()) == 1


def test_all_faults_of_a_document_are_told_at_once(full: Journal) -> None:
    document = _through_a_file(full.export_json())
    for entry in document["entries"]:
        entry["kind"] = "dream"
    with pytest.raises(InvalidEntryError) as caught:
        full.import_json(document)
    assert len(caught.value.faults) == 5


def test_an_id_that_is_here_with_other_content_refuses_the_document(full: Journal) -> None:
    before = full.export_json()
    document = deepcopy(before)
    _an_entry(document)["payload"]["minutes"] = 99
    document["entries"].append(_an_entry(document) | {"id": str(uuid4())})
    with pytest.raises(InvalidEntryError, match="here with other content"):
        full.import_json(document)
    assert full.export_json() == before


@pytest.mark.parametrize("document", [None, [], "x", {}])
def test_what_is_no_export_is_refused(journal: Journal, document: object) -> None:
    with pytest.raises(InvalidEntryError):
        journal.import_json(document)


@pytest.mark.parametrize("name", ["at", "recorded_at"])
@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_that_no_clock_can_show_is_refused(
    full: Journal, empty: Callable[[], Journal], name: str, moment: str
) -> None:
    document = full.export_json()
    document["entries"][0][name] = moment
    other = empty()
    with pytest.raises(InvalidEntryError, match="in the years 1900 to 9000"):
        other.import_json(document)
    assert other.entries(SELF) == ()
