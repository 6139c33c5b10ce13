"""Varicose veins that are new or worse, with pain or a change of the skin (G11), from the notes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from soleus.evidence import Carrier
from soleus.journal import Score, SymptomEntry
from soleus.language import day_and_month, msgid, translate
from soleus.learning import DerivedFinding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from soleus.journal import Entry, Recorded

TOGETHER = timedelta(days=28)
"""How far apart vein and skin may be noted to belong together."""

_LEAST_PAIN = 2
_VEINS = "varicose_veins"
_SKIN = (
    "ankle_skin_discolouration",
    "pale_or_discoloured_skin",
    "slow_healing_wound",
    "warm_red_or_tender",
    "leg_pain",
)
_CLAIMS = ("G11", "G18")
_SAYS = msgid(
    "Varicose veins were noted on {veins}, and {what} on {skin}. "
    "New veins with pain or a change of the skin need to be looked at."
)


def veins_worse(
    entries: Iterable[Recorded[Entry]], evaluated_on: int | None
) -> DerivedFinding | None:
    """Return the finding where the notes since the last visit show it, or None.

    Entries of symptoms tell what is newly noticed, so a vein in one is a new or a worse one.
    """
    noted = [each for each in entries if _counts(each, evaluated_on)]
    veins = [each for each in noted if _has(each, (_VEINS,))]
    skin = [each for each in noted if _has(each, _SKIN) or _hurts(each)]
    for vein in veins:
        for other in skin:
            if abs(vein.at - other.at) <= TOGETHER:
                return _finding(vein, other)
    return None


def vein_carriers() -> tuple[Carrier, ...]:
    """Return the text here with its claims, for the ledger."""
    return (Carrier("learnt", "varicose_new_or_worse", _CLAIMS),)


def _counts(recorded: Recorded[Entry], evaluated_on: int | None) -> bool:
    day = recorded.local_date.toordinal()
    is_since = evaluated_on is None or day > evaluated_on
    return is_since and isinstance(recorded.entry, SymptomEntry)


def _findings(recorded: Recorded[Entry]) -> dict[str, object]:
    entry = recorded.entry
    return dict(entry.findings) if isinstance(entry, SymptomEntry) else {}


def _has(recorded: Recorded[Entry], names: tuple[str, ...]) -> bool:
    found = _findings(recorded)
    return any(found.get(name) not in (None, False, "none") for name in names)


def _hurts(recorded: Recorded[Entry]) -> bool:
    entry = recorded.entry
    return isinstance(entry, SymptomEntry) and entry.scores.get(Score.LEG_PAIN, 0) >= _LEAST_PAIN


def _finding(vein: Recorded[Entry], other: Recorded[Entry]) -> DerivedFinding:
    what = msgid("leg pain") if not _has(other, _SKIN[:-1]) else msgid("a change of the skin")
    evidence = translate(_SAYS, veins=_day(vein), what=translate(what), skin=_day(other))
    first_on = max(vein.local_date, other.local_date)
    side = str(_findings(vein)[_VEINS])
    return DerivedFinding(
        "varicose_new_or_worse", True, first_on, evidence, _CLAIMS, {_VEINS: side}
    )


def _day(recorded: Recorded[Entry]) -> str:
    return day_and_month(recorded.local_date)
