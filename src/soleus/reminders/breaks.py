"""What a break asks for: one short sentence by mode and by what is open, read from ``modes/``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from soleus.reminders.loading import open_data, refuse
from soleus.reminders.settings import Mode
from soleus.vocabulary import Activity, Table


@dataclass(frozen=True, slots=True)
class Break:
    """One thing to do in a break, with the claims that it rests on."""

    id: str
    activity: Activity
    says: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breaks:
    """The breaks of one mode, the best first, or taking turns."""

    takes_turns: bool
    breaks: tuple[Break, ...]


def break_for(mode: Mode, turn: int, open_to: Collection[Activity]) -> Break | None:
    """Return what to do in the break of this turn; None where nothing of the mode is open."""
    found = breaks()[mode]
    fitting = [each for each in found.breaks if each.activity in open_to]
    if not fitting:
        return None
    return fitting[turn % len(fitting)] if found.takes_turns else fitting[0]


@cache
def breaks() -> Mapping[Mode, Breaks]:
    """Return the breaks of every mode."""
    faults: list[str] = []
    read = {mode: _mode(mode, faults) for mode in Mode}
    refuse(faults)
    return read


def _mode(mode: Mode, faults: list[str]) -> Breaks:
    table = open_data(f"modes/{mode}.toml", faults)
    read = Breaks(
        table.flag("takes_turns"), tuple(_break(mode, each) for each in table.tables("break"))
    )
    table.close()
    return read


def _break(mode: Mode, table: Table) -> Break:
    read = Break(
        f"{mode}.{table.text('id')}",
        Activity(table.choice("activity", list(Activity)) or Activity.ANKLE_PUMPS),
        table.text("says"),
        table.texts("claims"),
    )
    table.close()
    return read
