"""Tables: known headers are read at once, others once they are named; numbers of many lands."""

import pytest

from devices import samples
from devices.conftest import BEGAN, BERLIN, Read
from soleus.devices import Column, Mapped, Sport

GARMIN = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR\n"
    'Walking,2026-11-20 07:00:00,false,"Walk, morning","3.10","200","00:41:30","101"\n'
)
STRAVA = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Moving Time\n"
    '1,"Nov 20, 2026, 7:00:00 AM",Ride,Ride,3600,15.20,3400\n'
)
GERMAN = "Datum;Dauer (min);Sportart;Strecke (km)\n20.11.2026 07:00;45,5;Schwimmen;1,2\n"


def test_garmin_strava_and_german_tables_are_known_by_their_header(read: Read) -> None:
    (walk,), (ride,), (swim,) = (
        read(text.encode())[0].activities for text in (GARMIN, STRAVA, GERMAN)
    )
    assert (walk.sport, walk.seconds, walk.distance_m, walk.heart_rate) == (
        Sport.WALKING,
        2490,
        3100,
        101,
    )
    assert (ride.sport, ride.seconds) == (Sport.CYCLING, 3400)
    assert (swim.sport, swim.seconds, swim.distance_m) == (Sport.SWIMMING, 2730, 1200)
    assert walk.begins(BERLIN).isoformat() == "2026-11-20T07:00:00+01:00"


def test_a_table_nobody_knows_asks_for_its_columns(read: Read) -> None:
    content = samples.table(BEGAN, header=("a", "b", "c"))
    (asked,) = read(content, "mine.csv")
    assert asked.table is not None
    assert asked.table.columns == ("a", "b", "c")
    mapped = Mapped({Column.START: "a", Column.DURATION: "b", Column.ACTIVITY: "c"})
    (told,) = read(content, "mine.csv", mapped=mapped)
    assert [(one.sport, one.seconds) for one in told.activities] == [(Sport.WALKING, 2700)]


def test_a_bare_number_whose_unit_nobody_says_is_asked_about(read: Read) -> None:
    (asked,) = read(samples.table(BEGAN), "mine.csv")
    assert asked.table is not None
    assert asked.activities == ()


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("0:45:00", 2700),
        ("45:30", 2730),
        ("45", 2700),
        ("1.5 h", 5400),
        ("30 min", 1800),
        ("2700 s", 2700),
    ],
)
def test_lengths_are_read_as_people_write_them(read: Read, cell: str, seconds: float) -> None:
    (found,) = read(
        samples.table(BEGAN, header=("Date", "Time (min)", "Type"), row=(cell, "Walking"))
    )
    assert found.activities[0].seconds == seconds


def test_rows_of_open_tracks_are_points_and_marks(read: Read) -> None:
    (found,) = read(samples.open_tracks(BEGAN))
    (one,) = found.activities
    assert (one.seconds, one.elapsed_seconds, one.heart_rate) == (1200, 1800, 90)


@pytest.mark.parametrize(
    "content", [b"\x00" * 4000, b"", b"%PDF-1.4,;", b"just words", b"\xff\xd8\xff\xe0,JFIF" * 99]
)
def test_what_is_no_table_is_told_in_one_line(read: Read, content: bytes) -> None:
    (found,) = read(content)
    assert found.fault is not None
    assert found.activities == ()


def test_a_french_table_is_known_and_writes_the_day_first(read: Read) -> None:
    text = "Date;Durée;Type d'activité;Distance (km)\n03/11/2026 08:00;00:45:00;Marche;3,5\n"
    (walk,) = read(text.encode("cp1252"))[0].activities
    assert (walk.sport, walk.seconds, walk.distance_m) == (Sport.WALKING, 2700, 3500)
    assert walk.begins(BERLIN).isoformat() == "2026-11-03T08:00:00+01:00"


@pytest.mark.parametrize(("day", "hours"), [("2026-10-25", 3), ("2026-03-29", 1)])
def test_in_a_night_in_which_clocks_change_the_time_that_passed_counts(
    read: Read, day: str, hours: int
) -> None:
    text = f"Start,End,Activity\n{day} 01:30,{day} 03:30,Walking\n"
    (walk,) = read(text.encode())[0].activities
    assert walk.seconds == hours * 3600
