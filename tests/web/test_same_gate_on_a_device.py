"""The gate of a device says what the server's says, whatever happened with no network."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from assessment.device.samples import cared_for, mended
from assessment.documents import MILD, SEVERE, VALUES
from node import said_by
from soleus.assessment import DerivedFinding, Learnt, rule_bundle
from soleus.assessment.clearance import LIFETIME
from soleus.coach import Fate, take_batch
from soleus.journal import AnkleIndexEntry, SymptomEntry
from soleus.plan import Setting
from soleus.web.routes.device import kept_for

if TYPE_CHECKING:
    from soleus.coach import Coach
    from soleus.vocabulary.clock import FixedClock

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
    document: dict[str, Any] = {"answers": {"age": 40}, "others": "no"}
    if random.random() < 0.4:
        document["answers"] = some_answers(random, 2)
    if random.random() < 0.3:
        document["answers"] |= cared_for(random)
    return mended(document)


@dataclass
class Phone:
    """A device that keeps what the server gave and lets what happens wait to be sent."""

    kept: Happened
    waiting: list[Happened] = field(default_factory=list)
    half: tuple[datetime, Happened] | None = None

    def knows(self) -> Happened:
        """Return what a check that is begun now knows."""
        return {"up_to": self.kept["newest"], "also": [each["id"] for each in self.waiting]}

    def lets_wait(self, kind: str, payload: Happened, at: datetime, random: Random) -> Happened:
        entry = {"id": str(UUID(int=random.getrandbits(128))), "kind": kind}
        self.waiting.append({**entry, "at": at.isoformat(), "payload": payload})
        return self.waiting[-1]


def something(random: Random, phone: Phone, clock: FixedClock) -> Happened | None:
    """Return something that happens on the device now; a check may be left half-way."""
    now, kind = clock.now(), random.random()
    if kind < 0.15:
        phone.half = (now, phone.knows())
        return None
    if kind < 0.55:
        begun, knew = (random.random() < 0.5 and phone.half) or (now, phone.knows())
        document = some_document(random)
        if begun > now:  # by a clock that was ahead: the server would wait for it
            return None
        return phone.lets_wait("check", {"document": document, "knew": knew}, begun, random)
    if kind < 0.8:
        findings = mended({"answers": some_answers(random, 2)})["answers"]
        return phone.lets_wait("symptom", {"findings": findings, "scores": {}}, now, random)
    return phone.lets_wait("nothing_new", {"anything_new": random.random() < 0.5}, now, random)


def send(coach: Coach, person: str, waiting: list[Happened]) -> None:
    """Tell the server what the device keeps waiting."""
    for result in take_batch(coach, [each | {"person": person} for each in waiting]):
        assert result.fate is Fate.TAKEN, result


def measured(random: Random, phone: Phone, clock: FixedClock) -> None:
    """Write down what a clinic measured, low or not."""
    index = {"ankle_index_left": random.choice((0.4, 0.9, 0.91, 1.3)), "ankle_index_right": None}
    phone.lets_wait("ankle_index", index, clock.now(), random)


def lived(
    random: Random, coach: Coach, clock: FixedClock, name: str, *, has_index: bool = False
) -> tuple[Any, Any]:
    """Live through some days; return what the device knows and what the server says.

    Clocks are set back and forward meanwhile, and checks may arrive before or after the notes.
    """
    person = coach.journal.add_person(name)
    if random.random() < 0.7:
        coach.checks.record(person.id, some_document(random))
        clock.advance(timedelta(hours=1))
    if has_index and random.random() < 0.5:
        coach.notes.take(person.id, AnkleIndexEntry(ankle_index_right=random.choice((0.7, 1.1))))
    phone, begun = Phone(kept_for(coach, person)), clock.now()
    for _ in range(random.randint(0, 4)):
        jump = timedelta(hours=-random.randint(1, 30), minutes=random.randint(0, 90))
        on = timedelta(hours=random.randint(1, 30))
        clock.advance(jump if random.random() < 0.2 else on)
        something(random, phone, clock)
        if has_index and random.random() < 0.25:
            measured(random, phone, clock)
    latest = max([begun, *(datetime.fromisoformat(each["at"]) for each in phone.waiting)])
    clock.advance(max(latest - clock.now(), timedelta()))
    clock.advance(timedelta(hours=30))
    checks_come = random.choice((-1, 0, 1))  # before the notes, in their place, after them
    send(
        coach,
        person.id,
        sorted(phone.waiting, key=lambda each: checks_come * (each["kind"] == "check")),
    )
    back = random.choice((timedelta(hours=-60), timedelta(minutes=5), timedelta(days=4), LIFETIME))
    clock.advance(back)
    standing = coach.gate.standing(person.id)
    clearance, refusal = standing.clearance, standing.refusal
    said = {
        "cause": refusal.cause.value if refusal else None,
        "activities": [activity.value for activity in clearance.permits] if clearance else [],
        "decision": standing.decision.as_dict() if standing.decision else None,
        "noticed": dict(standing.noticed),
    }
    clock.advance(max(timedelta(), -back))
    return {
        "kept": phone.kept,
        "waiting": phone.waiting,
        "now": (clock.now() + min(back, timedelta())).isoformat(),
    }, said


def test_a_device_stands_where_the_server_stands(coach: Coach, clock: FixedClock) -> None:
    random = Random(11)
    told = [lived(random, coach, clock, f"Person {place}") for place in range(250)]
    found = standings([line for line, _ in told], clock)
    for (line, expected), given in zip(told, found, strict=True):
        assert {key: given[key] for key in expected} == expected, line
    causes = {expected["cause"] for _, expected in told}
    assert causes == {None, "no_check", "new_symptom", "expired", "decision", "clock"}


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


def test_a_low_ankle_index_counts_on_a_device_as_on_the_server(
    coach: Coach, clock: FixedClock
) -> None:
    random = Random(13)
    told, raised = [], 0
    for place in range(100):
        shown: Any = Shown(some_findings(random) if random.random() < 0.3 else ())
        coach.gate = replace(coach.gate, learning=shown)
        told.append(lived(random, coach, clock, f"Person {place}", has_index=True))
    for (line, expected), given in zip(
        told, standings([each for each, _ in told], clock), strict=True
    ):
        assert given["activities"] == expected["activities"], line
        assert urgency(given) == urgency(expected), line
        if not line["kept"]["learnt"]:
            assert given["cause"] == expected["cause"], line
        rules = str(expected["decision"])
        raised += bool(expected["activities"]) and "activities.known_pad'" in rules
    assert raised >= 5


def test_what_the_server_learnt_can_only_make_a_new_check_stricter(
    coach: Coach, clock: FixedClock
) -> None:
    person = coach.journal.person("self")
    well = {"answers": {}, "others": "no"}
    entry = {
        "id": "x",
        "kind": "check",
        "at": clock.now().isoformat(),
        "payload": {"document": well, "knew": {"up_to": None, "also": []}},
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
    kept: dict[str, Any] = kept_for(coach, coach.journal.person("self"))
    kept["check"]["until"] = (clock.now() + timedelta(days=1)).isoformat()
    moments = [clock.now() + timedelta(hours=hours) for hours in (1, 25)]
    lines = [{"kept": kept, "waiting": [], "now": moment.isoformat()} for moment in moments]
    assert [each["cause"] for each in standings(lines, clock)] == [None, "expired"]


WELL: Happened = {"answers": {}, "others": "no"}
PAIN: Happened = {"answers": {"chest_pain": True}, "others": "no"}


def waits(id_: int, kind: str, at: datetime, **payload: Any) -> Happened:
    """Return an entry that waits on a device."""
    return {"id": str(UUID(int=id_)), "kind": kind, "at": at.isoformat(), "payload": payload}


@pytest.mark.parametrize("hours", [-48, -1, 0, 1, 48])
def test_what_is_noted_counts_on_a_device_until_a_check_that_knew_it(
    coach: Coach, clock: FixedClock, hours: int
) -> None:
    kept, now = kept_for(coach, coach.journal.person("self")), clock.now()
    other = now + timedelta(hours=hours)
    symptom = waits(1, "symptom", other, findings={"leg_pain": "left"})
    empty = {"up_to": kept["newest"], "also": []}
    knew = {"up_to": kept["newest"], "also": [symptom["id"]]}
    checks = [waits(2, "check", now, document=WELL, knew=each) for each in (empty, knew)]
    checks.append(waits(2, "check", now, document=WELL))  # of a page from before this was kept
    lines = [
        {"kept": kept, "waiting": [symptom, check], "now": now.isoformat()} for check in checks
    ]
    found = standings(lines, clock)
    assert [each["cause"] for each in found] == ["new_symptom", None, "new_symptom"]


@pytest.mark.parametrize("hours", [-48, -1, 0, 1, 48])
def test_a_check_on_a_device_lowers_none_that_it_did_not_know(
    coach: Coach, clock: FixedClock, hours: int
) -> None:
    """Neither one of the server nor one that waits, whatever each clock said."""
    coach.checks.record("self", PAIN)
    kept, now = kept_for(coach, coach.journal.person("self")), clock.now()
    at = now + timedelta(hours=hours)
    stale = waits(1, "check", at, document=WELL, knew={"up_to": None, "also": []})
    knows = {"up_to": kept["newest"], "also": []}
    anew = waits(2, "check", at, document=WELL, knew=knows)
    hurt = waits(3, "check", at, document=PAIN, knew=knows)
    later = max(now, at).isoformat()
    lines = [
        {"kept": kept, "waiting": waiting, "now": later}
        for waiting in ([stale], [anew], [hurt, anew], [anew, hurt])
    ]
    found = [urgency(each) for each in standings(lines, clock)]
    assert found == ["emergency", "self_care", "emergency", "emergency"]


def test_what_came_to_the_server_after_a_device_looked_is_not_known_to_its_check(
    coach: Coach, clock: FixedClock
) -> None:
    person = coach.journal.person("self")
    coach.checks.record("self", WELL)
    before = kept_for(coach, person)
    check = waits(
        1, "check", clock.now(), document=WELL, knew={"up_to": before["newest"], "also": []}
    )
    clock.advance(timedelta(hours=1))
    coach.journal.append("self", SymptomEntry(findings={"chest_pain": True}))
    after = kept_for(coach, person)
    line = {"kept": after, "waiting": [check], "now": clock.now().isoformat()}
    (found,) = standings([line], clock)
    assert urgency(found) == "emergency"
    send(coach, "self", [check])
    assert coach.gate.standing("self").is_emergency


def test_a_check_that_ran_out_does_not_come_back_on_a_device_by_its_clock(
    coach: Coach, clock: FixedClock
) -> None:
    coach.checks.record("self", WELL)
    clock.advance(LIFETIME)
    assert coach.gate.standing("self").clearance is None
    clock.advance(-timedelta(days=3))
    kept = kept_for(coach, coach.journal.person("self"))
    (found,) = standings([{"kept": kept, "waiting": [], "now": clock.now().isoformat()}], clock)
    assert found["cause"] == "expired"


def test_what_the_week_says_counts_on_a_device_as_at_the_gate(
    coach: Coach, clock: FixedClock
) -> None:
    coach.checks.record("self", WELL)
    person = coach.journal.person("self")
    before = kept_for(coach, person)
    clock.advance(timedelta(hours=1))
    coach.weeks.make("self", replace(coach.weeks.profile("self"), setting=Setting.BED))
    kept, now = kept_for(coach, person), clock.now()
    heavy = waits(1, "symptom", now, findings={"heaviness_or_aching": "left"})
    knew, stale = ({"up_to": each["newest"], "also": []} for each in (kept, before))
    said_no = waits(2, "check", now, document=WELL, knew=knew)
    did_not_know = waits(3, "check", now, document=WELL, knew=stale)
    lines: list[Happened] = [
        {"kept": kept, "waiting": waiting, "now": now.isoformat()}
        for waiting in ([], [heavy], [said_no], [did_not_know])
    ]
    shut, noted, later, stale_check = standings(lines, clock)
    assert "walking" not in shut["activities"]
    assert set(shut["activities"]) == set(coach.gate.clearance("self").permits)
    assert urgency(noted) == "today"
    assert "walking" in later["activities"]
    assert "walking" not in stale_check["activities"]
    send(coach, "self", [did_not_know])
    clearance = coach.gate.standing("self").clearance
    assert set(stale_check["activities"]) == set(clearance.permits if clearance else ())


VEINS: Happened = {"findings": {"varicose_veins": "left"}}
SKIN: Happened = {"findings": {"ankle_skin_discolouration": "right"}}
HURTS, HURTS_LITTLE = ({"scores": {"leg_pain": score}} for score in (2, 1))
LOOKED, WORSE = (
    {"answers": {"evaluated_by_clinician": True, "worse_since_evaluation": worse}, "others": "no"}
    for worse in (False, True)
)


def test_what_notes_show_of_veins_outlives_a_check_on_a_device_as_on_the_server(
    coach: Coach, clock: FixedClock
) -> None:
    """A check that knew both notes and denies all does not end it; only one that says "seen" does.

    The device has both notes waiting, or the server has the first and the device the other.
    """
    notes = ((VEINS, SKIN), (SKIN, VEINS), (VEINS, HURTS), (VEINS, HURTS_LITTLE))
    told = [
        noted_of_veins(coach, clock, both, is_first_sent, days, document)
        for both in notes
        for is_first_sent in (False, True)
        for days in (0, 27, 29)
        for document in (WELL, LOOKED, WORSE)
    ]
    found = standings([line for line, _ in told], clock)
    for (line, expected), given in zip(told, found, strict=True):
        assert given["decision"] == expected["decision"], line
        assert given["activities"] == expected["activities"], line
    shown = [expected["decision"]["urgency"] == "within_days" for _, expected in told]
    assert any(shown)
    assert not all(shown)


def noted_of_veins(
    coach: Coach,
    clock: FixedClock,
    notes: tuple[Happened, Happened],
    is_first_sent: bool,
    days: int,
    document: Happened,
) -> tuple[Happened, Happened]:
    """Return what a device knows after two notes and a check, and what the server says then."""
    person = coach.journal.add_person(f"Person {clock.now()}")
    coach.checks.record(person.id, WELL)
    clock.advance(timedelta(hours=1))
    random = Random(clock.now().timestamp())
    phone = Phone(kept_for(coach, person))
    phone.lets_wait("symptom", notes[0], clock.now(), random)
    if is_first_sent:
        send(coach, person.id, phone.waiting)
        phone = Phone(kept_for(coach, person))
    clock.advance(timedelta(days=days))
    phone.lets_wait("symptom", notes[1], clock.now(), random)
    clock.advance(timedelta(hours=1))
    check = {"document": document, "knew": phone.knows()}
    phone.lets_wait("check", check, clock.now(), random)
    line = {"kept": phone.kept, "waiting": phone.waiting, "now": clock.now().isoformat()}
    send(coach, person.id, phone.waiting)
    standing = coach.gate.standing(person.id)
    clearance, decision = standing.clearance, standing.decision
    return line, {
        "decision": decision and decision.as_dict(),
        "activities": [activity.value for activity in clearance.permits] if clearance else [],
    }
