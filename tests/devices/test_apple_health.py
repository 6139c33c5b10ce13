"""Apple Health: a wrong document type, forbidden signs, a watch of many names, steps told twice."""

from datetime import UTC, date, timedelta

import pytest

from devices import samples
from devices.conftest import BEGAN, BERLIN, Read
from soleus.devices import Sport, WhenKnown
from soleus.devices.device_names import device_of

WATCH = (
    "&lt;&lt;HKDevice: 0x28{:07x}&gt;, name:Apple Watch, model:Watch, "
    "hardware:Watch6,2, software:{}&gt;"
)
PHONE = "&lt;&lt;HKDevice: 0x281111110&gt;, name:iPhone, model:iPhone, hardware:iPhone14,5&gt;"
BROKEN_TYPE = (
    "<!DOCTYPE HealthData [\n<!ELEMENT WorkoutEvent EMPTY>\n<!ATTLIST WorkoutEvent type CDATA\n]>\n"
)


def test_a_workout_with_its_own_zone_whatever_the_offset_of_the_export(read: Read) -> None:
    inner = '<MetadataEntry key="HKTimeZone" value="America/Los_Angeles"/>'
    (found,) = read(samples.apple(samples.apple_workout(BEGAN, inner=inner)))
    (one,) = found.activities
    assert (one.sport, one.seconds, one.known) == (Sport.WALKING, 1800, WhenKnown.BOTH)
    assert one.begins(BERLIN).isoformat() == "2026-11-19T23:00:00-08:00"


def test_statistics_of_newer_exports_and_units_of_older_ones(read: Read) -> None:
    way = "HKQuantityTypeIdentifierDistanceWalkingRunning"
    statistics = (
        f'<WorkoutActivity><WorkoutStatistics type="{way}" sum="99" unit="km"/></WorkoutActivity>'
        f'<WorkoutStatistics type="{way}" sum="2" unit="km"/>'
        '<WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate" average="101.5"/>'
    )
    newer = samples.apple_workout(BEGAN, inner=statistics)
    older = samples.apple_workout(
        BEGAN + timedelta(hours=2), extra='totalDistance="1.5" totalDistanceUnit="mi"'
    )
    (found,) = read(samples.apple(newer, older))
    assert [one.distance_m for one in found.activities] == [2000, pytest.approx(2414.016)]
    assert found.activities[0].heart_rate == 101.5


def test_a_wrong_document_type_and_forbidden_signs_are_passed_over(read: Read) -> None:
    plain = samples.apple(samples.apple_workout(BEGAN))
    odd = samples.apple(samples.apple_workout(BEGAN), doctype=BROKEN_TYPE)
    odd = odd.replace(b'sourceName="Watch"', b'sourceName="Wa\x0b\x01tch&#x1;&#11;"')
    assert read(odd)[0].activities == read(plain)[0].activities != ()


def test_one_watch_under_seventy_addresses_and_software_is_one_source(read: Read) -> None:
    minutes = [
        samples.apple_steps(
            "Watch", WATCH.format(n, f"9.{n}"), BEGAN + timedelta(minutes=n), 1, 100
        )
        for n in range(70)
    ]
    (found,) = read(samples.apple(*minutes))
    assert [day.steps for day in found.days] == [7000]
    keys = {
        device_of(WATCH.format(n, n).replace("&lt;", "<").replace("&gt;", ">"), "Watch")[0]
        for n in range(70)
    }
    assert len(keys) == 1


def test_steps_that_phone_and_watch_both_counted_count_once(read: Read) -> None:
    watch = [
        samples.apple_steps("Watch", WATCH.format(1, 1), BEGAN + timedelta(minutes=n), 1, 110)
        for n in range(12)
    ]
    phone = [samples.apple_steps("iPhone", PHONE, BEGAN, 12, 1290)]
    later = samples.apple_steps("iPhone", PHONE, BEGAN + timedelta(hours=3), 6, 300)
    (found,) = read(samples.apple(*watch, *phone, later))
    (day,) = found.days
    assert day.day == date(2026, 11, 20)
    assert day.steps == 12 * 110 + 300
    assert day.moved == ("08:00-08:12", "11:00-11:06")
    (walk,) = found.activities
    assert walk.begins(BERLIN).isoformat() == "2026-11-20T08:00:00+01:00"
    assert (walk.seconds, walk.steps) == (720, 1320)


def test_a_walk_in_a_workout_is_not_told_again_by_its_steps(read: Read) -> None:
    steps = [
        samples.apple_steps("Watch", WATCH.format(1, 1), BEGAN + timedelta(minutes=n), 1, 110)
        for n in range(30)
    ]
    (found,) = read(samples.apple(*steps, samples.apple_workout(BEGAN)))
    assert len(found.activities) == 1
    assert found.days[0].steps == 3300


def test_the_pulse_of_a_workout_is_the_mean_of_the_readings_in_it(read: Read) -> None:
    def pulse(minutes: int, value: int) -> str:
        at = (BEGAN + timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M:%S %z")
        return (
            f'<Record type="HKQuantityTypeIdentifierHeartRate" startDate="{at}" endDate="{at}" '
            f'value="{value}"/>'
        )

    (found,) = read(
        samples.apple(
            pulse(-5, 60),
            pulse(5, 100),
            pulse(25, 120),
            pulse(40, 70),
            samples.apple_workout(BEGAN),
        )
    )
    assert found.activities[0].heart_rate == 110


def test_one_wrong_workout_leaves_the_others(read: Read) -> None:
    good = samples.apple_workout(BEGAN)
    backwards = good.replace('endDate="2026', 'endDate="2025')
    ahead = samples.apple_workout(BEGAN.replace(year=2031))
    (found,) = read(samples.apple(backwards, good, ahead))
    assert len(found.activities) == 1
    assert len(found.left_out) == 2


def test_an_export_that_is_cut_off_is_refused_whole(read: Read) -> None:
    content = samples.apple(
        samples.apple_workout(BEGAN), samples.apple_workout(BEGAN + timedelta(days=1))
    )
    (found,) = read(content[: content.rindex(b"<Workout") + 40])
    assert found.activities == ()
    assert "ends in the middle" in str(found.fault)


def test_of_the_archive_the_export_alone_is_read(read: Read) -> None:
    archive = samples.zipped(
        {
            "apple_health_export/export.xml": samples.apple(samples.apple_workout(BEGAN)),
            "apple_health_export/export_cda.xml": b"<ClinicalDocument/>",
            "apple_health_export/workout-routes/route.gpx": samples.gpx(BEGAN),
        }
    )
    (found,) = read(archive, "export.zip")
    assert found.name == "export.zip/apple_health_export/export.xml"
    assert [one.starts for one in found.activities] == [BEGAN.astimezone(UTC)]


@pytest.mark.parametrize("folder", ["", "apple_health_export/"])
def test_what_lies_beside_the_export_in_its_archive_is_read_too(read: Read, folder: str) -> None:
    later = BEGAN + timedelta(days=2)
    archive = samples.zipped(
        {
            f"{folder}export.xml": samples.apple(samples.apple_workout(BEGAN)),
            f"{folder}export_cda.xml": b"<ClinicalDocument/>",
            f"{folder}electrocardiograms/ecg.csv": b"Name,Value\n",
            f"{folder}workout-routes/route.gpx": samples.gpx(BEGAN),
            "rides/ride.gpx": samples.gpx(later),
            "Takeout/Fitbit/Global Export Data/exercise-0.json": samples.fitbit_exercise(later),
            "more.zip": samples.zipped({"walk.tcx": samples.tcx(later)}),
        }
    )
    found = {each.name.removeprefix("export.zip"): each for each in read(archive, "export.zip")}
    assert [*found] == [f"/{folder}export.xml", "", "/rides/ride.gpx", "/more.zip/walk.tcx"]
    assert all(len(each.activities) == 1 for each in found.values())
