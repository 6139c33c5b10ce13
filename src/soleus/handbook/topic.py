"""A topic: a question that people ask, its answer in four lines at most, and more to read."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from soleus.evidence import Text
from soleus.records import NonBlank, Record, limits, record_of

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
    ANKLE_SKIN = "ankle-skin"
    FOOT_RAISED = "foot-raised"
    TAPE_CALF = "tape-calf"
    THUMB_DENT = "thumb-dent"
    VARICOSE = "varicose"


class Moving(StrEnum):
    """The sessions whose moving leg a topic may show, by the routine's name."""

    ANKLE_PUMPS = "ankle_pumps"
    CALF_RAISES = "calf_raises"
    WALKING = "walking"


@dataclass(frozen=True, slots=True)
class Topic(Record):
    """One question with its answer.

    Parameters
    ----------
    id : the name of its file
    section, order : where it stands; the order counts within the section
    question : as a person would ask it
    answer : one to four lines, what to do first
    more : paragraphs for those who want to know more; may be empty
    figure : the drawing that goes with it, if any
    moving : the session whose moving leg stands in its place
    plot : the id of a picture of measurements, in ``plots.toml``
    curve : the id of a figure of the simulation, in ``curves.toml``
    """

    id: NonBlank
    section: NonBlank
    order: int
    question: NonBlank
    answer: Annotated[tuple[Text, ...], limits.list_of(record_of(Text), least=1, most=MOST_LINES)]
    more: tuple[Text, ...] = ()
    figure: Figure | None = None
    moving: Moving | None = None
    plot: str | None = None
    curve: str | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of all claims of the topic, each once, in the order of the text."""
        texts = (*self.answer, *self.more)
        return tuple(dict.fromkeys(claim for text in texts for claim in text.claims))


@dataclass(frozen=True, slots=True)
class MeasuredBar(Record):
    """One bar of a plot: what it shows, and the id of the published measurement."""

    label: NonBlank
    row: NonBlank


@dataclass(frozen=True, slots=True)
class Plot(Record):
    """A picture of published measurements, side by side.

    Parameters
    ----------
    title, unit : what the bars show
    claims : the claims of the ledger that it illustrates
    """

    title: NonBlank
    unit: NonBlank
    claims: tuple[NonBlank, ...]
    bars: Annotated[tuple[MeasuredBar, ...], limits.list_of(record_of(MeasuredBar), least=2)]


@dataclass(frozen=True, slots=True)
class Section:
    """A group of topics under one title, in their order."""

    id: str
    title: str
    topics: tuple[Topic, ...]
