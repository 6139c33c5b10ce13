"""Journeys are noted, changed and cancelled; each that cannot be is refused in one line."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from coach.journey_samples import JOURNEY, leg, set_out, to_tokyo
from coach.samples import WELL
from soleus.coach import Coach, NotThereError
from soleus.journal import InvalidEntryError, JourneyEntry, JourneyStepEntry, Means
from soleus.reminders import Mode, ReminderSettings
from soleus.vocabulary import Activity, Urgency
from soleus.vocabulary.clock import FixedClock

OTHER = UUID(int=22)


def everything(coach: Coach) -> int:
    return len(coach.journal.export_json()["entries"])


def test_a_change_takes_the_place_of_what_was_said_and_nothing_is_lost(well: Coach) -> None:
    set_out(well)
    later = to_tokyo(leg("2026-03-04T14:00", "2026-03-05T09:00"))
    set_out(well, later)
    set_out(well, later)
    assert [each.entry for each in well.journeys.all("self")] == [later]
    kept = well.journal.entries("self", [JourneyEntry], include_superseded=True)
    assert [each.entry for each in kept] == [to_tokyo(), later]


def test_a_cancelled_journey_is_gone_from_every_list_and_can_be_noted_anew(well: Coach) -> None:
    set_out(well)
    well.journeys.cancel("self", JOURNEY)
    assert well.journeys.all("self") == ()
    assert well.journeys_now.next("self") is None
    assert well.reminders.journeys.flights("self") == ()
    with pytest.raises(NotThereError):
        well.journeys.cancel("self", JOURNEY)
    set_out(well, to_tokyo(journey=OTHER))


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (to_tokyo(leg("2027-04-04T13:00", "2027-04-05T08:00")), "more than a year ahead"),
        (to_tokyo(leg("2026-01-04T13:00", "2026-01-05T08:00")), "more than four weeks ago"),
        (
            to_tokyo(leg("2026-03-04T20:00", "2026-03-05T20:00"), journey=OTHER),
            "meets your journey of Wednesday 4 March; change that one or cancel it first",
        ),
    ],
)
def test_what_nobody_can_set_out_on_is_refused_in_one_line(
    well: Coach, entry: JourneyEntry, says: str
) -> None:
    if entry.journey == OTHER:
        set_out(well)
    before = everything(well)
    with pytest.raises(InvalidEntryError, match=says) as caught:
        set_out(well, entry)
    assert len(caught.value.faults) == 1
    assert everything(well) == before


def test_one_that_has_ended_stays_as_it_is_and_is_past_a_week_later(
    well: Coach, clock: FixedClock
) -> None:
    set_out(well)
    clock.advance(timedelta(days=4))
    for changed in (
        to_tokyo(leg("2026-03-04T14:00", "2026-03-05T09:00")),
        replace(to_tokyo(), is_cancelled=True),
    ):
        with pytest.raises(InvalidEntryError, match="has ended, so it stays as it is"):
            set_out(well, changed)
    assert [each.entry.journey for each in well.journeys.ahead("self")] == [JOURNEY]
    clock.advance(timedelta(days=6))
    assert well.journeys.ahead("self") == ()
    assert [each.entry.journey for each in well.journeys.past("self")] == [JOURNEY]


def test_what_was_noted_last_of_a_step_counts(well: Coach) -> None:
    set_out(well)
    for step, is_done in (("pack@a", True), ("aisle@b", True), ("pack@a", False)):
        well.notes.take("self", JourneyStepEntry(JOURNEY, step, is_done))
    assert well.journeys.done("self", JOURNEY) == {"aisle@b"}
    assert well.journeys.done("self", OTHER) == frozenset()


def may_walk(coach: Coach) -> bool:
    clearance = coach.gate.standing("self").clearance
    return clearance is not None and Activity.WALKING in clearance.permits


def test_a_long_journey_counts_at_the_gate_from_when_it_is_under_way(
    coach: Coach, clock: FixedClock
) -> None:
    heavy = {"answers": {"heaviness_or_aching": "left"}, "others": "no"}
    coach.checks.record("self", heavy)
    set_out(coach)
    assert may_walk(coach)
    clock.advance(timedelta(days=2, hours=5))
    decision = coach.gate.standing("self").decision
    assert decision is not None
    assert decision.urgency is Urgency.TODAY
    assert not may_walk(coach)
    clock.advance(timedelta(hours=1))
    coach.checks.record("self", WELL)
    assert may_walk(coach)


def test_a_short_or_cancelled_journey_says_nothing_to_the_gate(
    coach: Coach, clock: FixedClock
) -> None:
    coach.checks.record("self", {"answers": {"heaviness_or_aching": "left"}, "others": "no"})
    short = leg("2026-03-04T13:00", "2026-03-04T16:00", arrives_zone="Europe/Rome")
    set_out(coach, to_tokyo(short))
    set_out(coach, to_tokyo(leg("2026-03-06T13:00", "2026-03-07T08:00"), journey=OTHER))
    coach.journeys.cancel("self", OTHER)
    clock.advance(timedelta(days=5))
    assert may_walk(coach)


def test_two_short_flights_with_a_change_are_one_long_journey(
    coach: Coach, clock: FixedClock
) -> None:
    coach.checks.record("self", {"answers": {"heaviness_or_aching": "left"}, "others": "no"})
    parts = (
        leg("2026-03-04T08:00", "2026-03-04T10:00", arrives_zone="Europe/Rome"),
        leg("2026-03-04T11:00", "2026-03-04T13:00", "Europe/Rome", "Europe/Athens"),
    )
    set_out(coach, to_tokyo(*parts))
    clock.advance(timedelta(days=3))
    assert not may_walk(coach)


def test_the_reminders_know_the_flights_and_what_was_done_on_board(
    well: Coach, clock: FixedClock
) -> None:
    train = leg("2026-03-04T08:00", "2026-03-04T12:00", arrives_zone="Europe/Rome")
    set_out(well, to_tokyo(replace(train, means=Means.TRAIN), leg()))
    settings = ReminderSettings(is_on=True, mode=Mode.TRAVEL, interval_minutes=60)
    well.reminders.save("self", settings)
    assert well.reminders.settings("self").flights == ()
    clock.advance(timedelta(days=2, hours=4, minutes=30))  # half an hour into the flight
    first = well.reminders.now("self").next
    assert first is not None
    assert f"{first.at:%H:%M}" == "14:00"
    well.notes.take("self", JourneyStepEntry(JOURNEY, "pack@20260304T1000Z", True))
    assert well.reminders.now("self").next == first
    well.notes.take("self", JourneyStepEntry(JOURNEY, "pumps@20260304T1300Z", True))
    second = well.reminders.now("self").next
    assert second is not None
    assert f"{second.at:%H:%M}" == "14:30"
