"""A journey as it stands: through the gate, with what waits, and done by what was ticked."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from coach.journey_samples import JOURNEY, leg, set_out, to_tokyo
from coach.samples import WELL
from soleus.coach import Coach, JourneyNow, JourneyStage
from soleus.journal import JourneyStepEntry, SymptomEntry
from soleus.vocabulary import Activity, Limbs
from soleus.vocabulary.clock import FixedClock

PAD: dict[str, Any] = {
    "answers": {"age": 66, "pain_walking_eases_with_rest": "right"},
    "others": "no",
}


def view(coach: Coach) -> JourneyNow:
    return coach.journeys_now.view("self", JOURNEY)


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (1, JourneyStage.AHEAD),
        (2.5, JourneyStage.UNDER_WAY),
        (3, JourneyStage.DAYS_AFTER),
        (9, JourneyStage.DAYS_AFTER),
        (10, JourneyStage.OVER),
    ],
)
def test_how_far_it_is(well: Coach, clock: FixedClock, days: float, stage: JourneyStage) -> None:
    set_out(well)
    clock.advance(timedelta(days=days))
    assert view(well).stage is stage
    soon = well.journeys_now.soon("self")
    assert (soon is None) == (stage is JourneyStage.OVER)


def test_one_of_next_month_is_not_of_these_days(well: Coach) -> None:
    set_out(well, to_tokyo(leg("2026-04-04T13:00", "2026-04-05T08:00")))
    assert well.journeys_now.soon("self") is None
    assert well.journeys_now.next("self") is not None


def test_what_lies_beyond_the_check_needs_a_new_one(well: Coach) -> None:
    set_out(well, to_tokyo(leg("2026-03-09T13:00", "2026-03-10T08:00")))
    now = view(well)
    ends = datetime.fromisoformat("2026-03-09T08:00+00:00")
    assert now.has_later
    for each in now.steps:
        needs = each.step.kind.activity is not None and each.step.at >= ends
        assert each.needs_new_check == needs
    pumps = [each for each in now.steps if each.step.kind.id == "pumps"]
    assert pumps
    assert all(each.needs_new_check for each in pumps)


def test_a_new_symptom_takes_every_movement_out_and_leaves_the_signs(well: Coach) -> None:
    set_out(well)
    assert view(well).is_opened
    well.notes.take("self", SymptomEntry(is_new=True))
    now = view(well)
    assert not now.is_opened
    assert {each.step.kind.activity for each in now.steps} == {None}
    assert "look_after" in {each.step.kind.id for each in now.steps}


def test_what_the_gate_holds_back_is_told_with_why_and_what_instead(coach: Coach) -> None:
    coach.checks.record("self", PAD)
    set_out(coach)
    now = view(coach)
    activities = now.standing.decision.activities if now.standing.decision else {}
    assert {each.activity for each in now.held} == {
        activity
        for activity in (Activity.WALKING, Activity.ANKLE_PUMPS, Activity.COMPRESSION)
        if not activities[activity].is_open
    }
    assert Activity.COMPRESSION in {each.activity for each in now.held}
    for each in now.held:
        assert each.reasons
        assert each.instead.claims
        assert each.activity not in {step.step.kind.activity for step in now.steps}


def test_who_has_no_foot_is_not_asked_to_pump_one(well: Coach) -> None:
    set_out(well)
    well.limbs.keep("self", Limbs.NO_FOOT)
    assert "pumps" not in {each.step.kind.id for each in view(well).steps}


def test_what_was_done_is_done_and_counted(well: Coach) -> None:
    set_out(well)
    first = view(well).steps[0].step.id
    well.notes.take("self", JourneyStepEntry(JOURNEY, first, True))
    assert view(well).done == 1
    assert view(well).steps[0].is_done
    well.notes.take("self", JourneyStepEntry(JOURNEY, first, False))
    assert view(well).done == 0


def test_the_days_hold_every_step_and_night_in_order(well: Coach) -> None:
    set_out(well)
    now = view(well)
    rows = [row for _, of_day in now.days for row in of_day]
    assert len(rows) == len(now.steps) + len(now.nights)
    moments = [row.local.timestamp() for row in rows]
    assert all(earlier < later for earlier, later in pairwise(moments))
    for place, of_day in now.days:
        assert {(row.place, row.local.date()) for row in of_day} == {
            (place, of_day[0].local.date())
        }
    assert [place for place, _ in now.days] == ["Europe/Berlin"] * 2 + ["Asia/Tokyo"] * 2


def test_programs_are_told_the_same_in_english(well: Coach) -> None:
    set_out(well)
    told = view(well).as_dict()
    assert told["stage"] == "ahead"
    assert told["needs_check"] is False
    assert [each["id"] for each in told["steps"]] == [each.step.id for each in view(well).steps]
    assert all(each["claims"] for each in told["steps"])
    assert WELL["others"] == "no"
