from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from plan.samples import DECIDED, LIMIT, MONDAY, clearance, clearance_of
from soleus.assessment import Permit
from soleus.plan import ImpossibleEditError, Item
from soleus.plan.changes import Change
from soleus.plan.kinds import kinds
from soleus.records import limits_of
from soleus.vocabulary import Activity, NotPermittedError, Status

NOON = datetime(2026, 3, 2, 12)


def item(kind: str = "walking_bout", minutes: int = 10, **statuses: Status) -> Item:
    wanted = kinds()[kind]
    permit = clearance_of(statuses).permit(wanted.activity)
    return Item(f"mon.{kind}.1", wanted, permit, MONDAY, NOON, minutes)


@pytest.mark.parametrize("status", [Status.HOLD, Status.WITHHELD])
def test_no_item_can_be_made_of_what_the_gate_does_not_open(status: Status) -> None:
    with pytest.raises(NotPermittedError, match="walking: not for you now"):
        item(walking=status)


def test_leave_for_one_activity_is_no_leave_for_another() -> None:
    permit = clearance().permit(Activity.WALKING)
    with pytest.raises(NotPermittedError, match="needs leave for elevation"):
        Item("mon.elevation.1", kinds()["elevation"], permit, MONDAY, NOON, 10)


def test_no_item_can_be_made_without_leave() -> None:
    nothing: Permit = None  # type: ignore[assignment]
    with pytest.raises(NotPermittedError):
        Item("mon.walking_bout.1", kinds()["walking_bout"], nothing, MONDAY, NOON, 10)


@pytest.mark.parametrize("kind", ["cycling", "swimming", "dancing"])
def test_what_stands_in_for_walking_needs_walking_to_be_open_without_a_limit(kind: str) -> None:
    assert item(kind).counted_minutes == 10
    with pytest.raises(NotPermittedError, match="with a limit"):
        item(kind, walking=Status.CAUTION)


@pytest.mark.parametrize("minutes", [4, 11])
def test_a_bout_lasts_five_to_ten_minutes(minutes: int) -> None:
    with pytest.raises(ImpossibleEditError, match="outside 5 to 10"):
        item(minutes=minutes)


def test_an_interval_and_an_end_belong_together_and_the_end_comes_last() -> None:
    walk = item("break_walk", 2)
    with pytest.raises(ImpossibleEditError, match="belong together"):
        replace(walk, every_minutes=45)
    with pytest.raises(ImpossibleEditError, match="end after it begins"):
        replace(walk, every_minutes=45, until=NOON)


def test_a_break_is_due_after_each_interval() -> None:
    walk = replace(item("break_walk", 2), every_minutes=45, until=NOON + timedelta(hours=2))
    assert walk.occurrences == (NOON + timedelta(minutes=45), NOON + timedelta(minutes=90))


def test_caution_shows_its_limits_and_eases_the_walk() -> None:
    free, careful = item(), item(walking=Status.CAUTION)
    assert (free.limits, free.intensity) == ((), "moderate")
    assert (careful.limits, careful.intensity) == ((LIMIT,), "light")
    assert "easy pace" in careful.does
    assert "B07" in careful.claims
    assert "B07" not in free.claims


def test_a_title_gives_the_dose() -> None:
    assert item("ankle_pumps", 3).title == "Ankle pumps, 3 min"
    assert item("calf_raises", 2).title == "Calf raises, 15 times"


def test_an_item_says_why_by_claim() -> None:
    shown = item("elevation").as_dict()
    assert shown["why"]["claims"]
    assert shown["height"] == "feet on a pillow, a few inches above the heart"
    assert shown["activity"] == "elevation"


def test_its_permit_runs_out_with_the_clearance() -> None:
    assert item().permit.expires_at == DECIDED + timedelta(days=7)


def test_an_id_names_weekday_kind_and_number() -> None:
    limit = limits_of(Change)["item_id"]
    assert limit.fault("mon.walking_bout.1") is None
    for wrong in ("walk", "mon.walking_bout.0", "day.walk.1", 3, None):
        assert limit.fault(wrong)
