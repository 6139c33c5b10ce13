"""What was measured of the body last, of which day, and what stood at the beginning of the time.

Girths are in the course of the notes (``changes.py``), since they are measured again and again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.journal import AnkleIndexEntry, BloodPressureEntry, HeelRaisesEntry, WeightEntry
from soleus.language import msgid, number_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from soleus.journal import Entry, Recorded

_LEFT, _RIGHT = msgid("left"), msgid("right")


@dataclass(frozen=True, slots=True)
class DatedWords:
    """A value in words, and the day that it is of."""

    words: str
    day: date


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """One thing that was measured.

    Parameters
    ----------
    what : a noun phrase
    leg : left or right, in English; empty where it is of the whole body
    last : what was measured last, however long ago
    first : what was measured first in the time that the report looks at; None where that is the
        last one too
    times : how often in that time
    """

    what: str
    leg: str
    last: DatedWords
    first: DatedWords | None
    times: int


def measured(entries: Sequence[Recorded[Entry]], since: date) -> tuple[MeasuredRow, ...]:
    """Return what was measured, what is of the whole body first.

    Parameters
    ----------
    entries : all current entries of a person, in the order in which they happened
    """
    rows: dict[tuple[str, str], list[DatedWords]] = {}
    for each in entries:
        for what, leg, words in _told(each.entry):
            rows.setdefault((what, leg), []).append(DatedWords(words, each.local_date))
    order = [_PRESSURE, _WEIGHT, _INDEX, _RAISES]
    found = sorted(rows.items(), key=lambda row: order.index(row[0][0]))
    return tuple(_row(what, leg, values, since) for (what, leg), values in found)


def _row(what: str, leg: str, values: list[DatedWords], since: date) -> MeasuredRow:
    lately = [each for each in values if each.day >= since]
    first = lately[0] if len(lately) > 1 else None
    return MeasuredRow(what, leg, values[-1], first, len(lately))


_PRESSURE = msgid("Blood pressure")
_WEIGHT = msgid("Weight")
_INDEX = msgid("Ankle-brachial index (ABI)")
_RAISES = msgid("Heel raises on one leg")


def _told(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield what an entry tells: what was measured, of which leg, and the value in words."""
    match entry:
        case BloodPressureEntry(systolic_mmhg=upper, diastolic_mmhg=lower):
            yield _PRESSURE, "", f"{upper}/{lower} mmHg"
        case WeightEntry(weight_kg=weight):
            yield _WEIGHT, "", value_words(weight, "kg")
        case AnkleIndexEntry(ankle_index_left=left, ankle_index_right=right):
            yield from _of_legs(_INDEX, left, right)
        case HeelRaisesEntry(heel_raises_left=left, heel_raises_right=right):
            yield from _of_legs(_RAISES, left, right)
        case _:
            return


def _of_legs(what: str, left: float | None, right: float | None) -> Iterator[tuple[str, str, str]]:
    for leg, value in ((_LEFT, left), (_RIGHT, right)):
        if value is not None:
            yield what, leg, number_words(value)
