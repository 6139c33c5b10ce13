"""What the page of measurements shows of each thing: its last values, and its curve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus.coach import MEASURED, LastMeasured
from soleus.journal import (
    AnkleIndexEntry,
    BloodPressureEntry,
    Entry,
    HeelRaisesEntry,
    Recorded,
    TapeEntry,
    WeightEntry,
)
from soleus.language import measures, msgid, number_words, shown_in, translate
from soleus.records import limits_of
from soleus.web.charts.lines import line_chart
from soleus.web.journal_forms import MEASUREMENTS

if TYPE_CHECKING:
    from datetime import date

    from soleus.journal import Journal
    from soleus.web.charts.lines import LineChart

_MOST_DAYS = 365
_LEAST_DAYS = 28


@dataclass(frozen=True, slots=True)
class BodyCurve:
    """Which fields a curve draws, by what each is called; ``bounds`` None fits them."""

    title: str
    fields: Mapping[str, str]
    bounds: tuple[float, float] | None = None


def _legs(name: str) -> dict[str, str]:
    return {msgid("Left"): name.format("left"), msgid("Right"): name.format("right")}


_CURVES: Mapping[str, tuple[type[Entry], tuple[BodyCurve, ...]]] = {
    "girth": (
        TapeEntry,
        (
            BodyCurve(msgid("Calf"), _legs("calf_{}_cm")),
            BodyCurve(msgid("Ankle"), _legs("ankle_{}_cm")),
        ),
    ),
    "pressure": (
        BloodPressureEntry,
        (
            BodyCurve(
                msgid("Blood pressure"),
                {msgid("Upper"): "systolic_mmhg", msgid("Lower"): "diastolic_mmhg"},
            ),
        ),
    ),
    "weight": (WeightEntry, (BodyCurve(msgid("Weight"), {msgid("Weight"): "weight_kg"}),)),
    "raises": (HeelRaisesEntry, (BodyCurve(msgid("Heel raises"), _legs("heel_raises_{}")),)),
    "index": (
        AnkleIndexEntry,
        (BodyCurve(msgid("Ankle-brachial index (ABI)"), _legs("ankle_index_{}"), (0.0, 1.6)),),
    ),
}


@dataclass(frozen=True, slots=True)
class BodyCard:
    """One thing that is measured.

    Parameters
    ----------
    name : the last part of its form's address
    last : each value that was measured last, in words, by what it is called
    day : of the newest of them; None where nothing was measured
    entry : the entry that was noted last, to be taken back
    charts : a curve of each thing that has two values or more
    hints : what stands in an empty field: the last value, without its unit
    """

    name: str
    last: Mapping[str, str]
    day: date | None
    entry: Recorded[Entry] | None
    charts: tuple[LineChart, ...]
    hints: Mapping[str, str]


def body_cards(journal: Journal, person_id: str, today: date) -> dict[str, BodyCard]:
    """Return every card by its name, in the order of the page."""
    last = LastMeasured.of(journal, person_id)
    noted: tuple[Recorded[Entry], ...] = journal.entries(person_id, MEASURED)
    return {
        name: _card(name, kind, curves, last, [e for e in noted if e.kind == kind.kind], today)
        for name, (kind, curves) in _CURVES.items()
    }


def _card(
    name: str,
    kind: type[Entry],
    curves: tuple[BodyCurve, ...],
    last: LastMeasured,
    noted: list[Recorded[Entry]],
    today: date,
) -> BodyCard:
    labels = MEASUREMENTS[name].labels
    known = {field: last.values[field] for field in labels if field in last.values}
    charts = (_chart(curve, kind, noted, today) for curve in curves)
    newest = max(noted, key=lambda each: each.recorded_at, default=None)
    return BodyCard(
        name,
        _in_words(name, kind, {field: each.value for field, each in known.items()}),
        max((each.day for each in known.values()), default=None),
        newest,
        tuple(chart for chart in charts if len(chart.rows) > 1),
        {field: _number(kind, field, each.value) for field, each in known.items()},
    )


def _in_words(name: str, kind: type[Entry], known: Mapping[str, float]) -> dict[str, str]:
    """Return the last values in words; a pressure is one, its two numbers belong together."""
    if name == "pressure":
        pair = "/".join(f"{known[n]:g}" for n in ("systolic_mmhg", "diastolic_mmhg") if n in known)
        return {translate("Blood pressure"): f"{pair} mmHg"} if pair else {}
    labels = MEASUREMENTS[name].labels
    return {
        translate(labels[field]): f"{_number(kind, field, value)} {_unit(kind, field)}".strip()
        for field, value in known.items()
    }


def _number(kind: type[Entry], field: str, value: float) -> str:
    """Return a value in the units that are preferred, as a field shows it."""
    shown = shown_in(value, _kept_in(kind, field), measures().length)
    return number_words(int(shown) if shown == int(shown) else shown)


def _unit(kind: type[Entry], field: str) -> str:
    kept = _kept_in(kind, field)
    return translate(measures().length.unit_of(kept)) if kept else ""


def _kept_in(kind: type[Entry], field: str) -> str:
    return str(limits_of(kind)[field].form.get("unit", ""))


def _chart(
    curve: BodyCurve, kind: type[Entry], noted: Iterable[Recorded[Entry]], today: date
) -> LineChart:
    """Return a curve from the first value of the last year on; of one day the last value."""
    units, since = measures().length, today - timedelta(days=_MOST_DAYS - 1)
    lines: dict[str, list[tuple[date, float]]] = {}
    for label, field in curve.fields.items():
        days = {
            each.local_date: shown_in(value, _kept_in(kind, field), units)
            for each in noted
            if each.local_date >= since and (value := getattr(each.entry, field)) is not None
        }
        lines[label] = sorted(days.items())
    first = min((points[0][0] for points in lines.values() if points), default=today)
    days_shown = max(_LEAST_DAYS, (today - first).days + 1)
    unit = _unit(kind, next(iter(curve.fields.values())))
    return line_chart(curve.title, unit, lines, until=today, days=days_shown, bounds=curve.bounds)
