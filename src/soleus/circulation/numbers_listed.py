"""Every number of the model with its unit, bounds, source and what it moves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from itertools import islice
from math import isfinite
from typing import Any

from soleus.circulation.body import names_like
from soleus.circulation.data import read_data
from soleus.circulation.network import elements
from soleus.circulation.numbers import PER_ELEMENT, calibrated_numbers, numbers_with
from soleus.language import meant
from soleus.vocabulary import MOST_FAULTS


@dataclass(frozen=True, slots=True)
class ListedNumber:
    """One number of the model.

    Parameters
    ----------
    name, value, unit, means : what it is and does, after calibration
    low, high : the bounds that physiology sets
    source : where it is from; begins with "assumed" where nobody measured it
    moves : the readings that it moves most, and by how much [%], where that was measured
    """

    name: str
    value: float
    unit: str
    means: str
    low: float
    high: float
    source: str
    moves: Mapping[str, float]

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "means": self.means,
            "bounds": [self.low, self.high],
            "source": self.source,
            "moves": dict(self.moves),
        }


def _own_sources() -> Iterator[tuple[str, str]]:
    """Yield the sources that stand in the tables of the network and of the movements."""
    for e in elements():
        if e.leg != "right":
            said = e.data.get("source", {})
            for quantity, symbol in PER_ELEMENT[e.kind].items():
                text = said if isinstance(said, str) else said.get(quantity, "")
                yield f"{symbol}_{e.base}", text


def kind_of(name: str) -> Mapping[str, Any]:
    """Return the kind of a number: the first whose pattern fits.

    Raises
    ------
    LookupError
        network/quantities.toml does not know it.
    """
    for kind in read_data("network/quantities")["kind"]:
        if fnmatchcase(name, kind["names"]):
            return dict(kind)
    raise LookupError(f"network/quantities.toml says nothing of {name}")


def _source_of_movement(name: str) -> str:
    """Return the source in the nearest table around a number of a movement."""
    table: Any = read_data("network/activities")
    source = ""
    for key in name.split(".")[:-1]:
        table = table.get(key, {})
        source = table.get("source", source)
    return str(source)


def _bounds(value: float, kind: Mapping[str, Any]) -> tuple[float, float]:
    if "factors" in kind:
        low, high = (float(f"{value * f:.3g}") for f in kind["factors"])
    elif "within" in kind:
        low, high = value - kind["within"], value + kind["within"]
    else:
        low, high = kind["bounds"]
    return float(low), float(high)


@cache
def listed_numbers() -> Mapping[str, ListedNumber]:
    """Return every number of the model, by name."""
    parameters = read_data("network/parameters") | read_data("network/instruments")
    own = dict(_own_sources())
    moved = read_data("network/sensitivity")["moves"]
    listed = {}
    for name, value in numbers_with().items():
        table = parameters.get(name)
        kind = table or kind_of(name)
        source = own.get(name) or kind.get("source") or _source_of_movement(name)
        if not source:
            source = f"assumed: {kind['assumed']}"
        if name in calibrated_numbers():
            source += "; moved by the calibration within these bounds"
        low, high = _bounds_of(name, value, kind)
        listed[name] = ListedNumber(
            name, value, kind["unit"], kind.get("means", ""), low, high, source,
            moved.get(name, {}),
        )  # fmt: skip
    return listed


def _bounds_of(name: str, value: float, kind: Mapping[str, Any]) -> tuple[float, float]:
    """Return the bounds of the mean of people, widened by how far single people lie from it."""
    low, high = _bounds_of_mean(name, value, kind)
    for least, most in (factors for names, factors in _between_people() if name in names):
        low, high = min(low, least * value), max(high, most * value)
    return low, high


@cache
def _between_people() -> tuple[tuple[frozenset[str], tuple[float, float]], ...]:
    """Return how far a person's numbers can lie from the mean's, as factors."""
    spreads = read_data("population/distributions")["spread"]
    return tuple(
        (frozenset(names_like(s["numbers"])), (s["least"], s["most"]))
        for s in spreads
        if "numbers" in s
    )


def _bounds_of_mean(name: str, value: float, kind: Mapping[str, Any]) -> tuple[float, float]:
    """Return the bounds that the calibration keeps, else the number's own, else its kind's."""
    kept = read_data("validation/calibrated")["bounds"].get(name)
    if kept:
        return float(kept[0]), float(kept[1])
    if not any(k in kind for k in ("bounds", "factors", "within")):
        low, high = sorted((0.5 * value, 2.0 * value))
        return low, high
    return _bounds(value, kind)


def override_faults(table: Mapping[str, Any], *, is_unbounded: bool | None) -> list[str]:
    """Return what is wrong with numbers that an experiment puts in place of the model's.

    Parameters
    ----------
    table : values by name
    is_unbounded : whether a number may lie outside its bounds; None where nobody can allow it
    """
    faults = (_override_fault(name, value, is_unbounded) for name, value in table.items())
    return list(islice((f for f in faults if f), MOST_FAULTS))


def _override_fault(name: object, value: object, is_unbounded: bool | None) -> str | None:
    known = listed_numbers()
    if name not in known:
        hint = meant(str(name), known) or "; soleus lab numbers lists them all"
        return f"no such number in the model: '{str(name)[:60]}'{hint}"
    if isinstance(value, bool) or not isinstance(value, int | float) or not _is_finite(value):
        return f"{name} is {str(value)[:60]!r}, but has to be a number"
    number = known[str(name)]
    if not is_unbounded and not number.low <= value <= number.high:
        way_out = "" if is_unbounded is None else "; set unbounded = true in [model] to go beyond"
        return (
            f"{name} is {value:g}, but physiology allows {number.low:g} to {number.high:g} "
            f"{number.unit}{way_out}"
        )
    return None


def _is_finite(value: float) -> bool:
    try:
        return isfinite(value)
    except OverflowError:
        return False


def numbers_table(numbers: Mapping[str, ListedNumber]) -> str:
    """Return each number with what it is; below it its source and what it moves."""
    width = max(map(len, numbers))
    lines = []
    for n in numbers.values():
        bounds = f"{n.low:.4g} to {n.high:.4g}"
        value = f"{n.value:.6g} {n.unit}  ({bounds})"
        lines.append(f"{n.name.ljust(width)}  {value}  {n.means}".rstrip())
        lines.append(f"    {n.source}")
        if n.moves:
            moves = "; ".join(f"{reading} {percent:+g} %" for reading, percent in n.moves.items())
            lines.append(f"    a tenth more: {moves}")
    return "\n".join(lines)
