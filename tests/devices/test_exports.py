"""Exports of Google, Fitbit and Health Connect: units, clocks, the same told twice within one."""

import gzip
import json
from datetime import date, timedelta

from devices import samples
from devices.conftest import BEGAN, BERLIN, Read
from soleus.devices import Format, Sport


def test_health_connect_numbers_distances_pulse_and_both_apps_steps(read: Read) -> None:
    (found,) = read(samples.health_connect(BEGAN), "health_connect_export.db")
    (one,) = found.activities
    assert (one.sport, one.seconds, one.distance_m) == (Sport.WALKING, 1800, 2400)
    assert (one.heart_rate, one.steps, one.device) == (100, 30 * 105, "Watch")
    assert one.begins(BERLIN).isoformat() == "2026-11-20T08:00:00+01:00"
    assert [(day.day, day.steps) for day in found.days] == [(date(2026, 11, 20), 30 * 105)]


def test_health_connect_in_its_zip_and_a_database_of_something_else(read: Read) -> None:
    archive = samples.zipped({"health_connect_export.db": samples.health_connect(BEGAN, kind=10)})
    assert read(archive)[0].activities[0].sport is Sport.DANCING
    other = samples.health_connect(BEGAN).replace(b"exercise_session_record_table", b"x" * 29)
    (found,) = read(other.replace(b"steps_record_table", b"y" * 18))
    assert found.fault is not None
    assert found.activities == ()


def test_fitbit_is_by_the_clock_of_the_watch_and_without_pauses(read: Read) -> None:
    (found,) = read(samples.fitbit_exercise(BEGAN, distance=2.1))
    (one,) = found.activities
    assert one.begins(BERLIN).isoformat() == "2026-11-20T07:00:00+01:00"
    assert (one.seconds, one.elapsed_seconds, one.distance_m) == (1700, 1800, 2100)


def test_miles_are_told_by_their_unit(read: Read) -> None:
    (found,) = read(samples.fitbit_exercise(BEGAN, distance=1, distanceUnit="Mile"))
    assert found.activities[0].distance_m == 1609.344


def test_the_same_steps_in_two_folders_of_google_count_once(read: Read) -> None:
    table = "timestamp,steps,data source\n" + "".join(
        f"{(BEGAN + timedelta(minutes=n)).isoformat().replace('+00:00', 'Z')},110,watch\n"
        for n in range(12)
    )
    found = read(
        samples.zipped(
            {
                "Takeout/Fitbit/Global Export Data/steps-2026-11-20.json": samples.fitbit_steps(
                    BEGAN + timedelta(hours=1)
                ),
                "Takeout/Fitbit/Physical Activity_GoogleData/steps_2026-11-20.csv": table.encode(),
                "Takeout/Fitbit/Global Export Data/exercise-0.json": samples.fitbit_exercise(
                    BEGAN + timedelta(hours=4)
                ),
                "Takeout/Fitbit/Global Export Data/exercise-1.json": b"{ cut",
                "Takeout/Fitbit/Global Export Data/heart_rate-2026-11-20.json": b"[" * 999,
            }
        )
    )
    bad, good = found
    assert bad.name.endswith("exercise-1.json")
    assert good.format is Format.FITBIT
    assert [day.steps for day in good.days] == [12 * 110]
    assert len(good.activities) == 2  # the exercise, and the walk that its steps show


def test_strava_lists_what_it_also_holds_and_the_list_is_not_counted_again(read: Read) -> None:
    listed = (
        b"Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance\n"
        b'1,"Nov 20, 2026, 7:00:00 AM",Walk,Walk,1800,2.10\n'
    )
    packed = gzip.compress(samples.fit(BEGAN))
    found = read(samples.zipped({"activities.csv": listed, "activities/1.fit.gz": packed}))
    assert [len(each.activities) for each in found] == [1]
    (alone,) = read(samples.zipped({"activities.csv": listed}))
    assert [one.starts for one in alone.activities] == [BEGAN]  # in UTC, as Strava writes


def test_a_list_of_the_interface_of_fitbit_is_read_too(read: Read) -> None:
    logs = json.loads(samples.fitbit_exercise(BEGAN))
    (found,) = read(json.dumps({"activities": logs, "pagination": {}}).encode())
    assert len(found.activities) == 1


def test_google_fit_sessions_are_taken_and_its_tracks_of_the_same_are_not(read: Read) -> None:
    day = (
        "Start time,End time,Move Minutes count,Step count\n"
        "08:00:00.000+01:00,08:15:00.000+01:00,15,1500\n"
        "23:45:00.000+01:00,00:00:00.000+01:00,,30\n"
    )
    (found,) = read(
        samples.zipped(
            {
                "Takeout/Fit/All Sessions/2026_WALKING.json": samples.google_session(BEGAN),
                "Takeout/Fit/All Sessions/2026_SLEEP.json": samples.google_session(
                    BEGAN, kind="sleep"
                ),
                "Takeout/Fit/Activities/2026.tcx": samples.tcx(BEGAN),
                "Takeout/Fit/All Data/raw.json": b"not even JSON",
                "Takeout/Fit/Daily activity metrics/2026-11-20.csv": day.encode(),
                "Takeout/Fit/Daily activity metrics/Daily activity metrics.csv": b"Date,Steps\n",
            }
        )
    )
    (one,) = found.activities
    assert (one.sport, one.seconds, one.steps, one.distance_m) == (
        Sport.WALKING,
        1500,
        2500,
        1900.5,
    )
    assert [day.steps for day in found.days] == [1530]
