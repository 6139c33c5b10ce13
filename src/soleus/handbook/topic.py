"""A topic: a question that people ask, its answer in four lines at most, and more to read."""

from dataclasses import dataclass
from enum import StrEnum

from soleus.evidence import Carrier

MOST_LINES = 4
"""An answer that needs more than four lines is more than one question."""


class Figure(StrEnum):
    """The drawings that a topic may show; the pages draw them."""

    CALF_PUMP = "calf-pump"
    ARTERY_VEIN = "artery-vein"
    ELEVATION = "elevation"
    CLOT_WARNING = "clot-warning"
    ANKLE_PUMP = "ankle-pump"
    CALF_RAISE = "calf-raise"
    STOCKING = "stocking"


@dataclass(frozen=True, slots=True)
class Passage:
    """A line or a paragraph and the ids of the claims that it rests on; never without one."""

    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One question with its answer.

    Parameters
    ----------
    id : the name of its file
    section, order : where it stands; the order counts within the section
    question : as a person would ask it
    answer : one to four lines, what to do first
    more : paragraphs for who wants to know more; may be empty
    figure : the drawing that goes with it, if any
    """

    id: str
    section: str
    order: int
    question: str
    answer: tuple[Passage, ...]
    more: tuple[Passage, ...]
    figure: Figure | None

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of all claims of the topic, each once, in the order of the text."""
        passages = (*self.answer, *self.more)
        return tuple(dict.fromkeys(claim for passage in passages for claim in passage.claims))

    @property
    def carrier(self) -> Carrier:
        """The topic as the ledger sees it."""
        return Carrier("topic", self.id, self.claims)


@dataclass(frozen=True, slots=True)
class Section:
    """A group of topics under one title, in their order."""

    id: str
    title: str
    topics: tuple[Topic, ...]
