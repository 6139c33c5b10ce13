"""How the model's numbers differ with age, sex and build, by the tables of network/persons.toml."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from itertools import pairwise
from typing import Any, Protocol

from soleus.circulation.data import read_data
from soleus.circulation.numbers import Numbers, written_numbers


class Body(Protocol):
    """What of a person the tables ask for."""

    @property
    def age(self) -> float:
        """Years."""

    @property
    def sex(self) -> str:
        """``female`` or ``male``."""

    @property
    def height_cm(self) -> float:
        """Body height."""

    @property
    def weight_kg(self) -> float:
        """Body weight."""


REFERENCE: Mapping[str, float] = {
    "age": 40.0, "height_cm": 170.0, "weight_kg": 70.0, "scale": 1.0, "bmi": 70.0 / 1.7**2,
}  # fmt: skip
"""The man of 40 whom the network describes."""


def body_scale(body: Body) -> float:
    """Return the body surface relative to 1.70 m and 70 kg (Du Bois & Du Bois 1916)."""
    return float((body.weight_kg / 70.0) ** 0.425 * (body.height_cm / 170.0) ** 0.725)


def measures(body: Body) -> Numbers:
    """Return what the tables go by: age, height, weight, body mass index, scale."""
    return {
        "age": body.age,
        "height_cm": body.height_cm,
        "weight_kg": body.weight_kg,
        "scale": body_scale(body),
        "bmi": body.weight_kg / (body.height_cm / 100.0) ** 2,
    }


def between(points: Sequence[Sequence[float]], x: float) -> float:
    """Return the value at ``x`` on straight lines between points, level beyond the outer ones."""
    x = min(max(x, points[0][0]), points[-1][0])
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


@dataclass(frozen=True, slots=True)
class Difference:
    """One table: the numbers that it multiplies, and how its factor follows from the body."""

    names: tuple[str, ...]
    table: Mapping[str, Any]

    def factor(self, body: Body) -> float:
        """Return what these numbers are multiplied by for this body."""
        t = self.table
        if t.get("sex", body.sex) != body.sex:
            return 1.0
        if "female" in t:
            return float(t["female"]) if body.sex == "female" else 1.0
        x = measures(body)[t["by"]]
        if "power" in t:
            return float((x / REFERENCE[t["by"]]) ** t["power"])
        return between(t["points"], x)


def names_like(patterns: Iterable[str]) -> tuple[str, ...]:
    """Return the model's numbers that match any of these patterns, each once."""
    known = written_numbers()
    return tuple(n for n in known if any(fnmatchcase(n, p) for p in patterns))


@cache
def differences() -> tuple[Difference, ...]:
    """Return every table of differences in file order."""
    tables = read_data("network/persons")["differs"]
    return tuple(Difference(names_like(t["name"]), t) for t in tables)


def bodily_numbers(numbers: Numbers, body: Body) -> Numbers:
    """Return the numbers as they are for a body of this age, sex and build."""
    out = dict(numbers)
    for difference in differences():
        if (factor := difference.factor(body)) != 1.0:
            for name in difference.names:
                out[name] *= factor
    return out


def quantity(name: str, body: Body) -> float:
    """Return a quantity that is a sum over a body's measures, such as its largest heart rate."""
    table = read_data("network/persons")["quantity"][name]
    total = float(table["at"]) + float(table.get(body.sex, 0.0))
    total += sum(float(table[m]) * x for m, x in measures(body).items() if m in table)
    return max(total, float(table.get("least", total)))
