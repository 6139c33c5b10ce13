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
from soleus.coach import Coach
from soleus.journal import SELF, Clinician, Journal, NothingNewEntry, VisitEntry
from soleus.vocabulary import Activity, FixedClock

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
            noted = coach.diary.note_symptoms(SELF, findings=news)
            coach.journal.withdraw(noted.id)
        if visit is not None:
            coach.visits.record(SELF, visit)
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
    well.diary.note_symptoms(SELF, findings={finding: True})
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
        noted = here.diary.note_symptoms(SELF, findings={"chest_pain": True})
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
