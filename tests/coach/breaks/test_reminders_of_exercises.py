"""Prescribed exercises as things to do today: counted, timed, reminded of, and through the gate."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from coach.samples import ID, WELL, exercise, note_symptoms
from soleus.coach import Coach
from soleus.journal import Outcome, SessionEntry
from soleus.reminders import ExerciseToday, Mode, Notice, ReminderSettings
from soleus.vocabulary import Activity
from soleus.vocabulary.clock import FixedClock

OTHER = UUID(int=8)
OFF_WORK = ReminderSettings(is_on=True, mode=Mode.TRAVEL, zone="UTC")
"""Reminders with no break in them, since there is no flight."""
EMERGENCY = {"answers": {"short_of_breath": True}, "others": "no"}
TODAY = {"answers": {"leg_pain": "left"}, "others": "no"}
WITHIN_DAYS = {"answers": {"pain_walking_eases_with_rest": "right", "smoker": True}, "others": "no"}


@pytest.fixture
def given(well: Coach) -> Coach:
    """A coach whose person has to do an exercise three times a day and asked for reminders."""
    well.reminders.save("self", OFF_WORK)
    well.exercises.keep("self", exercise())
    return well


def at(clock: FixedClock, hour: int, minute: int = 0, day: int = 2) -> None:
    clock.moment = datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def do(coach: Coach, exercise_id: UUID = ID) -> None:
    """Note that a session was done to its end just now."""
    coach.journal.append(
        "self",
        SessionEntry(
            activity=Activity.ANKLE_PUMPS,
            routine=f"prescribed-{exercise_id}",
            started_at=coach.clock.now() - timedelta(minutes=3),
            active_seconds=180,
            planned_seconds=180,
            cycles=10,
            outcome=Outcome.FINISHED,
        ),
    )


def stands(coach: Coach) -> ExerciseToday:
    (only,) = coach.reminders.now("self").exercises
    return only


def notice(coach: Coach) -> Notice | None:
    return coach.reminders.now("self").notice


def when(coach: Coach) -> str:
    return stands(coach).says


def clocks(moments: tuple[datetime, ...]) -> list[str]:
    return [f"{each:%H:%M}" for each in moments]


def test_its_times_are_spread_over_the_waking_day(given: Coach, clock: FixedClock) -> None:
    assert clocks(stands(given).left) == ["09:30", "14:30", "19:30"]
    assert when(given) == "09:30, because it is spread over your waking hours."
    at(clock, 20)
    assert clocks(stands(given).left) == []
    assert when(given).startswith("Tuesday 3 March, 09:30, because")


def test_its_time_comes_and_is_told_until_it_is_done(given: Coach, clock: FixedClock) -> None:
    assert notice(given) is None
    at(clock, 9, 31)
    told = notice(given)
    assert told is not None
    assert told.says == "Time for Towel pull. Done today: 0 of 3."
    assert told.link == f"/exercises/{ID}/begin"
    assert told.at == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    do(given)
    assert notice(given) is None
    assert (stands(given).done, stands(given).is_done) == (1, False)
    assert clocks(stands(given).left) == ["14:30", "19:30"]


def test_what_was_not_done_is_told_once_more_only_when_its_next_time_comes(
    given: Coach, clock: FixedClock
) -> None:
    at(clock, 9, 31)
    first = notice(given)
    at(clock, 14, 29)
    assert notice(given) == first
    at(clock, 14, 31)
    second = notice(given)
    assert second is not None
    assert second.id != getattr(first, "id", None)


def test_done_as_often_as_it_should_be_it_comes_tomorrow(given: Coach, clock: FixedClock) -> None:
    at(clock, 12)
    for _ in range(3):
        do(given)
    assert stands(given).is_done
    assert stands(given).left == ()
    at(clock, 19, 31)
    assert notice(given) is None


def test_nobody_is_reminded_who_did_not_ask_but_the_times_are_shown(
    given: Coach, clock: FixedClock
) -> None:
    given.reminders.save("self", replace(OFF_WORK, is_on=False))
    at(clock, 9, 31)
    assert notice(given) is None
    assert stands(given).due is not None
    assert clocks(stands(given).left) == ["14:30", "19:30"]


def test_what_comes_last_is_told_first(given: Coach, clock: FixedClock) -> None:
    given.reminders.save("self", ReminderSettings(is_on=True, interval_minutes=40, zone="UTC"))
    at(clock, 9, 35)
    assert "Towel pull" in getattr(notice(given), "says", "")
    at(clock, 9, 41)
    assert "Stand up" in getattr(notice(given), "says", "")
    do(given)
    assert notice(given) is None, "a session is a break too"


@pytest.mark.parametrize("document", [TODAY, EMERGENCY])
def test_while_the_gate_holds_it_back_it_is_told_by_nothing(
    given: Coach, clock: FixedClock, document: dict[str, Any]
) -> None:
    given.checks.record("self", document)
    at(clock, 9, 31)
    told = notice(given)
    assert told is None or "Towel pull" not in told.says
    assert told is None or told.link == "/result"
    assert (stands(given).due, stands(given).next, stands(given).left) == (None, None, ())


def test_where_all_is_held_back_its_time_says_so_once_a_day(
    given: Coach, clock: FixedClock
) -> None:
    given.checks.record("self", TODAY)
    at(clock, 9, 31)
    first = notice(given)
    assert first is not None
    assert "result" in first.says
    at(clock, 14, 31)
    assert getattr(notice(given), "id", None) == first.id


def test_a_new_symptom_ends_it_at_once(given: Coach, clock: FixedClock) -> None:
    at(clock, 9, 31)
    note_symptoms(given, "self", is_new=True)
    assert stands(given).due is None
    assert "Towel" not in getattr(notice(given), "says", "")


def test_what_is_held_back_alone_has_no_time(given: Coach, clock: FixedClock) -> None:
    """Walking goes on until a visit within days, raising the legs does not."""
    given.checks.record("self", WITHIN_DAYS)
    given.exercises.keep("self", exercise(counts_as=Activity.ELEVATION))
    at(clock, 9, 31)
    assert stands(given).exercise.why_not
    assert (stands(given).due, stands(given).next) == (None, None)
    assert notice(given) is None


def test_a_visit_still_to_be_made_is_said_with_it(given: Coach, clock: FixedClock) -> None:
    given.checks.record("self", WITHIN_DAYS)
    given.exercises.keep("self", exercise(counts_as=Activity.WALKING))
    at(clock, 9, 31)
    assert stands(given).due is not None
    assert "You are still to see a doctor" in getattr(notice(given), "says", "")


def test_from_its_review_on_it_is_offered_no_more_and_that_is_said_once(
    given: Coach, clock: FixedClock
) -> None:
    given.exercises.keep("self", exercise(review_date=date(2026, 3, 4)))
    at(clock, 20, day=3)
    assert stands(given).next is None
    at(clock, 9, 31, day=4)
    assert stands(given).is_review_due
    assert (stands(given).due, stands(given).next) == (None, None)
    assert notice(given) is None
    at(clock, 15, day=4)
    told = notice(given)
    assert told is not None
    assert told.says.startswith("The review of Towel pull is due.")
    assert told.link == "/exercises"
    at(clock, 15, day=5)
    assert notice(given) is None
    assert stands(given).is_review_due


def test_put_away_it_is_gone(given: Coach) -> None:
    given.exercises.end("self", ID)
    assert given.reminders.now("self").exercises == ()


def test_two_people_have_exercises_of_their_own(given: Coach, clock: FixedClock) -> None:
    other = given.journal.add_person("Ada")
    given.checks.record(other.id, WELL)
    assert given.reminders.now(other.id).exercises == ()


def test_where_the_person_is_counts(given: Coach, clock: FixedClock) -> None:
    given.reminders.save("self", replace(OFF_WORK, zone=""))
    (there,) = given.reminders.now("self", here="America/New_York").exercises
    assert [f"{each:%H:%M %Z}" for each in there.left] == ["09:30 EST", "14:30 EST", "19:30 EST"]


# The feed


def events(coach: Coach) -> list[Any]:
    feed = coach.reminders.feed(coach.reminders.token("self"), "http://localhost:8765/")
    assert feed is not None
    return list(Calendar.from_ical(feed).walk("VEVENT"))


def test_the_feed_has_its_times_and_not_its_name(given: Coach, clock: FixedClock) -> None:
    given.exercises.keep("self", exercise(exercise=OTHER, name="After my clot", times_a_day=3))
    found = events(given)
    half_past_nine = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    first = [each for each in found if each["DTSTART"].dt == half_past_nine]
    assert sorted(str(each["URL"]) for each in first) == [
        f"http://localhost:8765/exercises/{ID}/begin",
        f"http://localhost:8765/exercises/{OTHER}/begin",
    ]
    assert {str(each["SUMMARY"]) for each in found} == {"An exercise you were given"}
    assert len({str(each["UID"]) for each in found}) == len(found)
    assert {each["DTEND"].dt - each["DTSTART"].dt for each in found} == {timedelta(minutes=1)}
    assert max(each["DTSTART"].dt for each in found) < given.gate.clearance("self").expires_at


def test_the_feed_leaves_out_what_is_done_and_ends_at_the_review(
    given: Coach, clock: FixedClock
) -> None:
    given.exercises.keep("self", exercise(review_date=date(2026, 3, 4)))
    assert len(events(given)) == 6
    at(clock, 8, 30)
    do(given)
    do(given)
    assert [f"{each['DTSTART'].dt:%d %H:%M}" for each in events(given)] == [
        "02 19:30",
        "03 09:30",
        "03 14:30",
        "03 19:30",
    ]


def test_the_feed_has_none_while_the_gate_holds_or_reminders_are_off(given: Coach) -> None:
    given.checks.record("self", TODAY)
    assert events(given) == []
    given.checks.record("self", WELL)
    assert events(given) != []
    given.reminders.save("self", replace(OFF_WORK, is_on=False))
    assert events(given) == []
