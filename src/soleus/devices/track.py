"""Points in the order of a file, added up as they come: how long, how far, how much in movement.

Nothing is kept of a point but the one before it, so a file of any length takes the same memory.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from soleus.devices.errors import DeviceFileError
from soleus.devices.limits import device_limits
from soleus.devices.minutes import MinuteSums
from soleus.language import msgid

EARTH_RADIUS_M = 6_371_000.0
"""The mean radius; the error of a sphere is under 0.6 %."""

_BACKWARDS = msgid("The times in it run backwards. Its clock was set while it was recording.")
_MOST_UNTIMED = 0.1
"""Of the points of a track; with more, its few times tell nothing of how long it took."""

_STEADY_SECONDS = 60
"""The pace at a point tells nothing of a longer time before it."""


@dataclass(slots=True)
class TrackPoint:
    """One point as far as the file tells of it: seconds since 1970, degrees, m, m/s, beats, steps.

    ``steps_a_minute`` is how fast the feet go at that point, each step counted.
    """

    at: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    distance_m: float | None = None
    speed: float | None = None
    heart_rate: float | None = None
    steps_a_minute: float | None = None

    @property
    def has_place(self) -> bool:
        """Whether it lies on the earth; some apps tell of a pause by a latitude of 100."""
        return (
            self.latitude is not None
            and self.longitude is not None
            and abs(self.latitude) <= 90
            and abs(self.longitude) <= 180
        )


@dataclass(slots=True)
class Track:
    """The sums over the points of one activity, in parts between which it was paused."""

    first: float | None = None
    last: float | None = None
    seconds: float = 0
    moving: float = 0
    distance_m: float = 0
    points: int = 0
    timed: int = 0
    tells_movement: bool = False
    minutes: MinuteSums = field(default_factory=MinuteSums)
    _beats: float = 0
    _beat_points: int = 0
    _at: float | None = None
    _placed: TrackPoint | None = None
    _measured: float | None = None
    _is_paused: bool = False
    _unplaced: float = 0
    _unplaced_way: float = 0

    def add(self, point: TrackPoint) -> None:
        """Add the next point of a part.

        Raises
        ------
        DeviceFileError
            where it lies before the one before it.
        """
        self.points += 1
        if point.latitude is not None and not point.has_place:
            self._is_paused = True
        if point.heart_rate and device_limits().least_heart_rate <= point.heart_rate <= 250:
            self._beats += point.heart_rate
            self._beat_points += 1
        step, before = self._step(point), self.seconds
        if point.at is not None:
            self._time(point)
            self._tell_minutes(point, before, step)
        if point.has_place:
            self._move(None if self._placed is None else step + self._unplaced_way)
            self._placed, self._is_paused = point, False
            self._unplaced_way = self._unplaced = 0.0
        else:
            self._unplaced_way += step
        if point.distance_m is not None:
            self._measured = point.distance_m

    def end_part(self) -> None:
        """Begin a new part: what lies between two is no time of the activity."""
        self._at = self._placed = self._measured = None
        self._is_paused, self._unplaced, self._unplaced_way = False, 0.0, 0.0

    def _time(self, point: TrackPoint) -> None:
        at = point.at
        assert at is not None
        self.timed += 1
        self.first = at if self.first is None else self.first
        if self._at is not None:
            passed = at - self._at
            if passed < 0:
                raise DeviceFileError(_BACKWARDS)
            self.seconds += passed
            self._unplaced += 0 if self._is_paused else passed
        self.last = max(at, self.last or at)
        self._at = at

    def _tell_minutes(self, point: TrackPoint, before: float, step: float) -> None:
        """Tell what a point tells of its minute, and of those since the point before."""
        bounds, now = device_limits(), self.seconds
        if point.heart_rate and bounds.least_heart_rate <= point.heart_rate <= 250:
            self.minutes.add_pulse(now, point.heart_rate)
        if step:
            self.minutes.add_metres(before, now, step)
        pace = point.steps_a_minute
        if pace and 0 < pace <= bounds.most_steps_a_minute and now - before <= _STEADY_SECONDS:
            self.minutes.add_steps(before, now, pace * (now - before) / 60)

    def _move(self, way: float | None) -> None:
        """Count the time since the last place as movement, if the way is long enough for it.

        A device without places may tell its distance only now and then, as at the end of a
        pool, so distances alone tell nothing of standing.
        """
        if way is None or self._unplaced <= 0:
            return
        self.tells_movement = True
        if way / self._unplaced >= device_limits().standing_kmh / 3.6:
            self.moving += self._unplaced

    def _step(self, point: TrackPoint) -> float:
        """Return the metres from the point before as far as anything tells, and add them up."""
        if point.distance_m is not None and self._measured is not None:
            step = max(point.distance_m - self._measured, 0.0)
        elif point.has_place and self._placed is not None and point.distance_m is None:
            step = _metres(self._placed, point)
        else:
            return 0.0
        step = 0.0 if self._is_paused else step
        self.distance_m += step
        return step

    @property
    def heart_rate(self) -> float | None:
        """The mean over the points that have one."""
        return self._beats / self._beat_points if self._beat_points else None

    @property
    def elapsed(self) -> float:
        """From the first time to the last."""
        return (self.last - self.first) if self.first is not None and self.last else 0.0

    @property
    def moving_seconds(self) -> float | None:
        """The time in movement; None where no point tells of movement."""
        return self.moving if self.tells_movement else None

    @property
    def is_timed(self) -> bool:
        """Whether enough of its points have a time for it to tell how long it took."""
        return self.points > 0 and self.timed >= (1 - _MOST_UNTIMED) * self.points


def _metres(a: TrackPoint, b: TrackPoint) -> float:
    """Return the way between two points on a sphere (haversine)."""
    lat_a, lon_a, lat_b, lon_b = (
        math.radians(value or 0) for value in (a.latitude, a.longitude, b.latitude, b.longitude)
    )
    half = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(half, 1.0)))
