"""The reference's answer to what is still worth asking: every unanswered finding, tried out.

A finding is worth asking where answering it changes what is still possible, the easiest or the
strictest outcome, whatever part of the other unknowns has been answered by then: none of them (it
counts alone), all of them, or some. The last is not the same as all: whether there are varicose
veins at all changes nothing once it is said that they got no worse, yet it matters as long as that
is unknown.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from assessment.reference import (
    ACTIVITIES,
    URGENCIES,
    Answers,
    Care,
    Hold,
    activities_of,
    both,
    care_of,
    contradicts,
    has,
    known,
    unknowns,
    urgency_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

UNKNOWN = "unknown"

Said = tuple[Any, ...]
"""For each open finding its value, or ``UNKNOWN``."""


CARES = (
    Care(False, False, False),
    Care(True, False, False),
    Care(True, False, True),
    Care(True, True, False),
    Care(True, True, True),
)


class Range(NamedTuple):
    """The easiest and the strictest that some ways of answering give."""

    ranks: tuple[tuple[int, int], ...]
    """One pair for each of ``CARES``: read as if that were all that is known."""
    holds: tuple[tuple[Hold, Hold], ...]


def classes_of_questions(document: dict[str, Any]) -> dict[str, int]:
    """Return each finding worth asking with the highest urgency it can tip; 0 for none."""
    answers = known(document)
    ways = unknowns(answers)
    names = list(ways)
    ranges = _ranges(answers, ways)
    classes: dict[str, int] = {}
    for said, without in ranges.items():
        for place, finding in enumerate(names):
            if said[place] != UNKNOWN:
                continue
            for value in map(_plain, ways[finding]):
                answered = (*said[:place], value, *said[place + 1 :])
                if value is None or answered not in ranges:
                    continue
                before = _settled_range(answers, names, said, without)
                after = _settled_range(answers, names, answered, ranges[answered])
                if before != after:
                    tipped = _tipped(before[0], after[0])
                    classes[finding] = max(classes.get(finding, 0), tipped)
    return classes


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _ranges(answers: Answers, ways: dict[str, tuple[Any, ...]]) -> dict[Said, Range]:
    """Return the range under every part of the unknowns that can be answered."""
    names = list(ways)
    ranges: dict[Said, Range] = {}
    for values in product(*ways.values()):
        complete = answers | dict(zip(names, values, strict=True))
        unfinished = has(complete, "swelling") and complete.get("swelling_course") is None
        if not unfinished and not contradicts(complete):
            ranges[tuple(map(_plain, values))] = _complete_range(complete)
    for place in range(len(names)):
        together: dict[Said, list[Range]] = {}
        for said, one in ranges.items():
            together.setdefault((*said[:place], UNKNOWN, *said[place + 1 :]), []).append(one)
        ranges |= {said: _widest(several) for said, several in together.items()}
    # What has no course cannot be said to have none: there, the course is simply not asked.
    return {said: one for said, one in ranges.items() if None not in said}


def _complete_range(complete: Answers) -> Range:
    care = care_of(complete)
    ranks = [URGENCIES.index(urgency_of(complete, both(care, known))) for known in CARES]
    holds = activities_of(complete)
    return Range(
        tuple((rank, rank) for rank in ranks), tuple((holds[a], holds[a]) for a in ACTIVITIES)
    )


def _widest(several: Iterable[Range]) -> Range:
    several = list(several)
    return Range(
        tuple(
            (
                min(one.ranks[place][0] for one in several),
                max(one.ranks[place][1] for one in several),
            )
            for place in range(len(CARES))
        ),
        tuple(
            (
                min(one.holds[place][0] for one in several),
                max(one.holds[place][1] for one in several),
            )
            for place in range(len(ACTIVITIES))
        ),
    )


def _settled_range(
    answers: Answers, names: list[str], said: Said, one: Range
) -> tuple[tuple[int, int], tuple[tuple[Hold, Hold], ...]]:
    """Return a range's ranks and holds, read without what is not known of the care."""
    told = answers | {
        name: value for name, value in zip(names, said, strict=True) if value != UNKNOWN
    }
    return one.ranks[CARES.index(care_of(told))], one.holds


def _tipped(before: tuple[int, int], after: tuple[int, int]) -> int:
    """Return the highest urgency that is made certain, or made possible, on one side only."""
    pairs = zip(before, after, strict=True)
    return max((max(pair) for pair in pairs if pair[0] != pair[1]), default=0)
