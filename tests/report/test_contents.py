"""What a report says of a person: why they come, what waits, and never a line to clear too many."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from assessment.strategies import Document, documents
from coach.samples import note_symptoms
from soleus.coach import Coach, ReportWithCurves
from soleus.evidence import claims
from soleus.journal import Journal
from soleus.report import References
from soleus.vocabulary import Activity, Status, Until, Urgency
from soleus.vocabulary.clock import FixedClock

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
PAD: dict[str, Any] = {
    "answers": {
        "age": 60,
        "pain_walking_eases_with_rest": "right",
        "smoker": True,
        "numbness_or_tingling": None,
        "varicose_veins": "left",
    },
    "others": "no",
}


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def coach(tmp_path: Path, clock: FixedClock) -> Any:
    with Coach(Journal.open(tmp_path / "journal.sqlite3", clock), clock) as opened:
        yield opened


def report(coach: Coach) -> ReportWithCurves:
    found = coach.reports.now("self")
    assert found is not None
    return found


def test_it_says_why_by_which_rule_and_since_when(coach: Coach, clock: FixedClock) -> None:
    coach.checks.record("self", PAD)
    clock.advance(timedelta(days=3))
    coach.checks.record("self", PAD)
    told = report(coach).report
    [why] = told.why
    assert why.reason.rule == "within_days.pain_walking_eases_with_rest"
    assert set(why.reason.claims) <= set(claims())
    [answer] = why.answers
    assert (answer.finding, answer.value) == ("pain_walking_eases_with_rest", "Right leg")
    assert answer.since is not None
    assert answer.since.first == NOW.date()


def test_nothing_told_is_lost_and_nothing_is_said_twice(coach: Coach) -> None:
    coach.checks.record("self", PAD)
    told = report(coach).report
    names = [
        each.finding
        for each in (*(a for why in told.why for a in why.answers), *told.also, *told.risks)
    ]
    assert sorted(names) == ["age", "pain_walking_eases_with_rest", "smoker", "varicose_veins"]
    assert "chest pain" in told.denied
    assert not set(told.denied) & {each.what for each in (*told.also, *told.risks)}


def test_somebody_of_whom_nothing_is_known_has_no_report(coach: Coach) -> None:
    assert coach.reports.now("self") is None


def test_without_a_check_there_is_nothing_to_tear_off(coach: Coach) -> None:
    note_symptoms(coach, "self", findings={"leg_pain": "left"}, is_new=True)
    found = report(coach)
    assert found.code is None
    assert found.report.to_clear == ()
    assert found.report.checked_on is None


def test_an_emergency_has_nothing_to_clear(coach: Coach) -> None:
    coach.checks.record("self", {"answers": {"short_of_breath": True}, "others": "no"})
    found = report(coach)
    assert found.report.is_emergency
    assert found.report.to_clear == ()
    assert found.code is None


def test_sources_are_numbered_as_they_are_cited_and_each_once() -> None:
    refs = References()
    first = refs.cite("G18")
    assert refs.cite("G18") == first
    refs.cite("G15", "C21")
    numbers = [number for number, _, _ in refs.listed]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len({source.id for _, source, _ in refs.listed}) == len(numbers)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents())
def test_only_what_waits_for_a_clinician_can_be_ticked(
    tmp_path_factory: pytest.TempPathFactory, document: Document
) -> None:
    clock = FixedClock(NOW)
    path = tmp_path_factory.mktemp("journal") / "journal.sqlite3"
    with Coach(Journal.open(path, clock), clock) as coach:
        coach.checks.record("self", document)
        found = report(coach)
        decision = coach.gate.standing("self").decision
    assert decision is not None
    for activity in found.report.to_clear:
        ruling = decision.activities[activity]
        assert ruling.status is Status.HOLD
        assert ruling.until in (Until.EVALUATION, Until.CLEARANCE)
    if decision.urgency is Urgency.EMERGENCY:
        assert found.report.to_clear == ()
    assert bool(found.code) == bool(found.report.to_clear)
    assert {each for row in found.report.held for each in row.activities} <= {
        each for each in Activity if not decision.activities[each].is_open
    }
