"""The card: from what is known and what the gate opens, and from nothing else."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from reminders.situations import situations
from soleus.evidence import Text
from soleus.reminders import (
    CalendarError,
    Event,
    Exercise,
    Happened,
    KnownMeetings,
    Opening,
    ReminderSettings,
    Situation,
    reminder_card,
)
from soleus.vocabulary import Activity

LATER = datetime(2027, 1, 1, tzinfo=UTC)
REFUSED = Opening(
    refusal=Text("Take the check first.", ("G18",)),
    refusal_id="no_check",
    refusal_link="/check",
)
OPENINGS = st.builds(
    Opening,
    st.sets(st.sampled_from(Activity)).map(lambda activities: dict.fromkeys(activities, LATER)),
    must_see_doctor=st.booleans(),
)
SETTINGS = ReminderSettings(is_on=True, interval_minutes=40, zone="UTC")


def at(hour: int, minute: int = 0, settings: ReminderSettings = SETTINGS) -> Situation:
    now = datetime(2026, 3, 2, hour, minute, tzinfo=UTC)
    return Situation(settings, ZoneInfo("UTC"), now)


def exercise(open_until: datetime | None) -> Exercise:
    return Exercise("7", "Towel pull", 30, 3, date(2026, 3, 20), open_until=open_until)


@given(situations(), OPENINGS)
def test_only_what_is_open_is_asked_for_and_each_notice_carries_the_visit_to_be_made(
    situation: Situation, opening: Opening
) -> None:
    card = reminder_card(situation, opening)
    for coming in (card.due, card.next):
        assert coming is None or coming.activity in opening.until
    assert (card.notice is None) == (card.due is None)
    if card.notice is not None:
        assert card.notice.says.endswith("within days.") == opening.must_see_doctor
    assert (card.says is None) == (card.next is not None)
    assert reminder_card(situation, opening) == card


def test_no_notice_comes_before_the_calendar_is_known_at_least_not_to_be_readable() -> None:
    is_due = at(10)
    opening = Opening({Activity.WALKING: LATER, Activity.ANKLE_PUMPS: LATER})
    assert reminder_card(is_due, opening).notice is not None
    unknown = reminder_card(is_due, opening, calendar=KnownMeetings())
    assert unknown.due is not None
    assert unknown.notice is None
    for known in (KnownMeetings(tried_at=is_due.now), KnownMeetings(fault=CalendarError("gone"))):
        assert reminder_card(is_due, opening, calendar=known).notice is not None


@given(situations())
def test_where_all_is_held_back_the_card_says_so_and_offers_nothing(situation: Situation) -> None:
    card = reminder_card(situation, REFUSED, [exercise(None)])
    assert card.is_held
    assert (card.due, card.next, card.snoozes, card.may_skip) == (None, None, (), False)
    assert card.says == REFUSED.refusal
    assert card.link == "/check"
    assert card.notice is None or card.notice.says == "Take the check first."


def test_of_a_break_and_an_exercise_the_later_one_is_shown() -> None:
    opening = Opening({Activity.WALKING: LATER})
    exercises = [exercise(LATER)]
    assert "Towel" in getattr(reminder_card(at(9, 35), opening, exercises).notice, "says", "")
    card = reminder_card(at(9, 41), opening, exercises)
    assert "Stand up" in getattr(card.notice, "says", "")
    assert card.link == "/session/walking"


def test_off_it_shows_no_notice_but_knows_the_times_of_exercises() -> None:
    card = reminder_card(at(9, 41, ReminderSettings()), Opening(), [exercise(LATER)])
    assert card.notice is None
    assert [each.due is not None for each in card.exercises] == [True]
    assert card.next is None
    assert card.paused_until is None


def test_the_end_of_a_pause_is_shown_by_the_clock_of_the_person() -> None:
    paused = Event(Happened.PAUSED, datetime(2026, 3, 2, 9, tzinfo=UTC), 90)
    situation = Situation(SETTINGS, ZoneInfo("Europe/Berlin"), paused.at, (paused,))
    card = reminder_card(situation, Opening({Activity.WALKING: LATER}))
    assert f"{card.paused_until:%H:%M}" == "11:30"
