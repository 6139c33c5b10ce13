"""A ticked sheet comes back: it fills in a form, and opens no more than a visit does."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from assessment.strategies import Document, documents
from coach.samples import note_visit
from soleus.coach import Coach
from soleus.journal import SELF, Clinician, Journal, VisitEntry
from soleus.report import InvalidSheetCode, activity_codes, sheet_code
from soleus.vocabulary import Activity
from soleus.vocabulary.clock import FixedClock

HEAVIER: dict[str, Any] = {
    "answers": {"heaviness_or_aching": "both", "heaviness_worsening": True},
    "others": "no",
}


def printed(coach: Coach) -> str:
    found = coach.reports.now(SELF)
    assert found is not None
    assert found.code is not None
    return found.code


def test_what_was_ticked_is_named_days_later(coach: Coach, clock: FixedClock) -> None:
    coach.checks.record(SELF, HEAVIER)
    code, day = printed(coach), coach.today()
    clock.advance(timedelta(days=3))
    line = activity_codes(code)[Activity.ELEVATION]
    ticked = coach.sheets.read(coach.journal.person(), f"{code} {line}")
    assert ticked.activities == (Activity.ELEVATION,)
    assert ticked.printed_on == day
    assert ticked.is_of_newest_check


def test_reading_a_sheet_records_and_opens_nothing(coach: Coach, clock: FixedClock) -> None:
    coach.checks.record(SELF, HEAVIER)
    code = printed(coach)
    before, seq = coach.gate.standing(SELF), coach.journal.newest_seq()
    coach.sheets.read(coach.journal.person(), code + "".join(activity_codes(code).values()))
    assert coach.journal.newest_seq() == seq
    assert coach.gate.standing(SELF).decision == before.decision


def test_a_sheet_of_an_older_check_says_so(coach: Coach, clock: FixedClock) -> None:
    coach.checks.record(SELF, HEAVIER)
    code = printed(coach)
    clock.advance(timedelta(days=2))
    coach.checks.record(SELF, HEAVIER)
    assert not coach.sheets.read(coach.journal.person(), code).is_of_newest_check


def test_the_sheet_of_somebody_else_is_not_taken(coach: Coach) -> None:
    anna = coach.journal.add_person("Anna")
    coach.checks.record(SELF, HEAVIER)
    coach.checks.record(anna.id, HEAVIER)
    with pytest.raises(InvalidSheetCode, match="about Anna"):
        coach.sheets.read(anna, printed(coach))


def test_a_sheet_that_was_never_printed_is_not_taken(coach: Coach, clock: FixedClock) -> None:
    coach.checks.record(SELF, HEAVIER)
    check = coach.gate.standing(SELF).check
    assert check is not None
    tomorrow = sheet_code(SELF, check.id, coach.today() + timedelta(days=1))
    with pytest.raises(InvalidSheetCode, match="No report of yours"):
        coach.sheets.read(coach.journal.person(), tomorrow)


def test_an_old_sheet_is_not_taken(coach: Coach, clock: FixedClock) -> None:
    coach.checks.record(SELF, HEAVIER)
    code = printed(coach)
    clock.advance(timedelta(days=98))
    with pytest.raises(InvalidSheetCode):
        coach.sheets.read(coach.journal.person(), code)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents())
def test_no_sheet_lowers_an_emergency_nor_opens_what_is_withheld(
    tmp_path_factory: pytest.TempPathFactory, document: Document
) -> None:
    """Every line that is printed ticked, and what a visit asks answered as favourably as can be."""
    clock = FixedClock(datetime(2026, 3, 2, 8, tzinfo=UTC))
    path = tmp_path_factory.mktemp("journal") / "journal.sqlite3"
    with Coach(Journal.open(path, clock), clock) as coach:
        coach.checks.record(SELF, document)
        before = coach.gate.standing(SELF)
        found = coach.reports.now(SELF)
        assert found is not None
        cleared: tuple[Activity, ...] = ()
        if found.code is not None:
            lines = activity_codes(found.code)
            typed = " ".join([found.code, *(lines[each] for each in found.report.to_clear)])
            cleared = coach.sheets.read(coach.journal.person(), typed).activities
        clock.advance(timedelta(hours=1))
        note_visit(
            coach,
            SELF,
            VisitEntry(Clinician.GP, cleared=cleared, saw_everything=True, worse_since=False),
        )
        after = coach.gate.standing(SELF)
    assert cleared == found.report.to_clear
    if before.is_emergency:
        assert after.is_emergency
        assert after.clearance is None
