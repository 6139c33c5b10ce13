"""While one page is made the gate is worked out once, and never from before the newest entry."""

from __future__ import annotations

from contextvars import Context
from datetime import timedelta
from threading import Thread
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from coach.samples import note_symptoms
from soleus.coach import NotKeptError
from soleus.journal import KINDS, SELF, Journal, JournalUnavailableError, NothingNewEntry
from soleus.language import use
from web.test_odd_copies import NOTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from soleus.assessment import Standing
    from soleus.coach import Coach
    from soleus.vocabulary.clock import FixedClock

ID = UUID(int=7)
ANYTHING_NEW = NothingNewEntry(anything_new=True)


@pytest.fixture
def ask(well: Coach) -> Iterator[Callable[[], Standing]]:
    """Ask the gate, again and again, as while one page is made."""
    with well.journal.as_one():
        yield lambda: well.gate.standing(SELF)


def anew(coach: Coach) -> Standing:
    """Return where the person stands, worked out outside of the reading under way."""
    return Context().run(coach.gate.standing, SELF)


def elsewhere(act: Callable[[], object]) -> None:
    """Do something in another thread, as for another request."""
    thread = Thread(target=act)
    thread.start()
    thread.join()


def append(journal: Journal, kind: str) -> None:
    journal.append(SELF, KINDS[kind].from_dict(NOTED[kind]), id=ID)


def here(coach: Coach, _path: Path, kind: str) -> None:
    append(coach.journal, kind)


def in_another_request(coach: Coach, _path: Path, kind: str) -> None:
    elsewhere(lambda: append(coach.journal, kind))


def in_another_program(coach: Coach, path: Path, kind: str) -> None:
    with Journal.open(path, coach.clock) as other:
        append(other, kind)


def in_a_copy(coach: Coach, _path: Path, kind: str) -> None:
    at = (coach.clock.now() - timedelta(minutes=1)).isoformat()
    entry: dict[str, Any] = {
        "id": str(ID), "person": SELF, "kind": kind, "at": at, "recorded_at": at,
        "supersedes": None, "is_withdrawn": False, "payload": NOTED[kind],
    }  # fmt: skip
    exported = coach.journal.export_json()
    coach.journal.import_json({**exported, "entries": [entry]}, own_entries_of=SELF)


@pytest.mark.parametrize("door", [here, in_another_request, in_another_program, in_a_copy])
@pytest.mark.parametrize("kind", NOTED)
def test_an_entry_of_any_kind_by_any_door_counts_at_the_next_question(
    well: Coach,
    ask: Callable[[], Standing],
    tmp_path: Path,
    door: Callable[[Coach, Path, str], None],
    kind: str,
) -> None:
    before = ask()
    assert ask() is before, "nothing was written"
    door(well, tmp_path / "journal.sqlite3", kind)
    after = ask()
    assert after is not before
    assert after == anew(well)
    assert ask() is after


def withdraw_the_visit(coach: Coach) -> None:
    coach.journal.withdraw(ID)


def correct_the_visit(coach: Coach) -> None:
    visit = KINDS["visit"].from_dict({**NOTED["visit"], "cleared": []})
    coach.journal.append(SELF, visit, supersedes=ID)


def take_a_check(coach: Coach) -> None:
    coach.checks.record(SELF, {"answers": {"chest_pain": True}, "others": "no"})


def delete_everything(coach: Coach) -> None:
    coach.delete([SELF])


def answer_half_a_check(coach: Coach) -> None:
    coach.journal.save_draft(SELF, "check", {"answers": {}})


def keep_a_setting(coach: Coach) -> None:
    coach.journal.save_setting(SELF, "limbs", "both")


def add_somebody(coach: Coach) -> None:
    coach.journal.add_person("Mother")


WRITES = (
    withdraw_the_visit,
    correct_the_visit,
    take_a_check,
    delete_everything,
    answer_half_a_check,
    keep_a_setting,
    add_somebody,
)


@pytest.mark.parametrize("is_elsewhere", [False, True])
@pytest.mark.parametrize("write", WRITES)
def test_any_other_write_counts_at_the_next_question(
    well: Coach, ask: Callable[[], Standing], write: Callable[[Coach], None], is_elsewhere: bool
) -> None:
    append(well.journal, "visit")
    before = ask()
    if is_elsewhere:
        elsewhere(lambda: write(well))
    else:
        write(well)
    after = ask()
    assert after is not before
    assert after == anew(well)


def test_a_danger_noted_in_between_shuts_the_gate_at_once(
    well: Coach, ask: Callable[[], Standing]
) -> None:
    assert ask().clearance
    elsewhere(lambda: note_symptoms(well, SELF, findings={"chest_pain": True}))
    assert ask().clearance is None
    assert ask().is_emergency


def test_a_danger_that_could_not_be_kept_counts_at_once(
    well: Coach, ask: Callable[[], Standing], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask().clearance
    with monkeypatch.context() as broken:
        broken.setattr(Journal, "append", _refuse)
        with pytest.raises(NotKeptError):
            note_symptoms(well, SELF, findings={"chest_pain": True})
    assert ask().is_emergency


def _refuse(*_: object, **__: object) -> None:
    raise JournalUnavailableError("the disk is full")


def test_what_is_written_while_it_is_worked_out_counts_at_the_next_question(
    well: Coach, ask: Callable[[], Standing], monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt = type(well.learning).learnt

    def noting(learning: Any, person_id: str) -> Any:
        monkeypatch.undo()
        elsewhere(lambda: well.journal.append(SELF, ANYTHING_NEW))
        return learnt(learning, person_id)

    monkeypatch.setattr(type(well.learning), "learnt", noting)
    assert ask().clearance, "it was asked for before"
    assert ask().clearance is None


def test_a_check_that_runs_out_is_marked_and_stays_over(well: Coach, clock: FixedClock) -> None:
    clock.advance(timedelta(days=8))
    with well.journal.as_one():
        assert well.gate.standing(SELF).refusal == well.gate.standing(SELF).refusal is not None
    clock.advance(-timedelta(days=2))
    assert well.gate.standing(SELF).clearance is None


def test_each_person_and_each_language_has_its_own(
    well: Coach, ask: Callable[[], Standing]
) -> None:
    mother = well.journal.add_person("Mother")
    assert ask().clearance
    assert well.gate.standing(mother.id).clearance is None
    with use("de"):
        assert ask() is not None
    assert ask().clearance


def test_without_a_reading_under_way_it_is_worked_out_each_time(well: Coach) -> None:
    assert well.gate.standing(SELF) is not well.gate.standing(SELF)
