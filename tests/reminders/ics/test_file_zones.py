"""Zones that a file defines: its own rules count, for it alone, and its name where it has none."""

import pytest

from reminders.ics.odd import GOOD, event, file, read, times

RULES = """BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT"""


def zone(name: str, rules: str = RULES) -> str:
    return f"BEGIN:VTIMEZONE\nTZID:{name}\n{rules}\nEND:VTIMEZONE\n"


def fixed(name: str, offset: str) -> str:
    observance = f"BEGIN:STANDARD\nTZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD"
    return zone(name, observance)


def at_ten(name: str, *lines: str) -> str:
    return event(f"DTSTART;TZID={name}:20260327T100000", "DURATION:PT1H", *lines)


WEEKLY = "RRULE:FREQ=WEEKLY"


def test_a_series_keeps_its_local_time_over_the_change_of_a_clock_that_the_file_defines() -> None:
    assert times(file(zone("Mine"), at_ten("Mine", WEEKLY))) == ["27 09:00", "03 08:00"]
    assert times(file(at_ten("Mine", WEEKLY), zone("mine"))) == ["27 09:00", "03 08:00"]


def test_the_zone_of_one_calendar_stays_with_it() -> None:
    name = "Customized Time Zone"
    assert times(file(fixed(name, "+0100"), at_ten(name))) == ["27 09:00"]
    assert times(file(fixed(name, "-0500"), at_ten(name))) == ["27 15:00"]
    both = file(fixed(name, "+0100"), at_ten(name)) + file(fixed(name, "-0500"), at_ten(name))
    assert times(both) == ["27 09:00", "27 15:00"]
    nobodys = read(file(at_ten(name), GOOD))
    assert len(nobodys.meetings) == 1
    assert nobodys.unreadable == 1


@pytest.mark.parametrize("name", ["GMT", "America/New_York", "Tokyo Standard Time"])
def test_what_a_file_defines_wins_over_a_name_that_is_known(name: str) -> None:
    assert times(file(zone(name), at_ten(name, WEEKLY))) == ["27 09:00", "03 08:00"]


@pytest.mark.parametrize(
    "rules",
    [
        "",
        "no property",
        "BEGIN:STANDARD\nEND:STANDARD",
        "BEGIN:STANDARD\nTZOFFSETTO:late\nEND:STANDARD",
        f"{RULES}\nBEGIN:STANDARD\nTZOFFSETTO:+9900\nEND:STANDARD",
        RULES.replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=SECONDLY"),
        "BEGIN:STANDARD\nDTSTART:20101031T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
        "RDATE:20111030T030000\nEND:STANDARD\n"
        "BEGIN:DAYLIGHT\nDTSTART:20110327T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
        "END:DAYLIGHT",
    ],
)
def test_a_definition_that_cannot_be_read_or_ends_long_ago_gives_way_to_the_name(
    rules: str,
) -> None:
    assert times(file(zone("Europe/Berlin", rules), at_ten("Europe/Berlin", WEEKLY))) == [
        "27 09:00",
        "03 08:00",
    ]


@pytest.mark.parametrize(
    "rules",
    [
        "TZID-ALIAS-OF:Europe/Berlin",
        "X-LIC-LOCATION:Europe/Berlin",
        "TZID:Europe/Berlin",
        RULES.replace("TZOFFSETFROM:+0200\n", ""),
        RULES.replace("16010101", "00010101"),
        RULES.replace("16010101", "1601-01-01"),
        RULES.replace("+0100", "+01:00").replace("+0200", "+02:00:00"),
        RULES.replace("DAYLIGHT", "daylight"),
    ],
)
def test_a_definition_with_something_missing_is_read_where_it_is_clear(rules: str) -> None:
    reading = read(file(zone("Mine", rules), at_ten("Mine", WEEKLY)))
    assert [f"{each.starts:%d %H:%M}" for each in reading.meetings] == ["27 09:00", "03 08:00"]
    assert reading.unreadable == 0


def test_a_zone_with_two_names_is_known_by_both() -> None:
    two = zone("One\nTZID:Two")
    assert times(file(two, at_ten("One"))) == times(file(two, at_ten("Two"))) == ["27 09:00"]


def test_what_is_left_of_a_definition_without_a_known_name_counts_and_is_said() -> None:
    half = RULES.replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=NEVER")
    reading = read(file(zone("Mine", half), at_ten("Mine")))
    assert [f"{each.starts:%d %H:%M}" for each in reading.meetings] == ["27 09:00"]
    assert reading.unreadable == 1


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("20260329T013000", "29 00:30"),
        ("20260329T023000", "29 01:30"),  # skipped: by the clock before
        ("20260329T033000", "29 01:30"),
    ],
)
def test_a_time_that_the_clock_skips_is_read_by_the_clock_before(local: str, utc: str) -> None:
    for name, parts in (("Mine", (zone("Mine"),)), ("Europe/Berlin", ())):
        starts = event(f"DTSTART;TZID={name}:{local}", "DURATION:PT20M")
        assert times(file(*parts, starts)) == [utc]


def test_a_time_that_comes_twice_is_the_first() -> None:
    turned = RULES.replace("BYMONTH=10", "BYMONTH=9").replace("BYMONTH=3", "BYMONTH=10")
    autumn = turned.replace("BYMONTH=9", "BYMONTH=3")
    starts = event("DTSTART;TZID=Mine:20260329T023000", "DURATION:PT20M")
    assert times(file(zone("Mine", autumn), starts)) == ["29 00:30"]


def test_times_without_a_zone_are_meant_by_the_zone_of_the_calendar() -> None:
    plain = event("DTSTART:20260327T100000", "DURATION:PT1H", WEEKLY)
    assert times(file(plain)) == ["27 09:00", "03 08:00"]
    assert times(file(plain, head="X-WR-TIMEZONE:America/New_York\n")) == ["27 14:00", "03 14:00"]
    assert times(file(zone("Mine"), plain, head="X-WR-TIMEZONE:Mine\n")) == ["27 09:00", "03 08:00"]
    assert times(file(plain, head="X-WR-TIMEZONE:Mars/Olympus\n")) == ["27 09:00", "03 08:00"]


def test_a_series_in_utc_keeps_its_time_by_the_zone_of_the_calendar() -> None:
    series = event("DTSTART:20260327T090000Z", "DURATION:PT1H", WEEKLY)
    assert times(file(series)) == ["27 09:00", "03 09:00"]
    assert times(file(series, head="X-WR-TIMEZONE:Europe/Berlin\n")) == ["27 09:00", "03 08:00"]
