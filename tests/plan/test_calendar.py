from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import given, settings
from icalendar import Calendar

from plan.samples import DECIDED, MONDAY, clearance, clearances, profile, profiles
from soleus.assessment import Clearance
from soleus.plan import Profile, WeekPlan, draft, drop, move, to_icalendar
from soleus.vocabulary.clock import FixedClock

CLOCK = FixedClock(DECIDED)


@dataclass(frozen=True)
class Entry:
    """One event as a calendar reads it."""

    uid: str
    begins: datetime
    ends: datetime
    title: str
    written: datetime
    sequence: int
    privacy: str


def events(plan: WeekPlan, **options: str) -> list[Entry]:
    calendar = Calendar.from_ical(to_icalendar(plan, clock=CLOCK, **options))
    return [_entry(event) for event in calendar.walk("VEVENT")]


def _entry(event: Any) -> Entry:
    return Entry(
        uid=str(event["uid"]),
        begins=event["dtstart"].dt,
        ends=event["dtend"].dt,
        title=str(event["summary"]),
        written=event["dtstamp"].dt,
        sequence=int(event["sequence"]),
        privacy=str(event["class"]),
    )


def by_uid(plan: WeekPlan) -> dict[str, Entry]:
    return {each.uid: each for each in events(plan)}


def test_every_time_an_item_is_due_is_an_event_at_its_local_time() -> None:
    plan = draft(clearance(), profile(timezone="Europe/Paris"), start=MONDAY)
    found = events(plan)
    assert len(found) == sum(len(item.occurrences) for item in plan.items)
    first = min(event.begins for event in found)
    assert first == datetime(2026, 3, 2, 6, 10, tzinfo=UTC)  # 07:10 in Paris
    assert {event.written for event in found} == {DECIDED}


def test_another_time_zone_can_be_asked_for() -> None:
    plan = draft(clearance(), profile(), start=MONDAY)
    first = min(event.begins for event in events(plan, timezone="America/New_York"))
    assert first == datetime(2026, 3, 2, 12, 10, tzinfo=UTC)


def test_the_clocks_going_forward_do_not_move_the_morning() -> None:
    start = date(2026, 3, 27)  # clocks in London change on 29 March
    home = profile("home", timezone="Europe/London")
    plan = draft(clearance(decided_at=datetime(2026, 3, 27, tzinfo=UTC)), home, start=start)
    mornings = [e.begins for e in events(plan) if "Ankle" in e.title and e.begins.minute == 10]
    hours = [moment.hour for moment in mornings if moment.hour < 9]
    assert hours == [7, 7, 6, 6, 6, 6, 6]


def test_a_shared_calendar_learns_no_illness() -> None:
    person = profile(risk_factors={"smoker": True, "diabetes": True, "known_pad": True})
    plan = draft(clearance(pattern="venous"), person, start=MONDAY)
    text = to_icalendar(plan, clock=CLOCK).decode().lower()
    for word in ("smok", "diab", "pad", "venous", "vein", "clinic", "description", "swell", "pain"):
        assert word not in text
    assert {event.privacy for event in events(plan)} == {"PRIVATE"}


def test_nothing_is_exported_at_or_after_the_end_of_the_clearance() -> None:
    plan = draft(clearance(), profile(), start=MONDAY + timedelta(days=4))
    found = events(plan)
    assert found
    assert max(event.begins for event in found) < plan.expires_at


def test_an_event_keeps_its_id_when_it_is_moved_and_other_weeks_have_others() -> None:
    plan = draft(clearance(), profile(), start=MONDAY)
    moved = move(plan, "mon.walking_bout.1", at=time(20))
    before, after = by_uid(plan), by_uid(moved)
    assert before.keys() == after.keys()
    assert [u for u in before if before[u].begins != after[u].begins] != []
    assert {event.sequence for event in events(moved)} == {1}
    dropped = drop(plan, "mon.ankle_pumps.1")
    assert len(before.keys() - by_uid(dropped).keys()) == 1


def test_two_peoples_events_keep_apart() -> None:
    plan = draft(clearance(), profile(), start=MONDAY)
    one, other = ({event.uid for event in events(plan, owner=owner)} for owner in ("a", "b"))
    assert not one & other


@settings(max_examples=20)
@given(clearances(), profiles())
def test_the_file_reads_back_and_is_the_same_each_time(
    given_clearance: Clearance, person: Profile
) -> None:
    plan = draft(given_clearance, person, start=MONDAY)
    assert to_icalendar(plan, clock=CLOCK) == to_icalendar(plan, clock=CLOCK)
    found = events(plan)
    assert len({event.uid for event in found}) == len(found)
    assert all(event.begins < plan.expires_at for event in found)
    for event in found:
        assert timedelta(minutes=1) <= event.ends - event.begins <= timedelta(minutes=15)
