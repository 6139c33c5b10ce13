"""What the plan says of itself, read from ``statements.toml``: each text with its claims."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from soleus.evidence import Text, load_texts


class Basis(StrEnum):
    """Why the week has the minutes it has; each is the statement that says so."""

    START = "start"
    KEEP = "keep"
    STEP = "step"
    REACHED = "reached"
    WITHIN_DAYS = "within_days"
    CAUTION = "caution"
    CLOSED = "closed"
    BED = "bed"


class Remark(StrEnum):
    """What else the plan may say of itself."""

    LADDER = "ladder"
    VIGOROUS = "vigorous"
    PAIN_GUIDED_WAITS = "pain_guided_waits"
    STRENGTH_PART = "strength_part"
    STRENGTH_WAITS = "strength_waits"
    JOURNEY_OUTSIDE = "journey_outside"
    EMPTY = "empty"
    NO_CURE = "no_cure"


@cache
def statements() -> Mapping[Basis | Remark, Text]:
    """Return every statement, its numbers still open."""
    return load_texts(files("soleus.plan") / "statements.toml", (*Basis, *Remark))
