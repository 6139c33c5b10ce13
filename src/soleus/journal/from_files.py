"""The steps of a day as a watch or phone counted them, and when there were some."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, ClassVar
from uuid import UUID

from soleus.journal.entries import Entry
from soleus.records import limits


@dataclass(frozen=True, slots=True)
class StepsEntry(Entry):
    """The steps of one day, out of a file; when nobody stepped is known from it as well.

    Parameters
    ----------
    steps : of the whole day, each counted once
    moved : from when to when by the clock of the person, as ``07:30-07:42``, in order
    import_id : of all that came in together
    file : the name of the file
    """

    kind: ClassVar[str] = "steps"
    steps: Annotated[int, limits.whole(0, 1_000_000)]
    import_id: UUID
    moved: Annotated[
        tuple[str, ...],
        limits.list_of(
            limits.like("07:30-07:42", r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d"), most=720
        ),
    ] = ()
    file: Annotated[str, limits.text(300)] = ""

    def spans(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Yield from when to when there were steps, by the clock of the person on their day."""
        for each in self.moved:
            first, last = (time.fromisoformat(clock) for clock in each.split("-"))
            begins, ends = datetime.combine(day, first), datetime.combine(day, last)
            yield begins, max(ends, begins + timedelta(minutes=1))
