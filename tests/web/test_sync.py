"""Entries of a device arrive exactly once, in any order, whatever is wrong with others."""

from __future__ import annotations

import tempfile
from datetime import UTC, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soleus.coach import Coach, take_batch
from soleus.journal import SELF, HabitEntry, Journal
from soleus.vocabulary.clock import FixedClock
from web.conftest import EMERGENCY, MONDAY_MORNING, TODAY, WELL

if TYPE_CHECKING:
    from starlette.testclient import TestClient

YESTERDAY = MONDAY_MORNING - timedelta(days=1)
STARTED = YESTERDAY.isoformat()
FEET_UP: dict[str, Any] = {
    "activity": "elevation",
    "routine": "elevation",
    "started_at": STARTED,
    "active_seconds": 600.0,
    "planned_seconds": 900,
    "cycles": 0,
    "outcome": "dropped",
    "stop_reason": None,
}
SAMPLES: dict[str, dict[str, Any]] = {
    "symptom": {"scores": {"swelling_left": 3}, "is_new": False, "note": "after the flight"},
    "tape": {"calf_left_cm": 36.5},
    "activity": {"minutes": 20, "intensity": "moderate", "what": "walk"},
    "session": FEET_UP,
    "nothing_new": {"anything_new": False},
    "break": {"what": "moved"},
    "habit": {"thread": "smoking", "answers": {"smokes": "yes"}},
    "journey_step": {"journey": str(UUID(int=9)), "step": "pumps@20260302T1300Z", "is_done": True},
    "check": {"document": WELL},
}


def sent(number: int, kind: str, payload: dict[str, Any], **more: Any) -> dict[str, Any]:
    at = (YESTERDAY + timedelta(minutes=number)).isoformat()
    return {
        "id": str(UUID(int=number)),
        "person": SELF,
        "kind": kind,
        "at": at,
        "payload": payload,
        **more,
    }


DEVICE = [sent(number, *sample) for number, sample in enumerate(SAMPLES.items(), 1)]
CORRECTED = sent(50, "tape", {"calf_left_cm": 36.0}, supersedes=DEVICE[1]["id"])
ALL = [*DEVICE, CORRECTED]


def kept(coach: Coach) -> list[Any]:
    entries = coach.journal.entries(SELF, include_superseded=True)
    return sorted(
        (str(each.id), each.kind, each.at, str(each.entry.as_dict()), each.is_current)
        for each in entries
    )


def taken_by_a_new_journal(batches: list[list[dict[str, Any]]]) -> list[Any]:
    clock = FixedClock(MONDAY_MORNING)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.sqlite3"
        with Coach(Journal.open(path, clock, UTC), clock) as coach:
            for batch in batches:
                take_batch(coach, batch)
            return kept(coach)


@pytest.fixture(scope="module")
def whole() -> list[Any]:
    return taken_by_a_new_journal([ALL])


@settings(max_examples=25)
@given(order=st.permutations(ALL), again=st.lists(st.sampled_from(ALL)), cut=st.integers(0, 8))
def test_any_order_any_subset_and_any_number_of_times_lead_to_the_same_journal(
    whole: list[Any], order: list[Any], again: list[Any], cut: int
) -> None:
    # a device sends what is not known to have been taken until it is
    assert taken_by_a_new_journal([order[:cut], again, order]) == whole


def test_a_bad_entry_holds_back_no_other_and_says_why(client: TestClient, coach: Coach) -> None:
    bad = [
        sent(60, "tape", {"calf_left_cm": 3}),
        sent(61, "plan", {}),
        sent(62, "symptom", {"findings": {"no_such": True}}),
        {"id": "none"},
        "nonsense",
        sent(66, "habit", {"thread": "dancing", "answers": {}}),
        sent(
            67, "habit", {"thread": "sodium", "answers": {"has_limit": "yes", "limit_mg": "lots"}}
        ),
        sent(63, "activity", SAMPLES["activity"]) | {"person": "nobody"},
        sent(64, "activity", SAMPLES["activity"]) | {"at": "2099-01-01T00:00:00Z"},
        sent(65, "activity", SAMPLES["activity"]) | {"at": "2026-03-01T00:00:00"},
    ]
    answer = client.post("/api/sync", json={"entries": [*bad, *DEVICE]})
    assert answer.status_code == 200
    fates = answer.json()["entries"]
    assert [each["fate"] for each in fates] == ["refused"] * len(bad) + ["taken"] * len(DEVICE)
    assert all(each["faults"] for each in fates[: len(bad)])
    assert len(coach.journal.entries(SELF)) == len(DEVICE)


def test_the_same_id_with_other_content_is_refused_and_changes_nothing(coach: Coach) -> None:
    take_batch(coach, DEVICE[:1])
    before = kept(coach)
    [arrival] = take_batch(coach, [DEVICE[0] | {"payload": {"note": "other"}}])
    assert arrival.fate == "refused"
    assert "taken by another entry" in arrival.faults[0]
    assert kept(coach) == before


def test_a_correction_waits_for_what_it_corrects(coach: Coach) -> None:
    [arrival] = take_batch(coach, [CORRECTED])
    assert arrival.fate == "waits"
    assert coach.journal.entries(SELF) == ()
    assert [each.fate for each in take_batch(coach, [CORRECTED, DEVICE[1]])] == ["taken", "taken"]


def test_of_two_corrections_both_stay_and_the_later_to_arrive_counts(coach: Coach) -> None:
    other = sent(51, "tape", {"calf_left_cm": 35.0}, supersedes=DEVICE[1]["id"])
    take_batch(coach, [DEVICE[1], CORRECTED, other])
    entries = coach.journal.entries(SELF, include_superseded=True)
    assert len(entries) == 3
    assert [str(each.id) for each in entries if each.is_current] == [other["id"]]


def test_a_session_that_the_gate_would_not_open_is_recorded_as_it_happened(coach: Coach) -> None:
    coach.checks.record(SELF, EMERGENCY)
    [arrival] = take_batch(coach, [DEVICE[3]])
    assert arrival.fate == "taken"
    assert coach.gate.standing(SELF).is_emergency


def test_a_check_is_decided_again_by_the_rules_here(coach: Coach) -> None:
    forged = {"document": TODAY, "decision": {"urgency": "self_care"}}
    take_batch(coach, [sent(70, "check", forged)])
    standing = coach.gate.standing(SELF)
    assert standing.decision is not None
    assert standing.decision.urgency == "today"


def test_something_new_that_arrives_ends_the_last_check(coach: Coach, clock: FixedClock) -> None:
    coach.checks.record(SELF, WELL)
    clock.advance(timedelta(hours=1))
    at = coach.clock.now().isoformat()
    new = sent(71, "symptom", {"findings": {"leg_pain": "left"}, "is_new": True}) | {"at": at}
    assert coach.gate.standing(SELF).clearance
    take_batch(coach, [new])
    assert coach.gate.standing(SELF).clearance is None


def test_another_sites_page_may_send_nothing(client: TestClient, coach: Coach) -> None:
    answer = client.post(
        "/api/sync", json={"entries": DEVICE}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403
    assert coach.journal.entries(SELF) == ()


def test_too_many_at_once_are_refused_as_a_whole(client: TestClient) -> None:
    many = [DEVICE[0] | {"id": str(uuid4())} for _ in range(201)]
    assert client.post("/api/sync", json={"entries": many}).status_code == 422


def test_answers_to_a_habit_are_read_as_the_page_reads_them(coach: Coach) -> None:
    written = {"has_limit": "yes", "limit_mg": "1500", "limit_mg_unit": "mg"}
    put_off = {"thread": "smoking", "answers": {"put_off": True}}
    fates = take_batch(
        coach,
        [sent(80, "habit", {"thread": "sodium", "answers": written}), sent(81, "habit", put_off)],
    )
    assert [each.fate for each in fates] == ["taken", "taken"]
    sodium, smoking = coach.journal.entries(SELF, (HabitEntry,))
    assert dict(sodium.entry.answers) == {"has_limit": "yes", "limit_mg": 1500}
    assert dict(smoking.entry.answers) == {"put_off": True}


def test_what_was_noted_before_the_data_was_deleted_is_refused(
    client: TestClient, coach: Coach, clock: FixedClock
) -> None:
    coach.delete([SELF])
    deleted_at = clock.now()
    clock.advance(timedelta(minutes=10))
    fates = []
    for at in (deleted_at - timedelta(hours=1), deleted_at, deleted_at + timedelta(minutes=1)):
        one = {"id": str(uuid4()), "person": SELF, "kind": "tape", "at": at.isoformat()}
        sent = {"entries": [{**one, "payload": {"calf_left_cm": 36}}]}
        [answer] = client.post("/api/sync", json=sent).json()["entries"]
        fates.append(answer["fate"])
    assert fates == ["refused", "refused", "taken"]
    assert len(coach.journal.entries(SELF)) == 1


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00Z"]
)
def test_a_moment_that_cannot_be_keeps_nothing_else_from_arriving(
    coach: Coach, client: TestClient, at: str
) -> None:
    odd = sent(90, "symptom", {"note": "x"}) | {"at": at}
    danger = sent(91, "symptom", {"findings": {"chest_pain": True}})
    answer = client.post("/api/sync", json={"entries": [odd, danger]})
    assert answer.status_code == 200
    assert [each["fate"] for each in answer.json()["entries"]] == ["refused", "taken"]
    assert coach.gate.standing(SELF).is_emergency
