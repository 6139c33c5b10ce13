"""A planned day goes through the gate, is taken over, shown in the feed, and given up again."""

from datetime import UTC, datetime, timedelta

import pytest

from soleus.coach import Coach
from soleus.coach.simulated.day_plans import DayPlans
from soleus.journal import SELF
from soleus.prediction import PeopleLikeThem, PeopleOfADay
from soleus.prediction.day_people import people_in_general
from soleus.reminders import Mode, ReminderSettings
from soleus.vocabulary import Weekday

ALL_DAY = {"days": tuple(Weekday), "quiet_starts": None, "quiet_ends": None}


@pytest.fixture
def at_desk(well: Coach) -> Coach:
    starts = well.clock.now().astimezone(UTC)
    ends = starts + timedelta(hours=8)
    well.reminders.save(
        SELF,
        ReminderSettings(
            is_on=True,
            zone="UTC",
            starts=starts.time().replace(second=0, microsecond=0),
            ends=ends.time().replace(second=0, microsecond=0),
            **ALL_DAY,  # type: ignore[arg-type]
        ),
    )
    return well


def coming(coach: Coach) -> datetime:
    card = coach.reminders.now(SELF)
    assert card.next is not None
    return card.next.at


def test_a_plan_that_is_taken_over_sets_the_next_break(at_desk: Coach) -> None:
    offer = at_desk.day_plans.offer(SELF)
    assert offer.choice is not None
    limit = offer.choice.usual_limit
    option = offer.choice.under(limit)
    assert option is not None
    assert at_desk.day_plans.take(SELF, limit)
    card = at_desk.reminders.now(SELF)
    assert card.next is not None
    assert card.next.at == option.breaks[0]
    assert card.next.because.value == "planned"


def test_the_feed_shows_the_planned_breaks(at_desk: Coach) -> None:
    assert at_desk.day_plans.take(SELF, 12.0)
    kept = at_desk.reminders.planned_days.of(SELF)
    assert kept is not None
    feed = at_desk.reminders.feed(at_desk.reminders.token(SELF), "http://here")
    assert feed is not None
    for each in kept.breaks:
        assert f"DTSTART:{each.astimezone(UTC):%Y%m%dT%H%M%SZ}".encode() in feed


def test_the_plain_rule_stays_the_default_and_comes_back(at_desk: Coach) -> None:
    before = coming(at_desk)
    at_desk.day_plans.offer(SELF)
    assert coming(at_desk) == before
    at_desk.day_plans.take(SELF, 12.0)
    assert coming(at_desk) != before
    at_desk.reminders.planned_days.drop(SELF)
    assert coming(at_desk) == before


def test_other_hours_end_a_planned_day(at_desk: Coach) -> None:
    at_desk.day_plans.take(SELF, 12.0)
    settings = at_desk.reminders.settings(SELF)
    at_desk.reminders.save(
        SELF, ReminderSettings.from_dict({**settings.as_dict(), "interval_minutes": 31})
    )
    assert at_desk.reminders.planned_days.of(SELF) is None


def test_what_the_gate_holds_back_is_not_planned(coach: Coach) -> None:
    offer = coach.day_plans.offer(SELF)
    assert offer.refusal is not None
    assert offer.choice is None
    assert not coach.day_plans.take(SELF, 3.0)
    assert coach.reminders.planned_days.of(SELF) is None
    assert not coach.reminders.settings(SELF).is_on


def test_lying_in_bed_there_is_no_day_to_plan(at_desk: Coach) -> None:
    settings = ReminderSettings(is_on=True, mode=Mode.BED, zone="UTC")
    at_desk.reminders.save(SELF, settings)
    assert at_desk.day_plans.offer(SELF).choice is None


def test_a_day_can_be_planned_while_reminders_are_off_and_turns_them_on(at_desk: Coach) -> None:
    settings = at_desk.reminders.settings(SELF)
    at_desk.reminders.save(SELF, ReminderSettings.from_dict({**settings.as_dict(), "is_on": False}))
    assert at_desk.day_plans.take(SELF, 12.0)
    assert at_desk.reminders.settings(SELF).is_on


def test_people_like_somebody_are_simulated_once_and_behind_the_pages(at_desk: Coach) -> None:
    from soleus.circulation import Known

    asked: list[Known] = []

    def simulate(known: Known, *_: object) -> PeopleOfADay:
        asked.append(known)
        general = people_in_general()
        return PeopleOfADay(general.legs[:3], general.errors, general.fingerprint, is_like_one=True)

    plans = DayPlans(
        at_desk.reminders, lambda _: Known(age=50), at_desk.fits, PeopleLikeThem(simulate)
    )
    first = plans.offer(SELF, wait=True).choice
    again = plans.offer(SELF).choice
    assert first is not None
    assert again is not None
    assert first.people.is_like_one
    assert again.people.is_like_one
    assert asked == [Known(age=50)]
    plans.people.forget()
    plans.offer(SELF, wait=True)
    assert len(asked) == 2


def test_where_nothing_is_simulated_people_in_general_stand_in(at_desk: Coach) -> None:
    from soleus.circulation import Known

    def simulate(*_: object) -> PeopleOfADay:
        raise ImportError

    plans = DayPlans(
        at_desk.reminders, lambda _: Known(age=50), at_desk.fits, PeopleLikeThem(simulate)
    )
    choice = plans.offer(SELF, wait=True).choice
    assert choice is not None
    assert choice.people == people_in_general()
