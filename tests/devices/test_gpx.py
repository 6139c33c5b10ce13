"""GPX: parts, pauses and times that are missing; held against another reader."""

import io
from datetime import UTC, datetime, timedelta

import gpxpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices import samples
from devices.conftest import BEGAN, NOW, Read
from soleus.devices import Sport
from soleus.devices.gpx import read_gpx


@settings(max_examples=25, deadline=None)
@given(minutes=st.integers(2, 90), speed=st.floats(20, 400), pause=st.integers(0, 60))
def test_length_and_way_are_those_that_another_reader_finds(
    minutes: int, speed: float, pause: int
) -> None:
    content = samples.gpx(BEGAN, minutes=minutes, metres_a_minute=speed, pause_minutes=pause)
    (one,) = read_gpx(io.BytesIO(content), "x", NOW).activities
    other = gpxpy.parse(content.decode())
    assert one.seconds == pytest.approx(other.get_duration(), abs=0.01)
    assert one.distance_m == pytest.approx(other.length_2d(), rel=0.002)


def test_a_pause_is_no_time_of_the_activity_but_of_the_day(read: Read) -> None:
    (found,) = read(samples.gpx(BEGAN, minutes=30, kind="Wandern", pause_minutes=20))
    (one,) = found.activities
    assert one.sport is Sport.WALKING
    assert one.seconds == 30 * 60 - 30  # the half minute between the parts is a pause too
    assert one.elapsed_seconds == 50 * 60


def test_standing_is_no_movement(read: Read) -> None:
    (found,) = read(samples.gpx(BEGAN, minutes=30, metres_a_minute=2))
    assert found.activities[0].moving_seconds == 0
    assert found.activities[0].active_seconds == 0


def test_who_lifts_in_one_place_moves_all_the_same(read: Read) -> None:
    (found,) = read(samples.gpx(BEGAN, minutes=30, metres_a_minute=0, kind="Strength training"))
    assert found.activities[0].active_seconds == 1800


def test_a_latitude_that_tells_of_a_pause_is_no_place(read: Read) -> None:
    content = samples.gpx(BEGAN, minutes=10)
    places = content.split(b"<trkpt ")
    places[8] = b'lat="100" lon="0">' + places[8].split(b">", 1)[1]
    places[12] = b'lat="200" lon="0">' + places[12].split(b">", 1)[1]
    (one,) = read(b"<trkpt ".join(places))[0].activities
    assert one.seconds == 600
    assert one.distance_m is not None
    assert one.distance_m < 900
    assert one.moving_seconds is not None
    assert one.moving_seconds < 600


def test_times_of_few_points_tell_no_length(read: Read) -> None:
    content = samples.gpx(BEGAN, minutes=30)
    head, *points = content.split(b"<time>")
    kept = [head, *(p if n in (3, 40) else p.split(b"</time>", 1)[1] for n, p in enumerate(points))]
    joined = kept[0] + b"".join(
        (b"<time>" if n in (3, 40) else b"") + p for n, p in enumerate(kept[1:])
    )
    (found,) = read(joined)
    assert found.activities == ()
    assert "no times" in str(found.fault)


def test_an_offset_of_odd_minutes_is_kept(read: Read) -> None:
    content = samples.gpx(BEGAN, minutes=10).replace(b"Z</time>", b"+01:15</time>")
    (one,) = read(content)[0].activities
    assert one.begins(UTC).isoformat() == "2026-11-20T07:00:00+01:15"


def test_places_alone_are_no_activity_and_no_error(read: Read) -> None:
    for text in ('<gpx><wpt lat="1" lon="2"/></gpx>', "<gpx><trk><trkseg/></trk></gpx>", "<gpx/>"):
        (found,) = read(("\ufeff" + text).encode())
        assert "no track" in str(found.fault)


def test_times_that_run_backwards_are_told(read: Read) -> None:
    content = samples.gpx(BEGAN, minutes=10).decode()
    first = BEGAN.strftime("%Y-%m-%dT%H:%M:%SZ")
    later = (BEGAN + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    (found,) = read(content.replace(first, later).encode())
    assert "backwards" in str(found.fault)


def test_other_encodings_are_read(read: Read) -> None:
    content = samples.gpx(BEGAN, minutes=10, kind="Spaziergang").decode()
    wide = content.replace("UTF-8", "UTF-16").encode("utf-16")
    latin = content.replace("UTF-8", "ISO-8859-1").replace("A watch", "Ännchens").encode("latin-1")
    assert read(wide)[0].activities[0].sport is Sport.WALKING
    assert read(latin)[0].activities[0].device == "Ännchens"
    assert datetime(2026, 11, 20, 7, tzinfo=UTC) == read(latin)[0].activities[0].starts
