"""Which check counts, told by what each knew of when it was begun and never by a clock alone.

A check takes the place of those that it knew. Of checks that did not know one another, such as of
two devices, the one begun last is the newest; the others are late, and can only hold back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from soleus.assessment.deciding import can_be_read
from soleus.assessment.known import Check, Note


@dataclass(frozen=True, slots=True)
class Counting:
    """The checks that count.

    Parameters
    ----------
    newest : None where there is none, or where one that nobody can read is not yet answered
    late : those that the newest did not know of, nor any other
    readable : all whose answers can be read, for what they knew
    """

    newest: Check | None
    late: tuple[Check, ...]
    readable: tuple[Check, ...]

    def new_notes(self, notes: Collection[Note]) -> tuple[Note, ...]:
        """Return the notes that no check knew of."""
        return tuple(note for note in notes if not _is_known(note.seq, self.readable))


def counting(checks: Collection[Check]) -> Counting:
    """Return which of some checks count.

    One whose answers can no longer be read counts as none and has answered nothing; as long as no
    other knew of it, no older one takes its place.
    """
    readable = tuple(check for check in checks if can_be_read(check.document))
    open_ = [check for check in checks if not _is_known(check.seq, readable)] or checks
    late = [check for check in readable if check in open_]
    late.sort(key=lambda check: (check.begun_at, check.seq))
    newest = late.pop() if late and len(late) == len(open_) else None
    return Counting(newest, tuple(late), readable)


def _is_known(seq: int, checks: Collection[Check]) -> bool:
    return any(seq in check.knows for check in checks)
