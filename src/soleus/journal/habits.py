"""What a person says of a habit, such as smoking or salt: one answer sheet of one thread."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from soleus.journal.entries import Entry, Findings
from soleus.records import limits


@dataclass(frozen=True, slots=True)
class HabitEntry(Entry):
    """The answers to one lifestyle thread. What they mean is for the room that asks."""

    kind: ClassVar[str] = "habit"
    thread: Annotated[str, limits.text(40, may_be_empty=False)]
    answers: Findings
