"""Why a break comes when it comes, in one sentence; and what is said where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from soleus.language import clock_words, day_words, translate
from soleus.reminders.loading import open_data, refuse
from soleus.reminders.schedule import Because, Situation, Slot
from soleus.vocabulary import Table

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence with the claims that it rests on."""

    id: str
    says: str
    claims: tuple[str, ...]


def why(slot: Slot, situation: Situation) -> Said:
    """Return when a break is and why then: "10:40, because you moved at 10:00 and asked …"."""
    said = whys()[slot.because]
    zone = slot.window.zone_at(slot.at)
    text = translate(
        said.says,
        at=when(slot.at, situation.now, zone),
        since=clock_words(slot.since.astimezone(zone)),
        minutes=situation.asked.interval_minutes,
    )
    return Said(said.id, text, said.claims)


def when(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return a moment by a zone's clock, with its day where that is not today."""
    local = at.astimezone(zone)
    clock = clock_words(local)
    is_today = local.date() == now.astimezone(zone).date()
    return clock if is_today else f"{day_words(local)}, {clock}"


def line(id_: str) -> Said:
    """Return one of the other things that are said, such as ``off``."""
    return lines()[id_]


def whys() -> Mapping[Because, Said]:
    """Return every reason, its blanks still open."""
    return {because: _read()[f"why.{because}"] for because in Because}


def lines() -> Mapping[str, Said]:
    """Return everything else that is said, by id."""
    return {
        id_.removeprefix("line."): said for id_, said in _read().items() if id_.startswith("line.")
    }


@cache
def _read() -> Mapping[str, Said]:
    faults: list[str] = []
    table = open_data("words.toml", faults)
    said = [
        _said("why", each, each.choice("because", list(Because))) for each in table.tables("why")
    ]
    said += [_said("line", each, each.text("id")) for each in table.tables("line")]
    table.close()
    found = {each.id: each for each in said}
    faults += [
        f"reminders/words.toml: nothing is said for '{b}'"
        for b in Because
        if f"why.{b}" not in found
    ]
    refuse(faults)
    return found


def _said(kind: str, table: Table, id_: str) -> Said:
    said = Said(f"{kind}.{id_}", table.text("says"), table.texts("claims"))
    table.close()
    return said
