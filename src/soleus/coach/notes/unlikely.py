"""What is possible but unlikely is asked about once before it is noted; nothing is ever changed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from soleus.journal import Entry, Journal
from soleus.language import measures, msgid, per_unit, shown_in, translate, value_words
from soleus.records import Record, limits, limits_of, load_table, read_toml
from soleus.vocabulary import SoleusError

_Bound = Annotated[float | None, limits.optional(limits.real())]
_FINE = 0.01
"""An amount that is lost where a value is shown to a tenth."""

_OTHER = {"left": "right", "right": "left"}


class UnlikelyError(SoleusError):
    """A value is unlikely, and nobody has said that it is right; nothing was noted.

    Parameters
    ----------
    asked : the questions, at least one
    """

    def __init__(self, asked: Collection["Asked"]) -> None:
        self.asked = tuple(asked)
        super().__init__(" ".join(self.questions))

    @property
    def questions(self) -> tuple[str, ...]:
        """What is asked, one line a value."""
        return tuple(each.says for each in self.asked)

    @property
    def keys(self) -> str:
        """What is sent back by whoever says that all of it is right, by spaces."""
        return " ".join(each.key for each in self.asked)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about one value of an entry; ``says`` is in the language in use."""

    field: str
    value: float
    says: str

    @property
    def key(self) -> str:
        """What a form sends back to say that this very value is right."""
        return f"{self.field}={self.value:g}"


@dataclass(frozen=True, slots=True)
class LikelyBounds(Record):
    """One table of ``unlikely.toml``; None is no bound."""

    least: _Bound = None
    most: _Bound = None
    change: _Bound = None
    apart: _Bound = None

    def has(self, value: float) -> bool:
        """Whether a value needs no question by itself."""
        return (self.least is None or value >= self.least) and (
            self.most is None or value <= self.most
        )


@dataclass(frozen=True, slots=True)
class Unlikely:
    """Asks about what a person is going to note."""

    journal: Journal

    def asked(self, person_id: str, entry: Entry) -> tuple[Asked, ...]:
        """Return what has to be asked about an entry before it is noted; mostly nothing."""
        return tuple(self._asked(person_id, entry))

    def _asked(self, person_id: str, entry: Entry) -> Iterator[Asked]:
        payload = entry.as_dict()
        known = {
            name: bounds for name, bounds in _bounds().items() if payload.get(name) is not None
        }
        if not known:
            return
        noted = self._last(person_id, type(entry))
        last = {name: value for name, (_, value) in noted.items()}
        for name, bounds in known.items():
            value, unit = float(payload[name]), _unit(type(entry), name)
            if question := _question(value, bounds, _others(name, payload, last), unit):
                yield Asked(name, value, f"{translate(_NAMES[name])}: {question}")

    def for_a_device(self, person_id: str, kinds: Collection[type[Entry]]) -> dict[str, Any]:
        """Return what a device asks the same by with no network, in the language and units in use.

        ``web/static/js/offline/unlikely.js`` reads it.
        """
        fields: dict[str, Any] = {}
        for kind in kinds:
            names = [name for name in limits_of(kind) if name in _bounds()]
            last = self._last(person_id, kind) if names else {}
            for name in names:
                fields[name] = {"kind": kind.kind, **_told(kind, name)}
                if name in last:
                    at, value = last[name]
                    fields[name]["last"] = {"at": at.isoformat(), "value": value}
        lines = {"apart": _APART, "change": _CHANGE, "alone": _ALONE}
        return {"lines": {name: translate(line) for name, line in lines.items()}, "fields": fields}

    def _last(self, person_id: str, kind: type[Entry]) -> Mapping[str, tuple[datetime, Any]]:
        """Return the value of each field that was noted last, and when that was."""
        last: dict[str, tuple[datetime, Any]] = {}
        for noted in self.journal.entries(person_id, [kind]):
            said = noted.entry.as_dict().items()
            last |= {name: (noted.at, value) for name, value in said if value is not None}
        return last


@dataclass(frozen=True, slots=True)
class _Others:
    """What a value is held against: the one before, and that of the other leg."""

    before: float | None
    other_leg: float | None


def _others(name: str, payload: Mapping[str, float], last: Mapping[str, float]) -> _Others:
    other = _other_leg(name)
    beside = payload.get(other)
    return _Others(last.get(name), last.get(other) if beside is None else beside)


def _other_leg(name: str) -> str:
    """Return the field of the other leg; empty where a field is of no leg."""
    side = next((side for side in _OTHER if f"_{side}" in name), None)
    return name.replace(f"_{side}", f"_{_OTHER[side]}") if side else ""


def _unit(kind: type[Entry], name: str) -> str:
    unit: str = limits_of(kind)[name].form.get("unit", "")
    return unit


def _told(kind: type[Entry], name: str) -> dict[str, Any]:
    """Return by what a device asks about one field, in the units in use."""
    unit, units = _unit(kind, name), measures().length
    bounds = {bound: value for bound, value in asdict(_bounds()[name]).items() if value is not None}
    return {
        "name": translate(_NAMES[name]),
        "other": _other_leg(name),
        "unit": translate(units.unit_of(unit)) if unit else "",
        "factor": per_unit(unit, units),
        "is_in_tenths": shown_in(_FINE, unit, units) != _FINE,
        **bounds,
    }


_APART = msgid("is {value} right? The other leg is {other}.")
_CHANGE = msgid("is {value} right? Last time it was {other}.")
_ALONE = msgid("is {value} right?")


def _question(value: float, bounds: LikelyBounds, others: _Others, unit: str) -> str:
    """Return what is asked of a value; empty where it is likely."""
    shown = value_words(value, unit)
    before, leg = others.before, others.other_leg
    if bounds.apart and leg is not None and abs(value - leg) >= bounds.apart:
        return translate(_APART, value=shown, other=value_words(leg, unit))
    if bounds.change and before is not None and abs(value - before) >= bounds.change:
        return translate(_CHANGE, value=shown, other=value_words(before, unit))
    return "" if bounds.has(value) else translate(_ALONE, value=shown)


_NAMES = {
    "systolic_mmhg": msgid("Upper number"),
    "diastolic_mmhg": msgid("Lower number"),
    "pulse_per_minute": msgid("Pulse"),
    "weight_kg": msgid("Weight"),
    "calf_left_cm": msgid("Calf left"),
    "calf_right_cm": msgid("Calf right"),
    "ankle_left_cm": msgid("Ankle left"),
    "ankle_right_cm": msgid("Ankle right"),
    "ankle_index_left": msgid("ABI left"),
    "ankle_index_right": msgid("ABI right"),
    "heel_raises_left": msgid("Heel raises left"),
    "heel_raises_right": msgid("Heel raises right"),
}


@cache
def _bounds() -> Mapping[str, LikelyBounds]:
    tables = read_toml(files("soleus.coach.notes") / "unlikely.toml")
    return {
        name: load_table(LikelyBounds, table, f"unlikely.toml, {name}")
        for name, table in tables.items()
    }
