"""Varicose veins that are new or worse, with pain or a change of the skin (G11), from the notes."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import cast

from soleus.assessment import DerivedFinding
from soleus.journal import Entry, Recorded, Score, SymptomEntry
from soleus.language import day_and_month, msgid, translate

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
_SKIN_CHANGE, _LEG_PAIN = msgid("a change of the skin"), msgid("leg pain")
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
    noted = [
        (each, each.entry)
        for each in entries
        if isinstance(each.entry, SymptomEntry)
        and (evaluated_on is None or each.local_date.toordinal() > evaluated_on)
    ]
    skins = [(each, skin) for each, skin in noted if _has(skin, _SKIN) or _hurts(skin)]
    for vein, veins in noted:
        for other, skin in skins if _has(veins, (_VEINS,)) else ():
            if abs(vein.at - other.at) <= TOGETHER:
                what = _SKIN_CHANGE if _has(skin, _SKIN[:-1]) else _LEG_PAIN
                return _finding(vein.local_date, veins, other.local_date, what)
    return None


def notes_for_veins(entries: Iterable[Recorded[Entry]]) -> Iterator[Recorded[SymptomEntry]]:
    """Give the notes that can show it together with a later one, such as one of a device.

    ``static/js/check/veins.js`` looks for the same with what waits there.
    """
    for each in entries:
        if isinstance(each.entry, SymptomEntry) and (
            _has(each.entry, (_VEINS, *_SKIN)) or _hurts(each.entry)
        ):
            yield cast("Recorded[SymptomEntry]", each)


def _has(entry: SymptomEntry, names: tuple[str, ...]) -> bool:
    return any(entry.findings.get(name) not in (None, False, "none") for name in names)


def _hurts(entry: SymptomEntry) -> bool:
    return entry.scores.get(Score.LEG_PAIN, 0) >= _LEAST_PAIN


def _finding(noted_on: date, veins: SymptomEntry, other_on: date, what: str) -> DerivedFinding:
    evidence = translate(
        _SAYS, veins=day_and_month(noted_on), what=translate(what), skin=day_and_month(other_on)
    )
    implied = {_VEINS: str(veins.findings[_VEINS])}
    first_on = max(noted_on, other_on)
    return DerivedFinding("varicose_new_or_worse", True, first_on, evidence, _CLAIMS, implied)
