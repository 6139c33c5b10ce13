"""One leg's swelling grown against the other's by its score, beyond noise (X04)."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from soleus.learning.diary import Diary
from soleus.learning.series import DAYS_A_WEEK
from soleus.learning.stretch import Walk, walk
from soleus.records import Record


@dataclass(frozen=True, slots=True)
class OneLegRule(Record):
    """What counts as one leg's score grown against the other's.

    Parameters
    ----------
    evidence : how it is worded, with a place in braces for each number
    baseline_days : how far back the baseline reaches
    noise : standard deviation of a score
    rhythm : standard deviation of what a day of the week adds to both legs
    shared : the part of the other leg's change that is taken off, since a day moves both
    once : standard errors that growth on one note has to be above nought by
    once_points : the points, at least, that the leg is up by on one note
    twice, twice_points : the same of the last two notes together
    apart_points : how much more than the other leg, at least, it has grown
    kept_points : growth against the other leg that has to be left for it to go on counting
    kept_notes : on how many newest notes that is judged
    evening_more : standard errors more that are asked of legs known to swell by evening, which
        scatter further up
    """

    evidence: str
    baseline_days: int
    noise: float
    rhythm: float
    shared: float
    once: float
    once_points: float
    twice: float
    twice_points: float
    apart_points: float
    kept_points: float
    kept_notes: int
    evening_more: float


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual for a leg and the other one, with what each day of the week adds to both."""

    this: float
    other: float
    weekdays: Mapping[int, float]
    notes: int


@dataclass(frozen=True, slots=True)
class Evening:
    """One leg's score and the other leg's."""

    day: int
    this: float
    other: float


@dataclass(frozen=True, slots=True)
class Swelled:
    """What the evidence tells: the leg, the note that it began with, the last one, the usual."""

    leg: str
    first: int
    note: Evening
    usual: Usual


def swelled_legs(diary: Diary, by: OneLegRule) -> Sequence[Walk[Swelled]]:
    """Return on which days the left leg's score was up against the right's, and the other way.

    A control chart for single values and for pairs of them against the person's own baseline
    (Shewhart 1931): with a large step one note is enough, with a smaller one two.
    """
    if diary.is_evening:
        more = by.evening_more
        by = replace(by, once=by.once + more, twice=by.twice + more)
    return [
        _of(leg, _notes(diary, leg, other), by)
        for leg, other in (("left", "right"), ("right", "left"))
    ]


def _notes(diary: Diary, leg: str, other: str) -> tuple[Evening, ...]:
    """Return the days on which both legs were noted, in order."""
    series = [diary.series[f"swelling_{each}"] for each in (leg, other)]
    this, that = (dict(zip(each.days, each.values, strict=True)) for each in series)
    return tuple(Evening(day, this[day], that[day]) for day in sorted(this.keys() & that.keys()))


def _of(leg: str, notes: tuple[Evening, ...], by: OneLegRule) -> Walk[Swelled]:
    place = {note.day: number for number, note in enumerate(notes)}

    def step(day: int, before: Swelled | None) -> Swelled | None:
        seen = notes[: place[day] + 1]
        if before is not None and _is_left(before, seen, by):
            return Swelled(leg, before.first, seen[-1], before.usual)
        found = (_usual_before(size, seen, by) for size in (1, 2))
        return next((Swelled(leg, day, seen[-1], each) for each in found if each), None)

    return walk(place, step)


def _usual_before(size: int, seen: Sequence[Evening], by: OneLegRule) -> Usual | None:
    """Return what was usual before the newest one or two notes, where these are beyond it."""
    newest = seen[-size:]
    usual = _usual(seen[:-size], newest[0].day, by)
    if usual is None:
        return None
    sure, points = (by.once, by.once_points) if size == 1 else (by.twice, by.twice_points)
    own = fmean(_change(note.this - usual.this, note, usual) for note in newest)
    other = fmean(_change(note.other - usual.other, note, usual) for note in newest)
    error = by.noise * math.hypot(1, by.shared) * math.sqrt(1 / size + 1 / usual.notes)
    is_sure = own - by.shared * other >= sure * error
    return usual if is_sure and own >= points and own - other >= by.apart_points else None


def _usual(before: Sequence[Evening], day: int, by: OneLegRule) -> Usual | None:
    """Return what was usual before a day; with few notes little is made of the days of a week.

    What a weekday adds is drawn towards nought as in :mod:`soleus.learning.broken_line`.
    """
    before = [note for note in before if note.day > day - by.baseline_days]
    if not before:
        return None
    this, other = fmean(note.this for note in before), fmean(note.other for note in before)
    days = Counter(note.day % DAYS_A_WEEK for note in before)
    sums = dict.fromkeys(days, 0.0)
    for note in before:
        sums[note.day % DAYS_A_WEEK] += note.this - this + note.other - other
    ratio = (by.rhythm / by.noise) ** 2
    weekdays = {each: ratio * sums[each] / (1 + 2 * ratio * days[each]) for each in days}
    return Usual(this, other, weekdays, len(before))


def _change(points: float, note: Evening, usual: Usual) -> float:
    return points - usual.weekdays.get(note.day % DAYS_A_WEEK, 0.0)


def _is_left(before: Swelled, seen: Sequence[Evening], by: OneLegRule) -> bool:
    """Whether what was found is still there on the newest notes since."""
    since = [note for note in seen[-by.kept_notes :] if note.day >= before.first]
    difference = fmean(note.this - note.other for note in since)
    return difference - (before.usual.this - before.usual.other) >= by.kept_points
