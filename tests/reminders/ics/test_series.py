"""Series and what replaces some of their times; as many events of one UID as there are."""

import pytest

from reminders.ics.odd import event, file, read, times

DAILY = ("DTSTART;TZID=Europe/Berlin:20260324T140000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=4")


@pytest.mark.parametrize(
    "named",
    [
        ":20260325T130000Z",
        ";TZID=Europe/Berlin:20260325T140000",
        ":20260325T140000",
        ";VALUE=DATE:20260325",
        ":2026-03-25",
    ],
)
def test_one_of_a_series_is_named_by_its_moment_its_local_time_or_its_day(named: str) -> None:
    moved = event(f"RECURRENCE-ID{named}", "DTSTART:20260325T160000Z", "DURATION:PT1H")
    assert times(file(event(*DAILY), moved)) == ["24 13:00", "25 16:00", "26 13:00", "27 13:00"]
    assert times(file(moved, event(*DAILY))) == ["24 13:00", "25 16:00", "26 13:00", "27 13:00"]
    assert times(file(event(*DAILY, f"EXDATE{named}"))) == ["24 13:00", "26 13:00", "27 13:00"]


def test_one_of_a_series_that_was_called_off_or_made_free_is_gone() -> None:
    for line in ("STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"):
        gone = event("RECURRENCE-ID:20260325T130000Z", "DTSTART:20260325T130000Z", line)
        assert times(file(event(*DAILY), gone)) == ["24 13:00", "26 13:00", "27 13:00"]


def test_this_and_all_later_ones_move_together() -> None:
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260326T130000Z",
        "DTSTART:20260326T150000Z",
        "DURATION:PT30M",
    )
    reading = read(file(event(*DAILY), later))
    assert [f"{each.starts:%d %H:%M}-{each.ends:%H:%M}" for each in reading.meetings] == [
        "24 13:00-14:00",
        "25 13:00-14:00",
        "26 15:00-15:30",
        "27 15:00-15:30",
    ]
    by_day = later.replace(":20260326T130000Z\nDT", ";VALUE=DATE:20260326\nDT")
    assert read(file(event(*DAILY), by_day)).meetings == reading.meetings
    far = later.replace("DTSTART:2026", "DTSTART:2046")
    assert read(file(event(*DAILY), far)).unreadable == 1
    off = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260326T130000Z",
        "DTSTART:20260326T130000Z",
        "STATUS:CANCELLED",
    )
    assert times(file(event(*DAILY), off)) == ["24 13:00", "25 13:00"]


def test_what_replaces_one_of_a_series_that_is_not_there_counts_alone() -> None:
    alone = event("RECURRENCE-ID:20260325T130000Z", "DTSTART:20260325T160000Z", "DURATION:PT1H")
    assert times(file(alone)) == ["25 16:00"]


def test_two_different_events_of_one_uid_both_count() -> None:
    first, second = (event(f"DTSTART:202603{day}T130000Z", "DURATION:PT1H") for day in ("25", "26"))
    assert times(file(first, second)) == ["25 13:00", "26 13:00"]
    assert times(file(first) + file(second)) == ["25 13:00", "26 13:00"]
    assert times(file(event(*DAILY), event("DTSTART:20260325T160000Z", "DURATION:PT1H"))) == [
        "24 13:00",
        "25 13:00",
        "25 16:00",
        "26 13:00",
        "27 13:00",
    ]


def test_of_versions_of_one_event_the_newest_counts() -> None:
    old, new = (
        event(f"DTSTART:202603{day}T130000Z", "DURATION:PT1H", f"SEQUENCE:{n}")
        for n, day in enumerate(("25", "26"))
    )
    far = event("DTSTART:20290325T130000Z", "DURATION:PT1H", "SEQUENCE:2")
    assert times(file(new, old)) == times(file(old, new)) == ["26 13:00"]
    assert times(file(new, old, far)) == []


def test_what_is_called_off_later_in_the_file_is_gone() -> None:
    meeting = event("DTSTART:20260325T130000Z", "DURATION:PT1H")
    off = event("DTSTART;TZID=Europe/Berlin:20260325T140000", "STATUS:CANCELLED")
    assert times(file(meeting) + file(off)) == []
    assert times(file(meeting) + file(meeting, head="METHOD:CANCEL\n")) == []
    again = event("DTSTART:20260325T130000Z", "DURATION:PT1H", "SEQUENCE:1")
    assert times(file(off, again)) == ["25 13:00"]
    other = event("DTSTART:20260326T130000Z", "STATUS:CANCELLED")
    assert times(file(meeting, other)) == ["25 13:00"]


def test_events_without_a_uid_are_each_their_own() -> None:
    one = event("DTSTART:20260325T130000Z", "DURATION:PT1H").replace("UID:odd\n", "")
    other = one.replace("T13", "T15")
    assert times(file(one, other)) == ["25 13:00", "25 15:00"]


def test_a_rule_of_what_is_left_out_counts() -> None:
    assert times(file(event(*DAILY, "EXRULE:FREQ=DAILY;INTERVAL=2;COUNT=2"))) == [
        "25 13:00",
        "27 13:00",
    ]


def test_further_times_are_added_once_and_may_be_periods_or_days() -> None:
    more = "RDATE;VALUE=PERIOD:20260330T100000Z/PT15M,20260331T100000Z/20260331T103000Z"
    again = "RDATE:20260324T130000Z"
    day = "RDATE;VALUE=DATE:20260401"
    reading = read(file(event(*DAILY, more, again, day)))
    assert [f"{each.starts:%d %H:%M}-{each.ends:%H:%M}" for each in reading.meetings] == [
        "24 13:00-14:00",
        "25 13:00-14:00",
        "26 13:00-14:00",
        "27 13:00-14:00",
        "30 10:00-10:15",
        "31 10:00-10:30",
        "01 12:00-13:00",
    ]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20260326", "26"),
        ("20260326T130000Z", "26"),
        ("20260326T125959Z", "25"),
        ("20260326T140000", "26"),
        ("20260326T135959", "25"),
    ],
)
def test_a_series_ends_with_its_last_day_or_moment(until: str, last: str) -> None:
    lines = (*DAILY[:2], f"RRULE:FREQ=DAILY;UNTIL={until}")
    assert times(file(event(*lines)))[-1].startswith(last)


def test_a_series_that_ended_before_it_began_has_no_times() -> None:
    assert times(file(event(*DAILY[:2], "RRULE:FREQ=DAILY;UNTIL=20260301T000000Z"))) == []


def test_a_meeting_that_began_before_the_days_asked_for_counts_as_far_as_it_lasts() -> None:
    night = event("DTSTART:20260322T220000Z", "DTEND:20260323T020000Z", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert times(file(night)) == ["22 22:00", "29 22:00"]
