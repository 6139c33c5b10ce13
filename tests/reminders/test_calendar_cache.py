"""The cache of calendars: read behind the pages, and what was read last stays known."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from patience import until
from reminders.ics.odd import GOOD, event, file
from soleus.reminders import CalendarCache, CalendarError, KnownMeetings, calendar_cache
from soleus.reminders.calendar_words import calendar_state, read_when
from soleus.vocabulary.clock import FixedClock

SOURCE = "https://calendar.example.org/me.ics"
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 23, 8, tzinfo=UTC)
CALENDAR = file(GOOD, event("DTSTART:tomorrow")).encode()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


class Host:
    """A host that answers when it is let, with what it has then."""

    def __init__(self) -> None:
        self.asked = 0
        self.has: bytes | Exception = CALENDAR
        self.may_answer = threading.Event()
        self.may_answer.set()

    def __call__(self, source: str) -> bytes:
        self.asked += 1
        assert self.may_answer.wait(60)
        if isinstance(self.has, Exception):
            raise self.has
        return self.has


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def cache(clock: FixedClock, host: Host) -> CalendarCache:
    return CalendarCache(clock, host)


def eventually(cache: CalendarCache, holds: Callable[[KnownMeetings], bool]) -> KnownMeetings:
    """Look as a page does, until what it finds holds."""

    def look() -> KnownMeetings | None:
        known = cache.meetings(SOURCE, BERLIN, wait=False)
        return known if holds(known) else None

    return until(look, "the calendar")


def test_a_page_never_waits_for_a_host_and_knows_its_calendar_later(
    cache: CalendarCache, host: Host
) -> None:
    host.may_answer.clear()
    for _ in range(3):
        known = cache.meetings(SOURCE, BERLIN, wait=False)
        assert known == KnownMeetings()
    assert calendar_state(known, NOW, BERLIN) == (
        "Your calendar is being read. Its meetings are not known yet."
    )
    host.may_answer.set()
    known = eventually(cache, lambda known: known.read_at is not None)
    assert len(known.meetings) == 1
    assert known.unreadable == 1
    assert host.asked == 1, "once, however many looked"


def test_what_is_old_is_shown_while_it_is_read_again(
    cache: CalendarCache, host: Host, clock: FixedClock
) -> None:
    assert len(cache.meetings(SOURCE, BERLIN).meetings) == 1
    host.may_answer.clear()
    clock.advance(timedelta(minutes=16))
    old = cache.meetings(SOURCE, BERLIN, wait=False)
    assert old.read_at == NOW
    assert len(old.meetings) == 1
    host.has = file(GOOD, event("DTSTART:20260325T090000Z", "DURATION:PT1H")).encode()
    host.may_answer.set()
    known = eventually(cache, lambda known: known.read_at == clock.now())
    assert len(known.meetings) == 2


@pytest.mark.parametrize(
    "has",
    [
        CalendarError("calendar.example.org could not be reached."),
        b"<html>Sign in</html>",
        RuntimeError("what nobody thought of"),
    ],
)
def test_where_reading_fails_what_was_known_stays_and_its_age_is_said(
    cache: CalendarCache, host: Host, clock: FixedClock, has: bytes | Exception
) -> None:
    cache.read(SOURCE, BERLIN)
    host.has = has
    clock.advance(timedelta(days=1))
    known = cache.read(SOURCE, BERLIN)
    assert known.fault is not None
    assert len(known.meetings) == 1
    state = calendar_state(known, clock.now(), BERLIN)
    assert state is not None
    assert state.startswith("Its meetings are as of Monday 23 March, 09:00.")
    host.has = CALENDAR
    clock.advance(timedelta(minutes=16))
    assert cache.read(SOURCE, BERLIN).fault is None


def test_a_calendar_that_was_never_read_is_said_to_be_unknown(
    cache: CalendarCache, host: Host
) -> None:
    host.has = CalendarError("gone")
    known = cache.read(SOURCE, BERLIN)
    assert calendar_state(known, NOW, BERLIN) == "None of its meetings are known."
    assert read_when(known, NOW, BERLIN) is None


def test_how_many_entries_could_not_be_read_is_said(cache: CalendarCache, host: Host) -> None:
    one = calendar_state(cache.read(SOURCE, BERLIN), NOW, BERLIN)
    assert one is not None
    assert one.startswith("1 entry of your calendar could not be read, or only in part")
    host.has = file(GOOD, *(event("DTSTART:x", uid=str(n)) for n in range(3))).encode()
    three = calendar_state(cache.read(SOURCE, BERLIN), NOW, BERLIN)
    assert three is not None
    assert three.startswith("3 entries of your calendar")
    host.has = file(GOOD).encode()
    known = cache.read(SOURCE, BERLIN)
    assert calendar_state(known, NOW, BERLIN) is None
    assert read_when(known, NOW, BERLIN) == "09:00"


def test_who_waits_does_not_wait_for_ever(
    cache: CalendarCache, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_cache, "MOST_WAIT_SECONDS", 0.01)
    host.may_answer.clear()
    known = cache.read(SOURCE, BERLIN)
    assert str(known.fault).startswith("The calendar has not come yet.")
    host.may_answer.set()
    eventually(cache, lambda known: known.read_at is not None)


def test_what_comes_after_all_was_forgotten_is_forgotten_too(
    cache: CalendarCache, host: Host
) -> None:
    host.may_answer.clear()
    cache.meetings(SOURCE, BERLIN, wait=False)
    cache.forget()
    before = cache._being_read.copy()
    host.may_answer.set()
    for done in before.values():
        assert done.wait(60)
    assert not cache._known


def test_calendars_without_number_do_not_fill_the_memory(
    cache: CalendarCache, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_cache, "MOST_KEPT", 2)
    for n in range(4):
        cache.read(f"{SOURCE}?{n}", BERLIN)
    assert len(cache._known) == 2


def test_a_long_entry_counts_for_two_hours(cache: CalendarCache, host: Host) -> None:
    host.has = file(event("DTSTART:20260324T080000Z", "DTEND:20260420T080000Z")).encode()
    (on_call,) = cache.read(SOURCE, BERLIN).meetings
    assert on_call.ends - on_call.starts == timedelta(hours=2)
