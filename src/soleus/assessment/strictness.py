"""How strict the gate is with an activity, as a whole number: the greater the stricter."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from soleus.vocabulary import Activity, Status, Until


class Grade(NamedTuple):
    """A status and what it waits for."""

    status: Status
    until: Until | None


GRADES = (
    Grade(Status.PERMITTED, None),
    Grade(Status.CAUTION, None),
    Grade(Status.HOLD, Until.ANSWERS),
    Grade(Status.HOLD, Until.EVALUATION),
    Grade(Status.HOLD, Until.CLEARANCE),
    Grade(Status.WITHHELD, None),
)
"""Every grade from the freest on; a strictness is an index into it."""

PERMITTED, CAUTION, UNTIL_ANSWERS, UNTIL_EVALUATION, UNTIL_CLEARANCE, WITHHELD = range(6)

PHRASES = {
    f"{status.value} until {until.value}" if until else status.value: strictness
    for strictness, (status, until) in enumerate(GRADES)
}
"""The words for a strictness in rule files: ``caution``, ``hold until answers`` …"""

ACTIVITIES = tuple(Activity)

# The strictness of all activities together is one whole number, five bits an activity, of which a
# strictness n sets the lowest n. So the strictest of two is their bitwise or.
_WIDTH = len(GRADES) - 1
_FIELD = (1 << _WIDTH) - 1
SHIFTS = tuple(_WIDTH * place for place in range(len(ACTIVITIES)))


def packed(strictness: Iterable[int]) -> int:
    """Return the strictness of each activity as one number that ``|`` makes stricter."""
    return sum(((1 << grade) - 1) << shift for grade, shift in zip(strictness, SHIFTS, strict=True))


@lru_cache(maxsize=1024)
def unpacked(number: int) -> tuple[int, ...]:
    """Return the strictness of each activity, in their order."""
    return tuple(((number >> shift) & _FIELD).bit_length() for shift in SHIFTS)
