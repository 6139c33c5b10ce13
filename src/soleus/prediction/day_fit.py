"""Boils simulated people down to short legs, and measures what that loses.

A day of keeping still and a day of breaks at odd distances are simulated in full; the numbers of
``day_legs`` are fitted to both at once, for each person. A third day, with breaks that the fit has
not seen, tells the error.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.optimize import least_squares

from soleus.circulation import Protocol, Run, Step, VirtualPerson, simulate
from soleus.prediction.day_legs import BREAK_MINUTES, Emptying, Filling, ShortLegs
from soleus.prediction.day_ways import steps

STILL_MINUTES = 480
FITTED = (60, 30, 45, 30, 60, 60, 30, 30, 45, 30, 30, 30)
"""Minutes from break to break of the day that is fitted, with the breaks' own two."""
TRIED = (60, 60, 60, 60, 50, 40, 30, 30, 30, 30, 30)
"""Those of the day that tells the error: long stretches first, as plans have them."""

_FLUID = "F_left_foot"
_EVERY_MINUTES = 2.0
_FIRST_GUESS = (1.8, 18.0, 2.0, 900.0)
_GUESSED_BREAK = (0.7, 0.0, 0.01)
# Fast within an hour and slow over hours, so that neither takes the other's part.
_LEAST, _MOST = (0.0, 2.0, -1.0, 120.0), (20.0, 60.0, 50.0, 20000.0)
_BREAK_LEAST, _BREAK_MOST = (0.0, -3.0, -0.5), (1.0, 5.0, 0.5)

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Curve = tuple[Numbers, Numbers]
"""Minutes, and how swollen the foot is then [% of its volume]."""


def short_legs(
    people: Sequence[VirtualPerson],
    wanted: Mapping[str, Sequence[str]],
    between: Callable[[], None] | None = None,
) -> tuple[ShortLegs, ...]:
    """Return the short legs of some simulated people, in their order.

    Some seconds of work for eight people and each activity.

    Parameters
    ----------
    wanted : the activities of breaks, by posture of the day
    between : called every few milliseconds of work; it may raise to end it

    Raises
    ------
    RunFailedError
        where a person's circulation cannot be run through the day.
    """
    fills: list[dict[str, Filling]] = [{} for _ in people]
    empties: list[dict[str, Emptying]] = [{} for _ in people]
    for posture, activities in wanted.items():
        still = _curves(people, [Step("still", posture, STILL_MINUTES * 60.0)], between)
        days = [_curves(people, _steps(posture, each, FITTED), between) for each in activities]
        for i in range(len(people)):
            if between:
                between()
            fill, breaks = _fit(still[i], [day[i] for day in days])
            fills[i][posture] = fill
            empties[i] |= dict(zip((f"{posture}/{a}" for a in activities), breaks, strict=True))
    return tuple(ShortLegs(f, e) for f, e in zip(fills, empties, strict=True))


def errors(
    people: Sequence[VirtualPerson], legs: Sequence[ShortLegs], posture: str, activity: str
) -> list[float]:
    """Return how far short legs are from the whole simulation before any break of a day.

    Of a day that the fit has not seen: for each person the largest difference [% of the foot's
    volume].
    """
    curves = _curves(people, _steps(posture, activity, TRIED))
    ends = np.cumsum(TRIED, dtype=np.float64) - BREAK_MINUTES
    out = []
    for (minutes, swollen), each in zip(curves, legs, strict=True):
        fill, empty = each.fills[posture], each.empties[f"{posture}/{activity}"]
        told = _told(_numbers_of(fill), _numbers_of(empty), TRIED, ends)
        out.append(float(np.abs(told - np.interp(ends, minutes, swollen)).max()))
    return out


def _steps(posture: str, activity: str, gaps: Sequence[int]) -> list[Step]:
    """Return a day of keeping still, with a break at the end of each gap."""
    does = steps()["activities"][activity]
    out: list[Step] = []
    for number, minutes in enumerate(gaps):
        out.append(Step(f"still{number}", posture, (minutes - BREAK_MINUTES) * 60.0))
        out.append(Step(f"break{number}", seconds=BREAK_MINUTES * 60.0, **does))
    return out


def _curves(
    people: Sequence[VirtualPerson],
    day: Sequence[Step],
    between: Callable[[], None] | None = None,
) -> list[Curve]:
    """Return the fluid that the left foot of each person gains over a day."""
    run = simulate(
        [each.person for each in people],
        Protocol(tuple(day)),
        [each.numbers for each in people],
        keep=(_FLUID,),
        between=between,
    )
    return [_curve(run, i) for i in range(len(people))]


def _curve(run: Run, person: int) -> Curve:
    parts = [run.signal(_FLUID, step, person) for step in range(len(run.protocol.steps))]
    minutes = np.concatenate([t for t, _ in parts]) / 60.0
    fluid = np.concatenate([x for _, x in parts]) - run.at_start(_FLUID, person)
    return minutes, 100.0 * fluid / run.numbers[person]["tissue_foot"]


def _fit(still: Curve, days: Sequence[Curve]) -> tuple[Filling, list[Emptying]]:
    """Return the numbers of one person in one posture, by least squares over all the days."""
    rest = np.arange(_EVERY_MINUTES, STILL_MINUTES, _EVERY_MINUTES)
    seen = _between_breaks(FITTED)
    measured = np.concatenate(
        [np.interp(rest, *still), *(np.interp(seen, *day) for day in days)], dtype=np.float64
    )

    def difference(x: Numbers) -> Numbers:
        told = [_told(x[:4], x[4:7], (STILL_MINUTES + BREAK_MINUTES,), rest)]
        told += [_told(x[:4], x[4 + 3 * n : 7 + 3 * n], FITTED, seen) for n in range(len(days))]
        return np.asarray(np.concatenate(told) - measured, np.float64)

    found = least_squares(
        difference,
        (*_FIRST_GUESS, *_GUESSED_BREAK * len(days)),
        bounds=(_LEAST + _BREAK_LEAST * len(days), _MOST + _BREAK_MOST * len(days)),
        x_scale=(1.0, 10.0, 1.0, 500.0, *(0.3, 0.3, 0.02) * len(days)),
    )
    x = [float(f"{value:.5g}") for value in found.x]
    return Filling(*x[:4]), [Emptying(*x[4 + 3 * n : 7 + 3 * n]) for n in range(len(days))]


def _between_breaks(gaps: Sequence[int]) -> Numbers:
    """Return the minutes at which a day is read: none of them in a break."""
    ends = np.cumsum([0, *gaps])
    read = [np.arange(a + 1.0, b - BREAK_MINUTES, _EVERY_MINUTES) for a, b in pairwise(ends)]
    return np.concatenate(read)


def _told(fill: Numbers, empty: Numbers, gaps: Sequence[int], at: Numbers) -> Numbers:
    """Return the swelling that short legs tell of at some minutes, which rise."""
    fast_end, fast_minutes, slow_end, slow_minutes = fill
    kept, shed, drained = empty
    fast = slow = begins = 0.0
    told = np.empty_like(at)
    for gap in gaps:
        ends = begins + gap - BREAK_MINUTES
        here = (at > begins) & (at <= ends)
        since = np.append(at[here] - begins, ends - begins)
        fasts = fast_end + (fast - fast_end) * np.exp(-since / fast_minutes)
        slows = slow_end + (slow - slow_end) * np.exp(-since / slow_minutes)
        told[here] = (fasts + slows)[:-1]
        fast, slow = kept * fasts[-1] - shed, slows[-1] - drained
        begins += gap
    return told


def _numbers_of(record: Filling | Emptying) -> Numbers:
    return np.array(list(record.as_dict().values()), np.float64)
