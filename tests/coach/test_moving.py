"""Out of one Soleus and into an empty one: the gate says the same as before, never more."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.strategies import Document, documents
from coach.conftest import MONDAY_MORNING
from coach.samples import note_symptoms, note_visit
from soleus.coach import Coach
from soleus.journal import SELF, Clinician, InvalidEntryError, Journal, NothingNewEntry, VisitEntry
from soleus.vocabulary import Activity
from soleus.vocabulary.clock import FixedClock

NEWS = st.sampled_from([None, {"swelling": "left"}, {"chest_pain": True}, {"leg_pain": "both"}])
VISITS = st.one_of(
    st.none(),
    st.builds(
        VisitEntry,
        who_kind=st.just(Clinician.GP),
        cleared=st.lists(st.sampled_from(Activity), unique=True).map(tuple),
        saw_everything=st.booleans(),
        worse_since=st.sampled_from([True, False, None]),
    ),
)


def stands(coach: Coach) -> tuple[Any, ...]:
    """What the gate says, as far as a person can meet it."""
    standing = coach.gate.standing(SELF)
    return (
        set(standing.clearance.permits) if standing.clearance else set(),
        standing.refusal.cause if standing.refusal else None,
        standing.decision.as_dict() if standing.decision else None,
        dict(standing.answers),
    )


def live(coach: Coach, clock: FixedClock, doings: list[tuple[Any, ...]]) -> None:
    """Take a check, notice something, see somebody: whatever was drawn, in that order."""
    for document, news, visit in doings:
        if document is not None:
            coach.checks.record(SELF, document)
        clock.advance(timedelta(minutes=30))
        if news is not None:
            noted = note_symptoms(coach, SELF, findings=news)
            coach.journal.withdraw(noted.id)
        if visit is not None:
            note_visit(coach, SELF, visit)
        clock.advance(timedelta(minutes=30))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.none() | documents(), NEWS, VISITS), max_size=3),
    st.tuples(st.none(), NEWS, VISITS),
)
def test_a_copy_taken_in_elsewhere_stands_as_here_and_an_older_one_opens_nothing(
    tmp_path: Path,
    before: list[tuple[Document | None, Any, VisitEntry | None]],
    later: tuple[None, Any, VisitEntry | None],
) -> None:
    clock = FixedClock(MONDAY_MORNING)
    folder = tmp_path / str(uuid4())
    with (
        Coach(Journal.open(folder / "here.sqlite3", clock), clock) as here,
        Coach(Journal.open(folder / "there.sqlite3", clock), clock) as there,
    ):
        live(here, clock, before)
        older = json.loads(json.dumps(here.journal.export_json()))
        live(here, clock, [later])
        whole = json.loads(json.dumps(here.journal.export_json()))
        stood = stands(here)
        there.journal.import_json(whole)
        assert stands(there) == stood
        here.delete([SELF])
        assert stands(here)[0] == set()
        here.journal.import_json(whole)
        assert stands(here) == stood
        here.delete([SELF])
        here.journal.import_json(older)
        assert stands(here)[0] <= stood[0]


@pytest.mark.parametrize("finding", ["chest_pain", "short_of_breath"])
def test_an_emergency_comes_back_with_the_copy(
    well: Coach, clock: FixedClock, finding: str
) -> None:
    clock.advance(timedelta(hours=1))
    note_symptoms(well, SELF, findings={finding: True})
    copy = well.journal.export_json()
    well.delete([SELF])
    assert not well.gate.standing(SELF).is_emergency
    well.journal.import_json(copy)
    assert well.gate.standing(SELF).is_emergency


@pytest.mark.parametrize("is_taken_back", [False, True])
def test_a_check_of_a_copy_hides_nothing_that_was_noted_here_after_it(
    tmp_path: Path, is_taken_back: bool
) -> None:
    clock = FixedClock(MONDAY_MORNING)
    with (
        Coach(Journal.open(tmp_path / "here.sqlite3", clock), clock) as here,
        Coach(Journal.open(tmp_path / "there.sqlite3", clock), clock) as there,
    ):
        there.checks.record(SELF, {"answers": {}, "others": "no"})
        copy = there.journal.export_json()
        clock.advance(timedelta(hours=1))
        noted = note_symptoms(here, SELF, findings={"chest_pain": True})
        if is_taken_back:
            here.journal.withdraw(noted.id)
        seen = [each.entry for each in here.journal.entries(SELF)]
        here.journal.import_json(copy, own_entries_of=SELF)
        assert here.gate.standing(SELF).is_emergency
        assert here.gate.standing(SELF).clearance is None
        shown = [each.entry for each in here.journal.entries(SELF) if each.kind != "check"]
        assert shown == seen
        clock.advance(timedelta(hours=1))
        here.checks.record(SELF, {"answers": {}, "others": "no"})
        assert here.gate.standing(SELF).clearance is not None


def test_a_check_of_a_copy_does_not_hide_that_something_was_new_here(tmp_path: Path) -> None:
    clock = FixedClock(MONDAY_MORNING)
    with (
        Coach(Journal.open(tmp_path / "here.sqlite3", clock), clock) as here,
        Coach(Journal.open(tmp_path / "there.sqlite3", clock), clock) as there,
    ):
        there.checks.record(SELF, {"answers": {}, "others": "no"})
        clock.advance(timedelta(hours=1))
        here.journal.append(SELF, NothingNewEntry(anything_new=True))
        here.journal.import_json(there.journal.export_json(), own_entries_of=SELF)
        assert here.gate.standing(SELF).clearance is None


def test_what_a_check_of_a_copy_did_not_know_counts_after_every_further_move(
    tmp_path: Path,
) -> None:
    """The order of the first file goes with the check, not the place that it got here."""
    clock = FixedClock(MONDAY_MORNING)
    names = ("first", "second", "third", "fourth")
    coaches = [Coach(Journal.open(tmp_path / f"{name}.sqlite3", clock), clock) for name in names]
    there, here, *further = coaches
    note_symptoms(here, SELF, findings={"chest_pain": True})
    clock.advance(timedelta(hours=1))
    there.checks.record(SELF, {"answers": {}, "others": "no"})
    note_symptoms(there, SELF, findings={"leg_pain": "left"})
    clock.advance(timedelta(hours=1))
    there.checks.record(SELF, {"answers": {}, "others": "no"})
    here.journal.import_json(there.journal.export_json(), own_entries_of=SELF)
    stood = stands(here)
    assert here.gate.standing(SELF).new_notes == ({"chest_pain": True},)
    before = here
    for coach in further:
        coach.journal.import_json(json.loads(json.dumps(before.journal.export_json())))
        assert stands(coach) == stood
        before = coach
    before.delete([SELF])
    before.journal.import_json(here.journal.export_json())
    assert stands(before) == stood
    clock.advance(timedelta(hours=1))
    before.checks.record(SELF, {"answers": {}, "others": "no"})
    assert before.gate.standing(SELF).clearance is not None
    for coach in coaches:
        coach.close()


def test_what_an_order_names_although_the_file_does_not_hold_it_is_passed_over(
    well: Coach, tmp_path: Path, clock: FixedClock
) -> None:
    """As in a file from which somebody took entries out: its checks know only the less."""
    copy = well.journal.export_json()
    (check,) = (each["id"] for each in copy["entries"])
    copy["imports"] = [{"entries": [str(uuid4()), check], "own": [check, str(uuid4())]}]
    with Coach(Journal.open(tmp_path / "copy.sqlite3", clock), clock) as other:
        note_symptoms(other, SELF, findings={"chest_pain": True})
        other.journal.import_json(copy, own_entries_of=SELF)
        assert other.gate.standing(SELF).is_emergency
        copy["imports"] = "all"
        with pytest.raises(InvalidEntryError, match="imports is 'all', but has to be a list"):
            other.journal.import_json(copy)


SEEN = VisitEntry(Clinician.GP, cleared=tuple(Activity), saw_everything=True, worse_since=False)


def in_a_year(document: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return a copy whose last entry lies a year ahead."""
    later = (MONDAY_MORNING + timedelta(days=365)).isoformat()
    document["entries"][-1] |= dict.fromkeys(names, later)
    return document


@pytest.mark.parametrize("names", [("at",), ("recorded_at",), ("at", "recorded_at")])
def test_a_copy_with_a_visit_that_lies_ahead_is_refused_and_opens_nothing(
    well: Coach, tmp_path: Path, clock: FixedClock, names: tuple[str, ...]
) -> None:
    wound = {"answers": {"known_pad": True, "evaluated_by_clinician": True}, "others": "no"}
    well.checks.record(SELF, wound)
    stood = stands(well)
    with Coach(Journal.open(tmp_path / "copy.sqlite3", clock), clock) as other:
        other.journal.import_json(well.journal.export_json())
        note_visit(other, SELF, SEEN)
        copy = in_a_year(other.journal.export_json(), *names)
    with pytest.raises(InvalidEntryError, match=r"entry .*: 2027-.* lies in the future"):
        well.journal.import_json(copy)
    assert stands(well) == stood


def test_a_copy_with_a_check_that_lies_ahead_is_refused_and_hides_nothing(
    coach: Coach, tmp_path: Path, clock: FixedClock
) -> None:
    coach.checks.record(SELF, {"answers": {"chest_pain": True}, "others": "no"})
    with Coach(Journal.open(tmp_path / "copy.sqlite3", clock), clock) as other:
        other.checks.record(SELF, {"answers": {}, "others": "no"})
        copy = in_a_year(other.journal.export_json(), "at", "recorded_at")
    with pytest.raises(InvalidEntryError, match="lies in the future"):
        coach.journal.import_json(copy, own_entries_of=SELF)
    assert coach.gate.standing(SELF).is_emergency


def test_a_visit_that_lies_ahead_does_nothing_until_then(well: Coach, clock: FixedClock) -> None:
    """As one that an older Soleus took in: the clock was ahead when it was noted."""
    wound = {"answers": {"known_pad": True, "evaluated_by_clinician": True}, "others": "no"}
    well.checks.record(SELF, wound)
    stood = stands(well)
    clock.advance(timedelta(hours=30))
    well.journal.append(SELF, SEEN)
    opened = stands(well)[0]
    clock.advance(-timedelta(hours=30))
    assert opened > stood[0]
    assert stands(well)[0] == stood[0]
