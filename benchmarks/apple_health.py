"""Makes an export of Apple Health of any size; measures the time and the memory of reading it.

Run ``python benchmarks/apple_health.py --gigabytes 1``. The export has what real ones have: a
document type that is wrong, signs that XML forbids, a watch under a new address each day, a phone
that counts the same steps, and a hundred kinds of records that have nothing to do with activity.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from soleus.devices import read_apart

SEED = 20_261_130
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 14 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
<!ELEMENT WorkoutEvent EMPTY>
<!ATTLIST WorkoutEvent
  type CDATA #REQUIRED
  date CDATA #REQUIRED
  duration CDATA #IMPLIED
  durationUnit CDATA #IMPLIED
]>
<HealthData locale="en_GB">
 <ExportDate value="2026-11-30 08:00:00 +0000"/>
"""
_OTHERS = ("ActiveEnergyBurned", "BasalEnergyBurned", "DistanceWalkingRunning", "RespiratoryRate")


def _device(day: int, kind: str) -> str:
    address = f"0x28{(day * 7919) % 0xFFFFFF:06x}0"
    if kind == "watch":
        parts = "name:Apple Watch, manufacturer:Apple, model:Watch, hardware:Watch6,2, software:9.4"
    else:
        parts = (
            "name:iPhone, manufacturer:Apple Inc., model:iPhone, hardware:iPhone14,5, software:16.5"
        )
    return f"&lt;&lt;HKDevice: {address}&gt;, {parts}&gt;"


def _record(
    kind: str, source: str, device: str, begins: datetime, ends: datetime, value: str
) -> str:
    def shown(moment: datetime) -> str:
        return moment.strftime("%Y-%m-%d %H:%M:%S +0000")

    return (
        f' <Record type="HKQuantityTypeIdentifier{kind}" sourceName="{source}" '
        f'sourceVersion="9.4" device="{device}" unit="count" creationDate="{shown(ends)}" '
        f'startDate="{shown(begins)}" endDate="{shown(ends)}" value="{value}"/>\n'
    )


def lines(size: int, seed: int = SEED) -> Iterator[str]:
    """Yield an export of about ``size`` bytes, line by line."""
    chance, written, day = random.Random(seed), len(_HEAD), 0
    first = datetime(2016, 1, 1, 6, tzinfo=UTC)
    yield _HEAD
    while written < size:
        for line in _day(chance, first + timedelta(days=day % 3900), day):
            written += len(line)
            yield line
        day += 1
    yield "</HealthData>\n"


def _day(chance: random.Random, begins: datetime, day: int) -> Iterator[str]:
    watch, phone = _device(day, "watch"), _device(day, "phone")
    for minute in range(0, 900, 5):
        at = begins + timedelta(minutes=minute)
        end = at + timedelta(minutes=5)
        pulse = str(chance.randrange(55, 130))
        yield _record("HeartRate", "Ann\x01a\u2019s Watch", watch, at, at, pulse)
        for other in _OTHERS:
            yield _record(other, "Anna\u2019s Watch", watch, at, end, f"{chance.random() * 9:.3f}")
        if chance.random() < 0.1:
            steps = chance.randrange(20, 560)
            yield _record("StepCount", "Anna\u2019s Watch", watch, at, end, str(steps))
            yield _record("StepCount", "Anna\u2019s iPhone", phone, at, end, str(steps - 10))
    yield (
        ' <Workout workoutActivityType="HKWorkoutActivityTypeWalking" duration="31.5" '
        f'durationUnit="min" sourceName="Anna\u2019s Watch" device="{watch}" '
        f'startDate="{begins:%Y-%m-%d %H:%M:%S} +0000" '
        f'endDate="{begins + timedelta(minutes=32):%Y-%m-%d %H:%M:%S} +0000">\n'
        '  <MetadataEntry key="HKTimeZone" value="Europe/London"/>\n'
        '  <WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="2.4" '
        'unit="km"/>\n </Workout>\n'
    )


def main() -> None:
    """Make an export, read it, and say what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=1.0)
    parser.add_argument("--zip", action="store_true", help="read it packed, as a phone gives it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = _made(Path(folder), asked.gigabytes, packed=asked.zip)
        began, activities, days = time.monotonic(), 0, 0
        with path.open("rb") as file:
            for found in read_apart(
                file, path.name, now=datetime.now(UTC), zone=ZoneInfo("Europe/London")
            ):
                if found.fault:
                    sys.exit(str(found.fault))
                activities, days = len(found.activities), len(found.days)
        seconds = time.monotonic() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    at_work, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1000
    print(f"{asked.gigabytes:g} GB in {seconds:.0f} s, {at_work:.0f} s of it at work, ", end="")
    print(f"and {memory:.0f} MB: ", end="")
    print(f"{activities} activities, {days} days of steps")


def _made(folder: Path, gigabytes: float, *, packed: bool) -> Path:
    path = folder / "export.xml"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines(round(gigabytes * 1e9)))
    if not packed:
        return path
    archive = folder / "export.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.write(path, "apple_health_export/export.xml")
    path.unlink()
    return archive


if __name__ == "__main__":
    main()
