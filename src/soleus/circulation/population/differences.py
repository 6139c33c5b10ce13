"""Reads which populations there are and how their people differ, with every fault at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, TypeVar

import numpy as np

from soleus.circulation.data import read_data
from soleus.circulation.errors import ExperimentError
from soleus.circulation.population.spread import CutNormal, Point, Positive, Share, Spread
from soleus.language import meant
from soleus.records import NonBlank, Record, limits
from soleus.vocabulary import FaultsError

_PERSONS = read_data("network/persons")
_Age = Annotated[float, limits.real(10, 110)]
_Grade = limits.literal(*_PERSONS["heart_failure"])
_Leaking = limits.literal(*_PERSONS["reflux"])
_Narrowed = limits.literal(*_PERSONS["lesion"])
_Class = limits.literal("C2", "C3", "C4", "C5", "C6")
_SHARE = limits.real(0.0)

Shares = Mapping[str, float]
RecordT = TypeVar("RecordT", bound=Record)


@dataclass(frozen=True, slots=True)
class Correlation(Record):
    """How the normal scores of two quantities go together."""

    of: Annotated[tuple[str, ...], limits.list_of(limits.text(), least=2, most=2, is_unique=True)]
    r: Annotated[float, limits.real(-1.0, 1.0)]
    source: NonBlank


@dataclass(frozen=True, slots=True)
class AnkleIndex(Record):
    """How the ankle index of a narrowed leg is spread, and which artery is narrowed."""

    mean: Positive
    sd: Positive
    least: Positive
    most: Positive
    both_legs: Share
    vessels: Annotated[Shares, limits.mapping_of(_Narrowed, _SHARE)]
    source: NonBlank

    def spread(self) -> CutNormal:
        """Return its distribution."""
        return CutNormal(self.mean, self.sd, self.least, self.most)


@dataclass(frozen=True, slots=True)
class Population(Record):
    """A group of people: its share of women, its ages, and what disease it has."""

    name: str
    means: NonBlank
    women: Share
    youngest: _Age
    oldest: _Age
    source: NonBlank
    age_mean: Annotated[float | None, limits.optional(limits.real(10, 110))] = None
    age_sd: Annotated[float | None, limits.optional(limits.real(0.1))] = None
    ceap: Annotated[Shares, limits.mapping_of(_Class, _SHARE)] = field(default_factory=dict)
    heart_failure: Annotated[Shares, limits.mapping_of(_Grade, _SHARE)] = field(
        default_factory=dict
    )
    ankle_index: AnkleIndex | None = None
    spread: tuple[Spread, ...] = ()

    def _faults_between(self) -> tuple[str, ...]:
        faults = []
        if not self.youngest < self.oldest:
            faults.append(f"{self.name}: youngest has to be below oldest")
        if (self.age_mean is None) != (self.age_sd is None):
            faults.append(f"{self.name}: age_mean and age_sd go together")
        elif self.age_mean is not None and not self.youngest < self.age_mean < self.oldest:
            faults.append(f"{self.name}: age_mean lies outside the ages")
        for key, shares in (("ceap", self.ceap), ("heart_failure", self.heart_failure)):
            if shares and sum(shares.values()) <= 0.0:
                faults.append(f"{self.name}: {key} has no share above 0")
        return tuple(faults)

    def age(self, part: float) -> float:
        """Return the age that this part of the population lies below."""
        if self.age_mean is None or self.age_sd is None:
            return self.youngest + part * (self.oldest - self.youngest)
        return CutNormal(self.age_mean, self.age_sd, self.youngest, self.oldest).quantile(part)


@dataclass(frozen=True, slots=True)
class CeapClass(Record):
    """Which veins of a leg of one CEAP class leak, each with its chance, and how much."""

    name: Annotated[str, _Class]
    leaks: Annotated[Shares, limits.mapping_of(_Leaking, limits.real(0.0, 1.0))]
    severity_mean: Share
    severity_sd: Positive
    source: NonBlank

    def severity(self) -> CutNormal:
        """Return how severely its veins leak."""
        return CutNormal(self.severity_mean, self.severity_sd, 0.05, 1.0)


@dataclass(frozen=True, slots=True)
class Narrowing(Record):
    """Which part of an artery's diameter is lost where the ankle index has a value."""

    vessel: Annotated[str, _Narrowed]
    length_cm: Annotated[float, limits.real(0.1, 40.0)]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything by which people of a population differ.

    Parameters
    ----------
    spreads : by name, in the order in which they are drawn
    correlations : of their normal scores
    populations, ceap, narrowings : by name
    """

    spreads: Mapping[str, Spread]
    correlations: tuple[Correlation, ...]
    populations: Mapping[str, Population]
    ceap: Mapping[str, CeapClass]
    narrowings: Mapping[str, Narrowing]

    def mixing(self) -> np.ndarray:
        """Return the matrix that turns independent normal scores into correlated ones."""
        return np.linalg.cholesky(_matrix(tuple(self.spreads), self.correlations))


def _matrix(names: Sequence[str], correlations: Sequence[Correlation]) -> np.ndarray:
    matrix = np.eye(len(names))
    for c in correlations:
        i, j = (names.index(n) for n in c.of)
        matrix[i, j] = matrix[j, i] = c.r
    return matrix


def _records(kind: type[RecordT], tables: Any, what: str, faults: list[str]) -> list[RecordT]:  # noqa: ANN401
    """Return tables as records after adding the faults of each."""
    read = []
    for number, table in enumerate(tables, 1):
        try:
            read.append(kind.from_dict(table))
        except FaultsError as error:
            named = table.get("name", number) if isinstance(table, Mapping) else number
            faults += [f"{what} {named}: {fault}" for fault in error.faults]
    return read


def _faults_of_correlations(spreads: Sequence[Spread], found: Sequence[Correlation]) -> list[str]:
    names = [s.name for s in spreads]
    pairs = [frozenset(c.of) for c in found]
    faults = [f"no spread is called '{n}'" for c in found for n in c.of if n not in names]
    faults += [
        f"{' and '.join(sorted(p))} are correlated twice" for p in set(pairs) if pairs.count(p) > 1
    ]
    if not faults and np.linalg.eigvalsh(_matrix(names, found)).min() < 1e-6:
        faults.append("these correlations cannot all hold together")
    return faults


def _twice(what: str, names: Sequence[str]) -> list[str]:
    return [f"two of {what} are called '{n}'" for n in dict.fromkeys(names) if names.count(n) > 1]


def _faults_of_populations(
    populations: Sequence[Population],
    spreads: Sequence[Spread],
    ceap: Sequence[CeapClass],
    narrowings: Sequence[Narrowing],
) -> list[str]:
    """Return which words of populations stand for nothing."""
    usual = {s.name: s for s in spreads}
    classes, vessels = {c.name for c in ceap}, {n.vessel for n in narrowings}
    faults: list[str] = []
    for p in populations:
        for own in p.spread:
            it = usual.get(own.name)
            if it is None or (it.of, it.numbers) != (own.of, own.numbers):
                faults.append(f"{p.name}: its own spread '{own.name}' stands in place of none")
        faults += [f"{p.name}: nothing says what {c} is" for c in p.ceap if c not in classes]
        narrowed = p.ankle_index.vessels if p.ankle_index else {}
        faults += [f"{p.name}: no narrowing of {v}" for v in narrowed if v not in vessels]
    return faults


def read_differences(people: Mapping[str, Any], groups: Mapping[str, Any]) -> Differences:
    """Return what two parsed files say: distributions.toml and populations.toml.

    Raises
    ------
    ExperimentError
        with every fault of both.
    """
    faults: list[str] = []
    spreads = _records(Spread, people.get("spread", ()), "spread", faults)
    correlations = _records(Correlation, people.get("correlation", ()), "correlation", faults)
    populations = _records(Population, groups.get("population", ()), "population", faults)
    ceap = _records(CeapClass, groups.get("ceap", ()), "ceap", faults)
    narrowings = _records(Narrowing, groups.get("narrowing", ()), "narrowing", faults)
    faults += _twice("the spreads", [s.name for s in spreads])
    faults += _twice("the populations", [p.name for p in populations])
    if not faults:
        faults += _faults_of_correlations(spreads, correlations)
        faults += _faults_of_populations(populations, spreads, ceap, narrowings)
    if faults:
        raise ExperimentError(faults)
    return Differences(
        {s.name: s for s in spreads},
        tuple(correlations),
        {p.name: p for p in populations},
        {c.name: c for c in ceap},
        {n.vessel: n for n in narrowings},
    )


@cache
def differences_between_people() -> Differences:
    """Return how people differ, as the package's own files say."""
    return read_differences(
        read_data("population/distributions"), read_data("population/populations")
    )


def population_named(name: str) -> Population:
    """Return the population of this name; ``replace`` gives it other ages or another share.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from soleus.circulation import population_named, sample
    >>> women = replace(population_named("healthy"), women=1.0, youngest=60, oldest=70)
    >>> people = [p.person for p in sample(women, 20, seed=7)]
    >>> {p.sex for p in people}, all(60 <= p.age <= 70 for p in people)
    ({'female'}, True)

    Raises
    ------
    ExperimentError
        There is none.
    """
    known = differences_between_people().populations
    if name not in known:
        hint = meant(name, known) or f"; there are {', '.join(known)}"
        raise ExperimentError([f"no population is called '{name[:60]}'{hint}"])
    return known[name]
