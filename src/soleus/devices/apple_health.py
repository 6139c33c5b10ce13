"""The export of Apple Health: workouts and steps out of gigabytes of XML, as a stream.

Its routes, in files of their own, belong to workouts that the export tells of itself.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import BinaryIO
from zoneinfo import ZoneInfo

from soleus.devices.activity import FileFindings, Format
from soleus.devices.collecting import Collected
from soleus.devices.device_names import device_of
from soleus.devices.errors import DeviceFileError
from soleus.devices.minute_steps import StepCounter
from soleus.devices.minutes import MinuteSums
from soleus.devices.moments import iso_moment
from soleus.devices.sports import sport_of
from soleus.devices.xml_stream import read_xml
from soleus.language import msgid

_STEPS = "HKQuantityTypeIdentifierStepCount"
_HEART = "HKQuantityTypeIdentifierHeartRate"
_DISTANCE = "HKQuantityTypeIdentifierDistance"
_SECONDS = {"s": 1.0, "sec": 1.0, "min": 60.0, "hr": 3600.0, "h": 3600.0, "ms": 0.001}
_METRES = {"m": 1.0, "km": 1000.0, "mi": 1609.344, "yd": 0.9144, "ft": 0.3048, "cm": 0.01}
_MOST_BEATS = 12_000_000
"""Readings of the pulse that are held, five bytes each; later ones are passed over."""

_ODD_STEPS = msgid("Some counts of steps in it cannot be: too many, in the future or backwards.")


@dataclass(slots=True)
class _Workout:
    """One workout as it is read."""

    values: dict[str, str]
    zone: tzinfo | None = None
    distance_m: float | None = None
    steps: float | None = None
    heart_rate: float | None = None
    minutes: MinuteSums = field(default_factory=MinuteSums)
    beats: int = 0
    readings: int = 0


@dataclass(slots=True)
class _Beats:
    """Readings of the pulse: when, and how many a minute."""

    at: array[int] = field(default_factory=lambda: array("I"))
    beats: array[int] = field(default_factory=lambda: array("B"))

    def add(self, at: int, value: float) -> None:
        if len(self.at) < _MOST_BEATS and 0 < at < 2**32 and 25 <= value <= 250:
            self.at.append(at)
            self.beats.append(int(value))

    def tell(self, workouts: list[tuple[int, int, _Workout]]) -> None:
        """Tell each workout of the readings in it.

        Parameters
        ----------
        workouts : when each began and ended, in the order in which they began
        """
        if not workouts:
            return
        starts = [start for start, _, _ in workouts]
        first, last = starts[0], max(end for _, end, _ in workouts)
        for at, value in zip(self.at, self.beats, strict=True):
            if first <= at <= last:
                start, end, workout = workouts[bisect_right(starts, at) - 1]
                if at <= end:
                    workout.minutes.add_pulse(at - start, value)
                    workout.beats += value
                    workout.readings += 1


def read_apple_health(file: BinaryIO, name: str, now: datetime, zone: tzinfo) -> FileFindings:
    """Return the workouts, the steps of each day and the walks in them.

    Parameters
    ----------
    zone : the person's, by whose clock days are; the offsets in the file are those of the day of
        its export

    Raises
    ------
    DeviceFileError
        where it cannot be read, or is cut off.
    """
    records = _Records(Collected(Format.APPLE_HEALTH, now), StepCounter(zone, now))
    read_xml(file, records)
    records.finish()
    return records.collected.findings(name)


class _Records:
    """Takes elements: workouts, with what stands in them, and records of steps and pulse."""

    def __init__(self, collected: Collected, steps: StepCounter) -> None:
        self.collected = collected
        self._steps = steps
        self._beats = _Beats()
        self._workouts: list[_Workout] = []
        self._workout: _Workout | None = None
        self._inner = False
        self._days: dict[str, int] = {}
        self._offsets: dict[str, int] = {}

    def start(self, name: str, values: dict[str, str], depth: int) -> bool:  # noqa: ARG002
        if name == "Record":
            kind = values.get("type")
            if kind == _STEPS:
                self._add_steps(values)
            elif kind == _HEART:
                at, value = self._seconds(values.get("startDate", "")), _number(values.get("value"))
                if at is not None and value is not None:
                    self._beats.add(at, value)
        elif name == "Workout":
            self._workout = _Workout(values)
        elif self._workout is not None:
            self._say_of_workout(self._workout, name, values)
        return False

    def end(self, name: str, text: str) -> None:  # noqa: ARG002
        if name == "WorkoutActivity":
            self._inner = False
        elif name == "Workout" and self._workout is not None:
            self._workouts.append(self._workout)
            self._workout = None

    def _say_of_workout(self, workout: _Workout, name: str, values: dict[str, str]) -> None:
        if name == "WorkoutActivity":
            self._inner = True
        elif name == "MetadataEntry" and values.get("key") == "HKTimeZone":
            workout.zone = _zone(values.get("value", ""))
        elif name == "WorkoutStatistics" and not self._inner:
            kind, unit = values.get("type", ""), values.get("unit", "")
            total = _number(values.get("sum"))
            if kind.startswith(_DISTANCE) and total is not None and unit in _METRES:
                workout.distance_m = (workout.distance_m or 0) + total * _METRES[unit]
            elif kind == _STEPS:
                workout.steps = total
            elif kind == _HEART:
                workout.heart_rate = _number(values.get("average"))

    def _add_steps(self, values: dict[str, str]) -> None:
        begins = self._seconds(values.get("startDate", ""))
        ends = self._seconds(values.get("endDate", ""))
        count = _number(values.get("value"))
        key, _ = device_of(values.get("device", ""), values.get("sourceName", ""))
        is_sound = (
            begins is not None
            and ends is not None
            and count is not None
            and self._steps.add(key, begins, ends, count)
        )
        if not is_sound:
            self.collected.leave_out(DeviceFileError(_ODD_STEPS))

    def _seconds(self, text: str) -> int | None:
        """Return ``2019-07-19 10:36:11 -0700`` as seconds since 1970; millions of them are read."""
        day = self._days.get(text[:10])
        if day is None:
            moment = iso_moment(text[:10])
            if moment is None:
                return None
            day = self._days[text[:10]] = (moment.toordinal() - 719_163) * 86_400
        offset = self._offsets.get(text[20:])
        if offset is None:
            moment = iso_moment("2000-01-01 00:00:00 " + text[20:])
            if moment is None or moment.tzinfo is None:
                return None
            offset = self._offsets[text[20:]] = int(moment.utcoffset().total_seconds())  # type: ignore[union-attr]
        try:
            clock = int(text[11:13]) * 3600 + int(text[14:16]) * 60 + int(text[17:19])
        except ValueError:
            return None
        return day + clock - offset

    def finish(self) -> None:
        """Add the workouts, with the pulse in each as the readings tell it, and the steps."""
        timed = [
            (start, end, each)
            for each in self._workouts
            if (start := self._at(each, "startDate")) is not None
            and (end := self._at(each, "endDate")) is not None
        ]
        timed.sort(key=lambda item: item[0])
        self._beats.tell(timed)
        for workout in self._workouts:
            if workout.heart_rate is None and workout.readings:
                workout.heart_rate = workout.beats / workout.readings
            self._add_workout(workout)
        self._steps.put_into(self.collected)

    def _at(self, workout: _Workout, name: str) -> int | None:
        return self._seconds(workout.values.get(name, ""))

    def _add_workout(self, workout: _Workout) -> None:
        values = workout.values
        start, end = self._at(workout, "startDate"), self._at(workout, "endDate")
        elapsed = None if start is None or end is None else end - start
        unit = _SECONDS.get(values.get("durationUnit", "min"))
        duration = _number(values.get("duration"))
        seconds = elapsed if unit is None or duration is None else duration * unit
        if elapsed is not None and elapsed < 0:
            seconds = elapsed
        distance = _number(values.get("totalDistance"))
        metres = _METRES.get(values.get("totalDistanceUnit", "km"))
        kind = values.get("workoutActivityType", "")
        _, device = device_of(values.get("device", ""), values.get("sourceName", ""))
        self.collected.add(
            sport_of(kind),
            None if start is None else datetime.fromtimestamp(start, UTC),
            seconds,
            called=kind.removeprefix("HKWorkoutActivityType"),
            elapsed_seconds=elapsed,
            distance_m=workout.distance_m
            if distance is None or metres is None
            else distance * metres,
            heart_rate=workout.heart_rate,
            steps=workout.steps,
            device=device,
            zone=workout.zone,
            by_minute=workout.minutes.told(),
        )


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if abs(value) < 1e12 else None


def _zone(name: str) -> tzinfo | None:
    """Return the zone of a name; None where nobody knows it."""
    try:
        return ZoneInfo(name[:60])
    except (ValueError, OSError):  # KeyError of zoneinfo is none of a mapping
        return None
    except KeyError:
        return None
