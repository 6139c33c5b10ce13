"""After a visit: it counts at once, lapses on its day, and never hides what is new."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from assessment.strategies import Document, documents
from coach.samples import WELL, exercise, note_symptoms, note_visit
from code_health.readability import grade
from soleus.assessment import Effect
from soleus.coach import Coach
from soleus.coach.care.visits import effect_texts
from soleus.evidence import claim
from soleus.journal import (
    ActivityEntry,
    Clinician,
    Intensity,
    InvalidEntryError,
    Journal,
    Outcome,
    Score,
    SessionEntry,
    VisitEntry,
)
from soleus.plan import to_icalendar
from soleus.reminders import ReminderSettings
from soleus.session import Act, Event
from soleus.vocabulary import Activity, NotPermittedError, Urgency
from soleus.vocabulary.clock import FixedClock

HEAVIER: dict[str, Any] = {
    "answers": {"heaviness_or_aching": "both", "heaviness_worsening": True},
    "others": "no",
}
REVIEW = date(2026, 3, 5)


def seen(**changes: Any) -> VisitEntry:
    said: dict[str, Any] = {
        "who_kind": Clinician.GP,
        "cleared": (Activity.ANKLE_PUMPS, Activity.ELEVATION),
        "review_date": REVIEW,
        "saw_everything": True,
        "worse_since": False,
    }
    return VisitEntry(**{**said, **changes})


def open_to(coach: Coach) -> set[str]:
    clearance = coach.gate.standing("self").clearance
    return {each.value for each in clearance.permits} if clearance else set()


@pytest.fixture
def heavier(coach: Coach, clock: FixedClock) -> Coach:
    coach.checks.record("self", HEAVIER)
    clock.advance(timedelta(hours=2))
    return coach


SETTLED = {"walking", "ankle_pumps", "elevation", "calf_raises", "compression"}


def test_what_the_visit_settled_is_open_at_once(heavier: Coach) -> None:
    assert open_to(heavier) == {"walking"}
    assert note_visit(heavier, "self", seen()).effect is Effect.COUNTS
    assert open_to(heavier) == SETTLED
    decision = heavier.gate.standing("self").decision
    assert decision is not None
    assert decision.urgency is Urgency.SELF_CARE


def test_the_week_follows_at_once(heavier: Coach) -> None:
    heavier.weeks.make("self", heavier.weeks.profile("self"))
    note_visit(heavier, "self", seen())
    plan = heavier.weeks.current("self")
    assert plan is not None
    kinds = {item.kind.activity for day in plan.days for item in plan.on(day)}
    assert Activity.ANKLE_PUMPS in kinds


def test_it_lapses_on_the_day_of_its_review_and_says_so(heavier: Coach, clock: FixedClock) -> None:
    note_visit(heavier, "self", seen())
    clock.advance(timedelta(days=2))
    assert "elevation" in open_to(heavier)
    clock.advance(timedelta(days=1))
    assert open_to(heavier) == {"walking"}
    told = heavier.visits.to_tell("self")
    assert told is not None
    assert told.effect is Effect.LAPSED


def test_what_a_later_check_says_was_allowed_lapses_too(coach: Coach, clock: FixedClock) -> None:
    wound = {"slow_healing_wound": "left", "evaluated_by_clinician": True}
    told = {"worse_since_evaluation": False, "cleared_activities": ["walking"]}
    note_visit(coach, "self", seen(cleared=(Activity.WALKING,)))
    clock.advance(timedelta(hours=1))
    coach.checks.record("self", {"answers": wound | told, "others": "no"})
    assert "walking" in open_to(coach)
    clock.advance(timedelta(days=3))
    assert "walking" not in open_to(coach)
    note_visit(coach, "self", seen(cleared=(Activity.WALKING,), review_date=date(2026, 3, 20)))
    assert "walking" in open_to(coach)


def test_something_noticed_after_the_visit_shuts_what_it_opened(
    heavier: Coach, clock: FixedClock
) -> None:
    note_visit(heavier, "self", seen())
    clock.advance(timedelta(hours=1))
    note_symptoms(heavier, "self", findings={"leg_pain": "left"})
    assert open_to(heavier) == set()
    decision = heavier.gate.standing("self").decision
    assert decision is not None
    assert decision.urgency is Urgency.TODAY
    assert heavier.visits.seen("self")[0].effect is Effect.NEWS


def test_a_visit_after_something_new_waits_for_a_check(heavier: Coach) -> None:
    note_symptoms(heavier, "self", findings={"leg_pain": "left"})
    assert note_visit(heavier, "self", seen()).effect is Effect.NEWS
    with pytest.raises(NotPermittedError):
        heavier.gate.permit("self", Activity.ANKLE_PUMPS)


def test_no_visit_takes_an_emergency_back(coach: Coach, clock: FixedClock) -> None:
    coach.checks.record("self", {"answers": {"chest_pain": True}, "others": "no"})
    clock.advance(timedelta(hours=1))
    visit = seen(who_kind=Clinician.EMERGENCY_DEPARTMENT, cleared=tuple(Activity))
    assert note_visit(coach, "self", visit).effect is Effect.EMERGENCY
    assert coach.gate.standing("self").is_emergency
    assert open_to(coach) == set()


def test_worse_since_the_visit_ends_the_check(well: Coach) -> None:
    assert note_visit(well, "self", seen(worse_since=True)).effect is Effect.WORSE
    assert open_to(well) == set()


@pytest.mark.parametrize(
    ("changes", "effect"),
    [
        ({"saw_everything": False}, Effect.PARTLY),
        ({"worse_since": None}, Effect.UNSAID),
    ],
)
def test_a_visit_that_leaves_something_open_settles_nothing(
    heavier: Coach, changes: dict[str, Any], effect: Effect
) -> None:
    assert note_visit(heavier, "self", seen(**changes)).effect is effect
    assert open_to(heavier) == {"walking"}


def test_a_visit_before_the_check_began_opens_nothing(heavier: Coach, clock: FixedClock) -> None:
    day_before = clock.now() - timedelta(days=1)
    assert note_visit(heavier, "self", seen(), at=day_before).effect is Effect.BEFORE_CHECK
    assert open_to(heavier) == {"walking"}


def test_a_visit_taken_back_shuts_what_it_opened(heavier: Coach) -> None:
    recorded = note_visit(heavier, "self", seen())
    heavier.journal.withdraw(recorded.visit.id)
    assert open_to(heavier) == {"walking"}


def test_a_visit_does_not_make_a_check_live_longer(heavier: Coach, clock: FixedClock) -> None:
    clock.advance(timedelta(days=6))
    note_visit(heavier, "self", seen(review_date=date(2026, 4, 1)))
    assert "elevation" in open_to(heavier)
    clock.advance(timedelta(days=1))
    assert open_to(heavier) == set()


def test_without_a_review_date_a_visit_is_good_for_three_months(coach: Coach) -> None:
    coach.checks.record("self", WELL)
    ends = note_visit(coach, "self", seen(review_date=None)).ends_on
    assert ends == coach.today() + timedelta(days=90)


def test_a_review_before_the_visit_is_refused(coach: Coach) -> None:
    with pytest.raises(InvalidEntryError, match="after the visit"):
        note_visit(coach, "self", seen(review_date=coach.today()))
    assert coach.visits.seen("self") == ()


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(
        ["Pacific/Kiritimati", "Europe/Berlin", "UTC", "America/New_York", "Asia/Kolkata"]
    ),
    st.integers(-150, 150),
    st.integers(-2, 2),
)
def test_a_review_is_held_against_the_day_where_the_person_is(
    tmp_path: Path, zone: str, minutes_from_midnight: int, days_later: int
) -> None:
    here = ZoneInfo(zone)
    midnight = datetime(2026, 3, 3, tzinfo=here)
    now = midnight.astimezone(UTC) + timedelta(minutes=minutes_from_midnight)
    clock = FixedClock(now)
    file = tmp_path / f"{uuid4()}.sqlite3"
    with Coach(Journal.open(file, clock, here), clock, timezone=zone) as coach:
        review = now.astimezone(here).date() + timedelta(days=days_later)
        if days_later <= 0:
            with pytest.raises(InvalidEntryError, match="after the visit"):
                note_visit(coach, "self", seen(review_date=review))
            assert coach.visits.seen("self") == ()
        else:
            assert note_visit(coach, "self", seen(review_date=review)).ends_on == review


@pytest.mark.parametrize("effect", Effect)
def test_what_is_said_of_a_visit_is_plain_and_rests_on_claims(effect: Effect) -> None:
    assert grade(effect_texts()[effect].says) <= 7
    assert all(claim(each) for each in effect_texts()[effect].claims)


def six_swollen_days(coach: Coach, clock: FixedClock) -> None:
    """Six days of swelling, with legs raised and minutes walked: it does not get better."""
    swollen = {"swelling": "both", "swelling_course": "comes_and_goes"}
    better = {"swelling_not_improving": False}
    coach.checks.record("self", {"answers": {**swollen, **better}, "others": "no"})
    for _ in range(6):
        both = {Score.SWELLING_LEFT: 5, Score.SWELLING_RIGHT: 5}
        note_symptoms(coach, "self", scores=both)
        coach.journal.append("self", ActivityEntry(20, Intensity.MODERATE))
        raised = (Activity.ELEVATION, "elevation", clock.now(), 600.0, 600.0, 0, Outcome.FINISHED)
        coach.journal.append("self", SessionEntry(*raised))
        clock.advance(timedelta(days=1))


def test_what_the_days_showed_is_settled_by_a_visit_that_saw_everything(
    coach: Coach, clock: FixedClock
) -> None:
    six_swollen_days(coach, clock)
    assert open_to(coach) == {"walking"}
    note_visit(coach, "self", seen(saw_everything=False, cleared=(), review_date=None))
    assert open_to(coach) == {"walking"}
    note_visit(coach, "self", seen(cleared=(), review_date=None))
    assert open_to(coach) == SETTLED
    assert not coach.gate.standing("self").learnt.findings


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(documents(), st.lists(st.sampled_from(Activity), unique=True), st.booleans())
def test_a_visit_that_saw_less_or_after_which_it_is_worse_opens_nothing(
    coach: Coach, clock: FixedClock, document: Document, named: list[Activity], worse: bool
) -> None:
    person = coach.journal.add_person(str(uuid4())).id
    coach.checks.record(person, unseen(document))
    before = coach.gate.standing(person)
    visit = seen(cleared=tuple(named), saw_everything=worse, worse_since=worse)
    note_visit(coach, person, visit)
    after = coach.gate.standing(person)
    opened = [set(each.clearance.permits) if each.clearance else set() for each in (before, after)]
    assert opened[1] <= opened[0]
    assert not before.is_emergency or after.is_emergency


def unseen(document: Document) -> Document:
    """Return answers of somebody whom nobody has seen."""
    answers = {**document["answers"], "evaluated_by_clinician": False, "clot_ruled_out": False}
    answers |= dict.fromkeys(("worse_since_evaluation", "better_since_evaluation"), False)
    return {**document, "answers": {**answers, "cleared_activities": []}}


def test_no_calendar_names_what_a_visit_opened_beyond_its_review(
    heavier: Coach, clock: FixedClock
) -> None:
    note_visit(heavier, "self", seen(cleared=tuple(Activity)))
    heavier.reminders.save("self", ReminderSettings.from_dict({"is_on": True, "mode": "desk"}))
    heavier.weeks.make("self", heavier.weeks.profile("self"))
    heavier.exercises.keep("self", exercise())
    review = datetime(2026, 3, 5, tzinfo=UTC)
    clearance = heavier.gate.clearance("self")
    assert clearance.permit(Activity.ANKLE_PUMPS).expires_at == review
    assert clearance.permit(Activity.WALKING).expires_at == clearance.expires_at > review
    plan = heavier.weeks.current("self")
    assert plan is not None
    for item in plan.items:
        if item.kind.activity is not Activity.WALKING:
            assert plan.awaits_new_check(item) == (item.at >= review.replace(tzinfo=None))
    week = Calendar.from_ical(to_icalendar(plan, clock=clock))
    walks = {item.title for item in plan.items if item.kind.activity is Activity.WALKING}
    late = [each for each in week.walk("VEVENT") if each.decoded("DTSTART") >= review]
    assert {str(each["SUMMARY"]) for each in late} <= walks
    feed = heavier.reminders.feed(heavier.reminders.token("self"), "http://localhost")
    assert feed is not None
    told = Calendar.from_ical(feed).walk("VEVENT")
    begun = [each.decoded("DTSTART") for each in told if "An exercise" in str(each["SUMMARY"])]
    assert begun
    assert max(begun) < review


def test_a_session_under_way_ends_on_the_day_of_the_review(
    heavier: Coach, clock: FixedClock
) -> None:
    note_visit(heavier, "self", seen())
    clock.advance(timedelta(days=3) - timedelta(hours=10, minutes=1))
    session = heavier.practice.begin("self", "elevation", anything_new=False)
    heavier.practice.on("self", session.id, (Event(Act.BEGIN),))
    clock.advance(timedelta(minutes=2))
    assert heavier.practice.get("self", session.id).session.is_over
