from collections import Counter
from datetime import datetime, time, timedelta
from itertools import combinations

import pytest
from hypothesis import given

from plan.samples import MONDAY, clearance, clearance_of, clearances, profile, profiles, referred
from soleus.assessment import Clearance
from soleus.plan import Profile, Setting, WeekPlan, draft, move, swap
from soleus.plan.kinds import Group
from soleus.vocabulary import Activity, Status, Urgency

SITTING = profile()


def kinds_in(plan: WeekPlan) -> set[str]:
    return {item.kind.id for item in plan.items}


def number(plan: WeekPlan, kind: str) -> int:
    return sum(item.kind.id == kind for item in plan.items)


def test_a_desk_worker_gets_walks_pumps_raises_breaks_and_two_strength_days() -> None:
    plan = draft(clearance(), SITTING, start=MONDAY)
    assert plan.planned_minutes == 70
    assert (number(plan, "walking_bout"), number(plan, "ankle_pumps")) == (14, 21)
    assert (number(plan, "calf_raises"), number(plan, "strength")) == (7, 2)
    assert number(plan, "break_walk") == 5
    breaks = [item for item in plan.items if item.is_repeated]
    assert {(i.at.time(), i.until and i.until.time()) for i in breaks} == {(time(9), time(17))}


def test_strength_days_leave_rest_between() -> None:
    plan = draft(clearance(), SITTING, start=MONDAY)
    first, second = (item.day for item in plan.items if item.kind.id == "strength")
    assert second - first >= timedelta(days=2)


def test_a_standing_worker_sits_and_raises_the_legs() -> None:
    assert "sit_and_raise" in kinds_in(draft(clearance(), profile("standing"), start=MONDAY))


def test_a_standing_worker_sits_and_pumps_where_elevation_is_not_open() -> None:
    held = clearance(elevation=Status.HOLD)
    plan = draft(held, profile("standing"), start=MONDAY)
    assert "seat_pumps" in kinds_in(plan)
    assert not {"sit_and_raise", "elevation"} & kinds_in(plan)


def test_a_desk_worker_who_cannot_stand_pumps_in_the_seat() -> None:
    sits = clearance(walking=Status.WITHHELD, calf_raises=Status.WITHHELD)
    plan = draft(sits, SITTING, start=MONDAY)
    assert kinds_in(plan) == {"seat_pumps", "ankle_pumps", "elevation"}
    assert "Walking waits for now" in plan.step.statement.says


def test_a_long_journey_has_ankle_pumps_in_the_seat_and_nothing_else() -> None:
    flies = profile("journey", journey_starts_at="2026-03-04T08:00", journey_minutes=600)
    plan = draft(clearance(), flies, start=MONDAY)
    seat = [item for item in plan.items if item.kind.id == "seat_pumps"]
    assert [item.at for item in seat] == [datetime(2026, 3, 4, 8)]
    begins, ends = datetime(2026, 3, 4, 8), datetime(2026, 3, 4, 18)
    others = [i for i in plan.items if i not in seat and begins <= i.at < ends]
    assert others == []
    assert plan.planned_minutes == 70


def test_a_journey_in_another_week_is_said_to_be_outside() -> None:
    flies = profile("journey", journey_starts_at="2026-05-04T08:00", journey_minutes=600)
    plan = draft(clearance(), flies, start=MONDAY)
    assert "journey_outside" in plan.statements


def test_in_bed_there_is_only_what_can_be_done_lying_down() -> None:
    plan = draft(clearance(), profile("bed"), start=MONDAY)
    assert kinds_in(plan) == {"bed_pumps", "elevation"}
    pumps_only = clearance(elevation=Status.HOLD, ankle_pumps=Status.CAUTION)
    assert kinds_in(draft(pumps_only, profile("bed"), start=MONDAY)) == {"bed_pumps"}


def test_walking_to_pain_is_planned_only_when_it_is_open() -> None:
    person = profile("pad_supervised", risk_factors={"known_pad": True})
    waits = draft(clearance(walking=Status.CAUTION), person, start=MONDAY)
    assert "pain_guided_walking" not in kinds_in(waits)
    assert "pain_guided_waits" in waits.statements
    cleared = clearance(walking=Status.CAUTION, pain_guided_walking=Status.CAUTION)
    plan = draft(cleared, person, start=MONDAY)
    assert number(plan, "pain_guided_walking") == 3
    assert plan.planned_minutes == 70


@pytest.mark.parametrize("setting", [s for s in Setting if s not in ("pad_supervised", "journey")])
def test_nobody_else_walks_to_pain_even_where_it_is_open(setting: Setting) -> None:
    plan = draft(clearance(pain_guided_walking=Status.CAUTION), profile(setting), start=MONDAY)
    assert "pain_guided_walking" not in kinds_in(plan)


def test_under_within_days_the_clinician_comes_first_and_only_walking_goes_on() -> None:
    plan = draft(referred(), profile(current_minutes_per_day=10), start=MONDAY)
    assert plan.entries[0].as_dict()["id"] == "see_a_clinician"
    assert kinds_in(plan) == {"walking_bout", "break_walk"}
    assert plan.planned_minutes == 70
    assert "Nothing is built up" in plan.step.statement.says
    assert all(item.limits for item in plan.items)


def test_under_within_days_somebody_who_sits_all_day_gets_breaks_only() -> None:
    assert kinds_in(draft(referred(), SITTING, start=MONDAY)) == {"break_walk"}


def test_under_within_days_nothing_but_walking_is_planned_even_if_more_were_open() -> None:
    plan = draft(clearance_of({}, Urgency.WITHIN_DAYS), profile("home"), start=MONDAY)
    assert kinds_in(plan) == {"break_walk"}


def test_walks_go_where_the_person_likes_them_best() -> None:
    early = profile("home", bout_places=["on_waking"])
    plan = draft(clearance(), early, start=MONDAY)
    walks = [item for item in plan.items if item.kind.id == "walking_bout"]
    assert {(item.at.time(), item.minutes) for item in walks} == {(time(7, 10), 10)}


def test_venous_symptoms_raise_the_legs_more_often() -> None:
    home = profile("home")
    usual = draft(clearance(), home, start=MONDAY)
    venous = draft(clearance(pattern="venous"), home, start=MONDAY)
    assert (number(usual, "elevation"), number(venous, "elevation")) == (7, 21)


def test_a_week_without_anything_says_so() -> None:
    shut = dict.fromkeys((a.value for a in Activity), Status.HOLD)
    plan = draft(clearance_of({**shut, "compression": Status.CAUTION}), SITTING, start=MONDAY)
    assert plan.items == ()
    assert "empty" in plan.statements


def test_the_next_week_keeps_the_times_and_kinds_that_the_person_chose() -> None:
    first = draft(clearance(), SITTING, start=MONDAY)
    chosen = move(first, "tue.walking_bout.2", at=time(20))
    chosen = swap(chosen, "wed.walking_bout.1", "cycling")
    later = MONDAY + timedelta(days=7)
    second = draft(clearance(), SITTING, start=later, previous=chosen)
    assert second.item("tue.walking_bout.2").at == datetime(2026, 3, 10, 20)
    assert second.item("wed.walking_bout.1").kind.id == "cycling"


def test_choices_that_the_gate_no_longer_opens_are_left_behind() -> None:
    chosen = swap(draft(clearance(), SITTING, start=MONDAY), "wed.walking_bout.1", "cycling")
    careful = clearance(walking=Status.CAUTION)
    second = draft(careful, SITTING, start=MONDAY + timedelta(days=7), previous=chosen)
    assert "cycling" not in kinds_in(second)


@given(clearances(), profiles())
def test_a_week_holds_only_what_is_open(given_clearance: Clearance, person: Profile) -> None:
    plan = draft(given_clearance, person, start=MONDAY)
    rulings = given_clearance.decision.activities
    assert all(rulings[item.kind.activity].is_open for item in plan.items)
    assert all(item.kind.activity is not Activity.COMPRESSION for item in plan.items)


@given(clearances(), profiles())
def test_a_week_keeps_every_bound(given_clearance: Clearance, person: Profile) -> None:
    plan = draft(given_clearance, person, start=MONDAY)
    bouts = [item for item in plan.items if item.kind.group is Group.BOUT]
    assert plan.planned_minutes <= plan.step.to_place <= 150
    assert all(5 <= item.minutes <= 10 for item in bouts)
    assert max(Counter(item.day for item in bouts).values(), default=0) <= 4
    assert number(plan, "strength") <= 2
    for item in plan.items:
        frame = plan.frame(item.day)
        assert frame.awake.begins <= item.at < (item.until or item.span.ends) <= frame.awake.ends
        assert 30 <= (item.every_minutes or 60) <= (120 if item.kind.id == "bed_pumps" else 60)


@given(clearances(), profiles())
def test_nothing_in_a_week_overlaps(given_clearance: Clearance, person: Profile) -> None:
    plan = draft(given_clearance, person, start=MONDAY)
    for day in plan.days:
        spans = [item.span for item in plan.on(day) if not item.is_repeated]
        assert not any(one.overlaps(other) for one, other in combinations(spans, 2))


@given(clearances(), profiles())
def test_the_same_input_gives_the_same_week(given_clearance: Clearance, person: Profile) -> None:
    first, second = (draft(given_clearance, person, start=MONDAY) for _ in range(2))
    assert first == second
    assert first.as_dict() == second.as_dict()


@given(clearances(), profiles())
def test_every_item_and_every_text_carries_claims(
    given_clearance: Clearance, person: Profile
) -> None:
    plan = draft(given_clearance, person, start=MONDAY)
    assert all(item.claims for item in plan.items)
    assert all(each.claims for each in plan.statements.values())
    assert all(each.claims for each in plan.advice)
    careful = [item for item in plan.items if item.permit.needs_caution]
    assert all(item.limits for item in careful)
