import json
from contextlib import suppress
from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.samples import (
    DECIDED,
    MONDAY,
    clearance,
    clearances,
    decision,
    profile,
    profiles,
    referred,
)
from soleus.assessment import Clearance
from soleus.plan import ImpossibleEditError, Profile, WeekPlan, draft, move
from soleus.plan.kinds import kinds
from soleus.plan.statements import Remark
from soleus.vocabulary import FaultsError, NotPermittedError, Status, Urgency


@pytest.fixture
def plan() -> WeekPlan:
    return draft(clearance(), profile(), start=MONDAY)


@pytest.mark.parametrize("urgency", [Urgency.EMERGENCY, Urgency.TODAY, Urgency.INCOMPLETE])
def test_there_is_no_plan_under_an_urgency_that_opens_nothing(urgency: Urgency) -> None:
    with pytest.raises(NotPermittedError):
        draft(Clearance(decision(urgency), DECIDED), profile(), start=MONDAY)


def test_a_week_refuses_items_of_another_clearance(plan: WeekPlan) -> None:
    for other in (
        clearance(walking=Status.CAUTION),
        clearance(decided_at=DECIDED + timedelta(days=1)),
        referred(),
    ):
        with pytest.raises(NotPermittedError, match="gives no leave"):
            replace(plan, clearance=other)


def test_a_week_refuses_more_minutes_than_its_step(plan: WeekPlan) -> None:
    walk = plan.item("mon.walking_bout.1")
    more = replace(walk, id="mon.walking_bout.9", at=walk.at + timedelta(hours=1))
    with pytest.raises(ImpossibleEditError, match="75 minutes; it may hold 70"):
        replace(plan, items=(*plan.items, more))


def test_a_week_refuses_the_same_item_twice_and_days_outside(plan: WeekPlan) -> None:
    pumps = plan.item("mon.ankle_pumps.1")
    with pytest.raises(ImpossibleEditError, match="there twice"):
        replace(plan, items=(pumps, pumps))
    with pytest.raises(ImpossibleEditError, match="not in this week"):
        replace(plan, items=(replace(pumps, day=MONDAY - timedelta(days=1)),))


def test_items_stand_in_order_of_time(plan: WeekPlan) -> None:
    times = [item.at for item in replace(plan, items=plan.items[::-1]).items]
    assert times == sorted(times)


def test_items_after_the_clearance_await_a_new_check() -> None:
    late = draft(clearance(), profile(timezone="Pacific/Auckland"), start=MONDAY)
    # decided at 06:00 UTC on Monday, which is 19:00 in Auckland
    assert not any(late.awaits_new_check(item) for item in late.items)
    plan = draft(clearance(), profile(), start=MONDAY + timedelta(days=4))
    waiting = {item.day for item in plan.items if plan.awaits_new_check(item)}
    assert waiting == {MONDAY + timedelta(days=n) for n in (7, 8, 9, 10)}
    shown = {i["day"]: i["awaits_new_check"] for i in plan.as_dict()["items"]}
    assert shown["2026-03-08"] is False
    assert shown["2026-03-09"] is True


@given(clearances(), profiles())
def test_a_week_is_kept_as_json_and_read_back_unchanged(
    given_clearance: Clearance, person: Profile
) -> None:
    plan = draft(given_clearance, person, start=MONDAY)
    kept = json.loads(json.dumps(plan.as_dict()))
    again = WeekPlan.from_dict(kept, given_clearance)
    assert again == plan
    assert again.as_dict() == kept


@given(clearances(), clearances(), profiles())
def test_a_kept_week_read_under_another_check_holds_only_what_that_one_opens(
    before: Clearance, after: Clearance, person: Profile
) -> None:
    plan = draft(before, person, start=MONDAY)
    again = WeekPlan.from_dict(plan.as_dict(), after)
    rulings = after.decision.activities
    assert all(rulings[item.kind.activity].is_open for item in again.items)
    assert again.planned_minutes <= again.step.to_place
    ids = {item.id for item in again.items} | {each.id for each in again.refused}
    assert ids == {item.id for item in plan.items}


def test_what_a_new_check_no_longer_opens_is_told_with_its_reason(plan: WeekPlan) -> None:
    again = WeekPlan.from_dict(plan.as_dict(), referred())
    whys = {each.title: each.why for each in again.refused}
    assert "does not allow this now" in whys["Ankle pumps"]
    assert "fewer minutes" in whys["Walk"]
    assert {item.kind.id for item in again.items} == {"break_walk"}
    assert ("Ankle pumps", 21) in {(title, n) for title, _, n in again.refused_kinds}


def test_texts_in_a_kept_plan_are_not_believed(plan: WeekPlan) -> None:
    kept = plan.as_dict()
    kept["step"] = {"minutes": 900}
    kept["items"][0]["why"] = {"text": "It cures everything.", "claims": []}
    kept["items"][0]["limits"] = []
    assert WeekPlan.from_dict(kept, clearance()) == plan


def test_minutes_added_to_a_kept_plan_do_not_get_in(plan: WeekPlan) -> None:
    kept = plan.as_dict()
    for entry in kept["items"]:
        if entry["kind"] == "walking_bout":
            entry["minutes"] = 10
    assert WeekPlan.from_dict(kept, clearance()).planned_minutes <= 70


def test_every_fault_of_a_kept_plan_is_told_at_once(plan: WeekPlan) -> None:
    kept = plan.as_dict()
    kept["start"] = "soon"
    kept["previous_minutes"] = "many"
    kept["profile"] = {"setting": "moon"}
    kept["colour"] = "blue"
    kept["items"] = [
        3,
        {"id": "x", "kind": "run", "day": "d", "at": "t", "minutes": "m", "until": 1}
        | {"every_minutes": 0},
        {},
    ]
    kept["changes"] = [{"edit": "moved"}, _change(edit="sung", at="now", item_id=4, kind="run")]
    with pytest.raises(FaultsError) as caught:
        WeekPlan.from_dict(kept, clearance())
    text = "\n".join(caught.value.faults)
    for part in (
        "unknown key 'colour'",
        "start is 'soon', but has to be a day",
        "previous_minutes is 'many', but has to be a whole number",
        "profile setting is 'moon'",
        "items 1: is 3, but has to be a JSON object",
        "2: id is 'x', but has to be like",
        "there is no kind 'run'",
        "day is 'd'",
        "at is 't'",
        "minutes is 'm'",
        "until is 1",
        "every_minutes is 0",
        "3: 'id' is missing",
        "changes 1: 'item_id' is missing",
        "2: edit is 'sung'",
        "at is 'now'",
        "item_id is 4",
        "kind there is no kind 'run'",
    ):
        assert part in text


def _change(**values: object) -> dict[str, object]:
    return {"edit": "moved", "item_id": "mon.strength.1", "text": "", "at": None, "kind": None} | (
        values
    )


@pytest.mark.parametrize("data", [None, [], "plan", {}, {"format": 1}])
def test_what_is_no_plan_is_refused(data: object) -> None:
    with pytest.raises(FaultsError):
        WeekPlan.from_dict(data, clearance())


ANY_VALUE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.text(max_size=12),
    st.sampled_from(
        [[], {}, [1], 20260302, "20260302", "9999-12-31", "9999-12-31T23:59", "0001-01-01"]
    ),
)


@given(st.data())
def test_whatever_stands_in_a_kept_plan_it_is_read_or_refused(data: st.DataObject) -> None:
    made = draft(clearance(), profile(), start=MONDAY)
    moved = move(made, made.items[0].id, at=time(20, 0))
    kept = json.loads(json.dumps(moved.as_dict()))
    inner = data.draw(st.sampled_from([kept, kept["items"][0], kept["changes"][0]]))
    inner[data.draw(st.sampled_from(sorted(inner)))] = data.draw(ANY_VALUE)
    with suppress(FaultsError):
        assert WeekPlan.from_dict(kept, clearance()).planned_minutes <= made.step.to_place


def test_a_plan_of_another_version_is_refused(plan: WeekPlan) -> None:
    with pytest.raises(FaultsError, match="another version"):
        WeekPlan.from_dict(plan.as_dict() | {"format": 2}, clearance())


@pytest.mark.parametrize("start", ["9999-12-30", "0001-01-01"])
def test_a_kept_week_that_no_calendar_holds_is_refused(plan: WeekPlan, start: str) -> None:
    with pytest.raises(FaultsError, match=r"^start .* in the years 1900 to 9000"):
        WeekPlan.from_dict(plan.as_dict() | {"start": start}, clearance())


def test_an_impossible_kept_plan_is_refused(plan: WeekPlan) -> None:
    kept = plan.as_dict()
    kept["items"].append(kept["items"][0])
    with pytest.raises(FaultsError, match="there twice"):
        WeekPlan.from_dict(kept, clearance())


def test_the_week_says_its_step_and_that_calf_raises_are_only_a_part(plan: WeekPlan) -> None:
    said = {id_.value: text.says for id_, text in plan.statements.items()}
    assert next(iter(said)) == "start"
    assert "77, 84, 92, 101, 111, 122, 134, 147 and 150 minutes" in said["ladder"]
    assert "Calf raises are only a part" in said["strength_part"]
    held = draft(clearance(calf_raises=Status.HOLD), profile(), start=MONDAY)
    assert "strength_waits" in held.statements
    keen = draft(clearance(), profile(vigorous_minutes_per_week=20), start=MONDAY)
    assert "20 hard (vigorous) minutes" in keen.statements[Remark.VIGOROUS].says


def test_every_kind_has_an_activity_of_the_gate_and_a_sound_dose() -> None:
    for kind in kinds().values():
        assert 1 <= kind.minutes.least <= kind.minutes.usual <= kind.minutes.most <= 15
        assert kind.counts is (kind.group == "bout")
    assert kinds()["ankle_pumps"].minutes.least == 2
    assert kinds()["elevation"].minutes.least == 10
    raises = kinds()["calf_raises"].repetitions
    assert raises is not None
    assert (raises.least, raises.most) == (15, 20)
