"""How much of a session makes it a real dose: a session broken off at once is none."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated

from soleus.journal.entries import Outcome, SessionEntry
from soleus.records import NonBlank, Record, limits, load_table, read_toml


@dataclass(frozen=True, slots=True)
class Dose(Record):
    """The least that counts, what it is in words, and what that rests on.

    Parameters
    ----------
    percent : of the active time planned; a raise always takes as long, so also of the raises
    is_choice : the claims give the direction only; the number is our own choice
    """

    says: NonBlank
    percent: Annotated[int, limits.whole(1, 100)]
    claims: tuple[NonBlank, ...]
    is_choice: bool = False

    @property
    def share(self) -> float:
        """The least share of what was planned, above 0 and at most 1."""
        return self.percent / 100


@cache
def strength_dose() -> Dose:
    """Return what makes a day a strength day."""
    file = files("soleus.journal") / "dose.toml"
    return load_table(Dose, read_toml(file)["strength_day"], file.name)


def share_done(session: SessionEntry) -> float:
    """Return how much of its active time a session held, 0 to 1.

    One without a planned length is whole where it was finished and else counts as nothing.
    """
    if session.planned_seconds > 0:
        return min(1.0, session.active_seconds / session.planned_seconds)
    return float(session.outcome is Outcome.FINISHED and session.active_seconds > 0)


def is_real_dose(session: SessionEntry) -> bool:
    """Whether a session held enough of what it planned to count as done."""
    return share_done(session) >= strength_dose().share
