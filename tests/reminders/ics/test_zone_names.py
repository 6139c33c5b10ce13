"""Names of time zones as Outlook, Exchange, Lotus Notes and others write them."""

from datetime import datetime

import pytest
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from soleus.reminders.ics.zone_names import zone_named

WINTER, SUMMER = datetime(2026, 1, 15, 12), datetime(2026, 7, 15, 12)


def hours(name: str) -> tuple[float, float] | None:
    """Return how far a zone is from UTC in winter and in summer, in hours."""
    zone = zone_named(name)
    if zone is None:
        return None
    winter, summer = ((zone.to_local(at) - at).total_seconds() / 3600 for at in (WINTER, SUMMER))
    return winter, summer


@pytest.mark.parametrize(
    ("name", "offsets"),
    [
        ("Europe/Berlin", (1, 2)),
        ("europe/berlin", (1, 2)),
        ("Europe-Berlin", (1, 2)),
        ("America/New York", (-5, -4)),
        ("/Europe/Berlin", (1, 2)),
        ("/freeassociation.sourceforge.net/Europe/Berlin", (1, 2)),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", (1, 2)),
        ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", (-3, -3)),
        ("/softwarestudio.org/Olson_20011030_5/America/New_York", (-5, -4)),
        ("US-Eastern", (-5, -4)),
        ("US/Pacific", (-8, -7)),
        ("W. Europe Standard Time", (1, 2)),
        ("W. Europe Daylight Time", (1, 2)),
        ("Eastern Standard Time 1", (-5, -4)),
        ("Eastern Standard Time (2)", (-5, -4)),
        ("Europe/Berlin 1", (1, 2)),
        ("Romance Standard Time", (1, 2)),
        ("Eastern", (-5, -4)),
        ("W. Europe", (1, 2)),
        ("Mitteleuropäische Zeit", (1, 2)),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", (1, 2)),
        ("(GMT+01.00) Sarajevo/Warsaw/Zagreb", (1, 2)),
        ("(GMT+01:00) Belgrade, Bratislava, Budapest, Ljubljana, Prague 1", (1, 2)),
        ("(UTC) Dublin, Edinburgh, Lisbon, London", (0, 1)),
        ("(UTC-05:00) Eastern Time (US & Canada)", (-5, -4)),
        ("(GMT-08.00) Pacific Time (US & Canada)", (-8, -7)),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", (5.5, 5.5)),
        ("(UTC+01:00) West Central Africa", None),
        ("(UTC+01:00) W. Central Africa", (1, 1)),
        ("tzone://Microsoft/Utc", (0, 0)),
        ("(UTC) Coordinated Universal Time", (0, 0)),
        ("UTC", (0, 0)),
        ("GMT", (0, 0)),
        ("UTC+1", (1, 1)),
        ("UTC-03", (-3, -3)),
        ("GMT-0500", (-5, -5)),
        ("GMT+05:30", (5.5, 5.5)),
        ("(UTC+01:00)", (1, 1)),
        ("+0100", (1, 1)),
        ("Etc/GMT-1", (1, 1)),
        ("CEST", (1, 2)),
        ("PST", (-8, -7)),
        ("CST", None),  # in Chicago, Havana or Shanghai
        ("Customized Time Zone", None),
        ("tzone://Microsoft/Custom", None),
        ("GMT -0500 (Standard) / GMT -0400 (Daylight)", None),
        ("(UTC+03:00) Berlin", None),
        ("Mars/Olympus", None),
        ("x" * 10_000, None),
        ("", None),
    ],
)
def test_a_name_means_a_clock_or_is_not_known(
    name: str, offsets: tuple[float, float] | None
) -> None:
    assert hours(name) == offsets


@pytest.mark.parametrize("name", sorted(WINDOWS_TO_OLSON.keys() - {"UTC"}))
def test_every_name_of_windows_is_known_with_a_number_behind_it_too(name: str) -> None:
    assert hours(name) is not None
    assert hours(f"{name} 1") == hours(name)
