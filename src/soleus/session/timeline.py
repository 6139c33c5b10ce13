"""Reading a script at one moment: the beat, the number, the pose and what comes next.

The browser's ``timeline.js`` computes the same; one set of examples tests both.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from soleus.session.cues import Beat, Counter, Frame
from soleus.session.script import PoseTrack, Segment

_SLACK_CYCLES = 1e-9
"""A moment computed as beat n must be read as beat n: far below what anyone can notice."""

_TRACKS: tuple[tuple[str, Callable[[Frame], float | None]], ...] = tuple(
    (name, attrgetter(name)) for name in ("ankle", "squeeze", "heel", "raised", "step")
)


@dataclass(frozen=True, slots=True)
class Pose:
    """The leg at one moment.

    Parameters
    ----------
    ankle : -1 toes pointed away (plantarflexion) to 1 toes towards the shin (dorsiflexion)
    squeeze : 0 to 1, how hard the calf works
    heel : 0 to 1, how far the heels are off the ground
    raised : 0 to 1, how far the leg is up on its pillow
    step : 0 to 1, where in one stride
    """

    ankle: float = 0.0
    squeeze: float = 0.0
    heel: float = 0.0
    raised: float = 0.0
    step: float = 0.0


def beat_at(segment: Segment, seconds: float) -> Beat | None:
    """Return the beat that sounded last, ``seconds`` into the segment."""
    latest: tuple[float, Beat] | None = None
    for beat in segment.beats:
        number = _last_number(beat, seconds)
        if number >= 0 and (latest is None or beat.at(number) >= latest[0]):
            latest = (beat.at(number), beat)
    return latest[1] if latest else None


def number_at(counter: Counter, seconds: float) -> int:
    """Return the number to show, ``seconds`` into the segment."""
    cycle = math.floor(seconds * counter.per_minute / 60 + _SLACK_CYCLES)
    if counter.count is not None:
        cycle = min(cycle, counter.count - 1)
    return counter.start + counter.step * max(0, cycle)


def pose_at(segment: Segment, seconds: float) -> Pose:
    """Return the leg, ``seconds`` into the segment."""
    track = segment.pose
    if track is None:
        return Pose()
    at = _fraction(track, segment.seconds, seconds)
    return Pose(**{name: _eased(track, name, read, at) for name, read in _TRACKS})


def next_moment(segment: Segment, seconds: float) -> float | None:
    """Return when something next happens in the segment, its end included; None if nothing."""
    return min(_moments(segment, seconds), default=None)


def _moments(segment: Segment, seconds: float) -> Iterator[float]:
    yield from (cue.at for cue in segment.cues if cue.at > seconds)
    for beat in segment.beats:
        number = max(0, _last_number(beat, seconds) + 1)
        if beat.count is None or number < beat.count:
            yield beat.at(number)
    if segment.seconds is not None and segment.seconds > seconds:
        yield segment.seconds


def _last_number(beat: Beat, seconds: float) -> int:
    number = math.floor(seconds * beat.per_minute / 60 - beat.phase + _SLACK_CYCLES)
    return number if beat.count is None else min(number, beat.count - 1)


def _fraction(track: PoseTrack, length: float | None, seconds: float) -> float:
    if track.per_minute is not None:
        return (seconds * track.per_minute / 60) % 1
    return min(1.0, seconds / length) if length else 0.0


def _eased(track: PoseTrack, name: str, read: Callable[[Frame], float | None], at: float) -> float:
    points = [(frame.at, value) for frame in track.frames if (value := read(frame)) is not None]
    if not points:
        return 0.0
    before = [point for point in points if point[0] <= at]
    after = [point for point in points if point[0] > at]
    if not before or not after:
        return (before[-1] if before else after[0])[1]
    (start, low), (end, high) = before[-1], after[0]
    share = (at - start) / (end - start)
    if name != "step":  # a stride runs evenly; limbs ease in and out
        share = (1 - math.cos(math.pi * share)) / 2
    return low + (high - low) * share
