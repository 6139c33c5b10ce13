"""The gate of a device says what the server's says, whatever happened with no network."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

from assessment.device.samples import mended
from assessment.documents import MILD, SEVERE, VALUES
from node import said_by
from soleus.assessment import LIFETIME, rule_bundle
from soleus.journal import NothingNewEntry, SymptomEntry
from soleus.learning import DerivedFinding, Learnt
from soleus.web.routes.device import kept_for

if TYPE_CHECKING:
    from soleus.coach import Coach
    from soleus.vocabulary import FixedClock

PROGRAM = Path(__file__).parents[1] / "assessment" / "device" / "gate.mjs"
Happened = dict[str, Any]


def standings(lines: list[dict[str, Any]], clock: FixedClock) -> list[dict[str, Any]]:
    """Return where the device says that somebody stands, for each line."""
    return said_by(PROGRAM, [rule_bundle(clock.now().date()), *lines])


def some_answers(random: Random, most: int) -> dict[str, Any]:
    names = random.sample(MILD, random.randint(1, most))
    if random.random() < 0.1:
        names.append(random.choice(SEVERE))
    return {name: random.choice(VALUES[name][1:]) for name in names}


@dataclass(frozen=True)
class Shown:
    """What a journal shows, told beforehand."""

    findings: tuple[DerivedFinding, ...]

    def learnt(self, _person_id: str) -> Learnt:
        return Learnt(self.findings, None)


def some_findings(random: Random) -> tuple[DerivedFinding, ...]:
    side = random.choice(("left", "right", "both"))
    found: tuple[tuple[str, bool | str, dict[str, str]], ...] = (
        ("swelling_not_improving", True, {"swelling": "both"}),
        ("heaviness_worsening", True, {"heaviness_or_aching": "both"}),
        ("varicose_new_or_worse", True, {"varicose_veins": side}),
        ("persistent_unexplained", True, {}),
        ("swelling", side, {"swelling_course": "recent"}),
    )
    return tuple(
        DerivedFinding(finding, value, date(2026, 3, 1), "shown", ("G10",), implies)
        for finding, value, implies in random.sample(found, random.randint(0, 2))
    )


def urgency(standing: dict[str, Any]) -> str | None:
    return standing["decision"] and str(standing["decision"]["urgency"])


def some_document(random: Random) -> dict[str, Any]:
    """Return the answers of somebody well, or of somebody with a trouble or two."""
    document = {"answers": {"age": 40}, "others": "no"}
    if random.random() < 0.4:
        document["answers"] = some_answers(random, 2)
    return mended(document)


def something(random: Random, clock: FixedClock) -> Happened:
    """Return something that happens on the device now, as an entry that waits to be sent."""
    entry = {"id": str(UUID(int=random.getrandbits(128))), "at": clock.now().isoformat()}
    kind = random.random()
    if kind < 0.5:
        return entry | {"kind": "check", "payload": {"document": some_document(random)}}
    if kind < 0.8:
        findings = mended({"answers": some_answers(random, 2)})["answers"]
        return entry | {"kind": "symptom", "payload": {"findings": findings, "scores": {}}}
    new = {"anything_new": random.random() < 0.5}
    return entry | {"kind": "nothing_new", "payload": new}


def send(coach: Coach, person: str, happened: Happened, clock: FixedClock) -> None:
    """Tell the server at once what the device keeps waiting."""
    payload, id_ = happened["payload"], UUID(happened["id"])
    if happened["kind"] == "check":
        coach.checks.arrived(person, payload["document"], id=id_, began_at=clock.now())
    elif happened["kind"] == "symptom":
        coach.journal.append(person, SymptomEntry(findings=payload["findings"]), id=id_)
    else:
        coach.journal.append(person, NothingNewEntry(payload["anything_new"]), id=id_)


def lived(random: Random, coach: Coach, clock: FixedClock, name: str) -> tuple[Any, Any]:
    """Live through some days; return what the device knows and what the server says."""
    person = coach.journal.add_person(name)
    if random.random() < 0.7:
        coach.checks.record(person.id, some_document(random))
        clock.advance(timedelta(hours=1))
    kept = kept_for(coach, person)
    waiting = []
    for _ in range(random.randint(0, 3)):
        clock.advance(timedelta(hours=random.randint(1, 40)))
        waiting.append(something(random, clock))
        send(coach, person.id, waiting[-1], clock)
    clock.advance(random.choice((timedelta(minutes=5), timedelta(days=6), LIFETIME)))
    standing = coach.gate.standing(person.id)
    clearance, refusal = standing.clearance, standing.refusal
    said = {
        "cause": refusal.cause.value if refusal else None,
        "activities": [activity.value for activity in clearance.permits] if clearance else [],
        "decision": standing.decision.as_dict() if standing.decision else None,
        "noticed": dict(standing.noticed),
    }
    return {"kept": kept, "waiting": waiting, "now": clock.now().isoformat()}, said


def test_a_device_stands_where_the_server_stands(coach: Coach, clock: FixedClock) -> None:
    random = Random(11)
    told = [lived(random, coach, clock, f"Person {place}") for place in range(250)]
    found = standings([line for line, _ in told], clock)
    for (line, expected), given in zip(told, found, strict=True):
        assert {key: given[key] for key in expected} == expected, line
    causes = {expected["cause"] for _, expected in told}
    assert causes == {None, "no_check", "new_symptom", "expired", "decision"}


def test_a_device_lays_what_was_learnt_over_a_check_as_the_server_does(
    coach: Coach, clock: FixedClock
) -> None:
    random = Random(12)
    told = []
    for place in range(150):
        shown: Any = Shown(some_findings(random))
        coach.gate = replace(coach.gate, learning=shown)
        told.append(lived(random, coach, clock, f"Person {place}"))
    for (line, expected), given in zip(
        told, standings([each for each, _ in told], clock), strict=True
    ):
        assert given["activities"] == expected["activities"], line
        assert urgency(given) == urgency(expected), line
        if not (line["kept"]["news"] or line["waiting"]):
            assert given["decision"] == expected["decision"], line
    assert {"self_care", "within_days", "today"} <= {urgency(expected) for _, expected in told}


def test_what_the_server_learnt_can_only_make_a_new_check_stricter(
    coach: Coach, clock: FixedClock
) -> None:
    person = coach.journal.person("self")
    well = {"answers": {}, "others": "no"}
    entry = {
        "id": "x",
        "kind": "check",
        "at": clock.now().isoformat(),
        "payload": {"document": well},
    }
    clock.advance(timedelta(hours=1))
    base = kept_for(coach, person)
    heavier = {"finding": "heaviness_worsening", "value": True}
    learnt = base | {"learnt": [heavier | {"implies": {"heaviness_or_aching": "both"}}]}
    lines = [
        {"kept": kept, "waiting": [entry], "now": clock.now().isoformat()}
        for kept in (base, learnt)
    ]
    free, held = standings(lines, clock)
    assert free["decision"]["urgency"] == "self_care"
    assert held["decision"]["urgency"] == "within_days"
    assert held["activities"] == ["walking"]
    assert "calf_raises" in free["activities"]


def test_a_clock_set_back_opens_nothing(coach: Coach, clock: FixedClock) -> None:
    coach.checks.record("self", {"answers": {}, "others": "no"})
    kept = kept_for(coach, coach.journal.person("self"))
    earlier = clock.now() - timedelta(days=1)
    (found,) = standings([{"kept": kept, "waiting": [], "now": earlier.isoformat()}], clock)
    assert found["cause"] == "clock"
    assert found["activities"] == []


def test_what_a_visit_opened_ends_on_the_day_of_its_review(coach: Coach, clock: FixedClock) -> None:
    coach.checks.record("self", {"answers": {}, "others": "no"})
    kept = kept_for(coach, coach.journal.person("self"))
    kept["check"]["until"] = (clock.now() + timedelta(days=1)).isoformat()
    moments = [clock.now() + timedelta(hours=hours) for hours in (1, 25)]
    lines = [{"kept": kept, "waiting": [], "now": moment.isoformat()} for moment in moments]
    assert [each["cause"] for each in standings(lines, clock)] == [None, "expired"]


def test_a_symptom_that_is_dated_back_hides_behind_no_check(
    coach: Coach, clock: FixedClock
) -> None:
    kept = kept_for(coach, coach.journal.person("self"))
    begun, taken = clock.now(), clock.now() + timedelta(minutes=1)
    check: Happened = {"id": "a", "kind": "check", "at": begun.isoformat()}
    check |= {
        "taken_at": begun.isoformat(),
        "payload": {"document": {"answers": {}, "others": "no"}},
    }
    symptom: Happened = {
        "id": "b",
        "kind": "symptom",
        "at": (begun - timedelta(days=2)).isoformat(),
    }
    symptom |= {"taken_at": taken.isoformat(), "payload": {"findings": {"leg_pain": "left"}}}
    now = (begun + timedelta(hours=1)).isoformat()
    orders = [[check, symptom], [check, symptom, check | {"id": "c"}]]
    lines = [{"kept": kept, "waiting": waiting, "now": now} for waiting in orders]
    found = standings(lines, clock)
    assert [each["cause"] for each in found] == ["new_symptom", "new_symptom"]
    assert {urgency(each) for each in found} == {"today"}


def test_a_check_of_a_clock_that_is_behind_can_only_make_a_device_stricter(
    coach: Coach, clock: FixedClock
) -> None:
    person = coach.journal.person("self")
    begun = clock.now() - timedelta(hours=2)
    coach.checks.record("self", {"answers": {}, "others": "no"})
    pain = {"answers": {"chest_pain": True}, "others": "no"}
    late: Happened = {"id": str(UUID(int=5)), "kind": "check", "at": begun.isoformat()}
    late |= {"payload": {"document": pain}}
    line = {"kept": kept_for(coach, person), "waiting": [late], "now": clock.now().isoformat()}
    (found,) = standings([line], clock)
    assert urgency(found) == "emergency"
    assert found["activities"] == []
    coach.checks.arrived("self", pain, id=UUID(int=5), began_at=begun)
    assert coach.gate.standing("self").is_emergency
