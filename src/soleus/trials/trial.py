"""A trial: who takes part, what they do, what is read of them, and how it is cut into groups."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Any, ClassVar

from soleus.circulation import Experiment, Population, population_named
from soleus.evidence import sources
from soleus.records import NonBlank, Record, limits
from soleus.trials.errors import TrialError

MOST_PEOPLE = 1_000_000
UNIT = 64
"""People who are worked on and stored together. A part of the trial's form: what a person's run
comes out as, to the last bit, can depend on who runs beside them."""

TOLD_ONLY = (
    "title",
    "question",
    "does_not_show",
    "arms_are",
    "published",
    "subgroup",
    "sensitivity",
)
"""Keys of a trial file that change its report and none of its results."""

_AGE = limits.optional(limits.real(10, 110))
_COUNT = limits.whole(2, MOST_PEOPLE)


@dataclass(frozen=True, slots=True)
class Recruited(Record):
    """A population that people are recruited from, and its share of the trial."""

    error: ClassVar = TrialError
    of: NonBlank
    share: Annotated[float, limits.real(1e-6)] = 1.0
    name: str = ""
    women: Annotated[float | None, limits.optional(limits.real(0.0, 1.0))] = None
    youngest: Annotated[float | None, _AGE] = None
    oldest: Annotated[float | None, _AGE] = None

    @property
    def title(self) -> str:
        """What the group is called in tables."""
        return self.name or self.of

    def population(self) -> Population:
        """Return the population, with the ages and the share of women that the trial asks for.

        Raises
        ------
        ExperimentError
            There is none of this name, or its ages cannot be.
        """
        changes = {
            key: value
            for key in ("women", "youngest", "oldest")
            if (value := getattr(self, key)) is not None
        }
        known = population_named(self.of)
        if "youngest" in changes or "oldest" in changes:
            low = changes.get("youngest", known.youngest)
            high = changes.get("oldest", known.oldest)
            if known.age_mean is not None and not low < known.age_mean < high:
                changes |= {"age_mean": None, "age_sd": None}
        return replace(known, **changes)


@dataclass(frozen=True, slots=True)
class TrialOutcome(Record):
    """One part of a reading in one step of every arm, as it is or against an earlier step."""

    error: ClassVar = TrialError
    name: NonBlank
    read: NonBlank
    part: NonBlank
    step: NonBlank
    against: str = ""
    counted: Annotated[str, limits.literal("value", "difference", "ratio")] = "value"
    unit: str = ""

    def _faults_between(self) -> tuple[str, ...]:
        if bool(self.against) == (self.counted == "value"):
            return ("counted is 'difference' or 'ratio' where 'against' names a step, and only so",)
        return ()


@dataclass(frozen=True, slots=True)
class Cut(Record):
    """How people are cut into subgroups: at values of what they have, or by a word."""

    error: ClassVar = TrialError
    by: NonBlank
    at: tuple[float, ...] = ()

    def _faults_between(self) -> tuple[str, ...]:
        is_rising = all(a < b for a, b in zip(self.at, self.at[1:], strict=False))
        return () if is_rising else ("'at' has to rise",)

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of subgroups that are cut at values, the lowest first."""
        if not self.at:
            return ()
        between = zip(self.at, self.at[1:], strict=False)
        return (
            f"{self.title} below {self.at[0]:g}",
            *(f"{self.title} {low:g} to {high:g}" for low, high in between),
            f"{self.title} from {self.at[-1]:g}",
        )

    @property
    def title(self) -> str:
        """What people are cut by, in words."""
        return self.by.replace("_", " ")

    def has(self, group: str) -> bool:
        """Whether a subgroup of this name can be one of these."""
        return group in self.labels if self.at else group.startswith(f"{self.title} ")

    def label(self, value: object) -> str:
        """Return the name of the subgroup that a person of this value is in."""
        if not isinstance(value, int | float):
            return f"{self.title} {value}"
        return self.labels[sum(value >= bound for bound in self.at)]


@dataclass(frozen=True, slots=True)
class Precision(Record):
    """How precise one comparison has to be before recruiting ends."""

    error: ClassVar = TrialError
    outcome: NonBlank
    arm: NonBlank
    against: NonBlank
    narrower_than: Annotated[float, limits.real(1e-12)]
    most: Annotated[int, _COUNT] = 4096


@dataclass(frozen=True, slots=True)
class PublishedMean(Record):
    """What a published trial that comes near had; drawn in where it printed a mean of the same.

    Parameters
    ----------
    outcome, arm : of the trial, that it comes near
    group : subgroup that it comes near, by its name in the report; everybody by default
    source : of the evidence ledger by its id, or in words
    doi : of one that the ledger does not have
    mean, sd, people : as printed, in the outcome's unit
    calibrated : whether the model's numbers were set with it among others
    """

    error: ClassVar = TrialError
    outcome: NonBlank
    arm: NonBlank
    source: NonBlank
    mean: Annotated[float | None, limits.optional(limits.real())] = None
    sd: Annotated[float | None, limits.optional(limits.real(0.0))] = None
    people: Annotated[int | None, limits.optional(_COUNT)] = None
    note: str = ""
    calibrated: bool = False
    doi: str = ""
    group: str = ""

    def _faults_between(self) -> tuple[str, ...]:
        known = self.source in sources() or not re.fullmatch(r"S\d+", self.source)
        return () if known else (f"the evidence ledger has no source '{self.source}'",)

    @property
    def cited(self) -> str:
        """Where it was published: in words, of a source of the evidence ledger too."""
        known = sources().get(self.source)
        return self.source if known is None else f"{known.by}: {known.title}"

    @property
    def address(self) -> str:
        """Where it can be read; empty where that is not known."""
        known = sources().get(self.source)
        found = "" if known is None else known.address
        return found or (f"https://doi.org/{self.doi}" if self.doi else "")


@dataclass(frozen=True, slots=True)
class Sensitivity(Record):
    """Which properties of people move one outcome, asked by one method.

    Parameters
    ----------
    method : 'morris' screens many properties with few people; 'sobol' shares the variance out
    outcome, arm : what is asked of; with ``against``, the difference of two arms
    base : trajectories of Morris, or base samples of Sobol (a power of two)
    properties : which ones vary, the others stand in the middle; all by default
    """

    error: ClassVar = TrialError
    method: Annotated[str, limits.literal("morris", "sobol")]
    outcome: NonBlank
    arm: NonBlank
    base: Annotated[int, limits.whole(4, 8192)]
    against: str = ""
    properties: tuple[str, ...] = ()

    def _faults_between(self) -> tuple[str, ...]:
        faults = []
        if self.method == "sobol" and self.base & (self.base - 1):
            faults.append(f"base is {self.base}, but for sobol has to be a power of two")
        if len(set(self.properties)) != len(self.properties):
            faults.append("a property stands twice")
        if len(self.properties) == 1:
            faults.append("at least two properties vary")
        return tuple(faults)


@dataclass(frozen=True, slots=True)
class TrialArm:
    """One protocol of a trial.

    Parameters
    ----------
    name : of the arm
    experiment : the protocol and what is read, by the lab's own words
    wears : values of every person in this arm, such as stockings
    """

    name: str
    experiment: Experiment
    wears: Mapping[str, Any]


@dataclass(frozen=True)
class Trial:
    """A whole trial; two of the same ``identity`` give the same results to the byte.

    Parameters
    ----------
    table : the parsed file
    title, question, does_not_show, arms_are : what the report says of it and calls its arms
    seed, people : of the sample; ``until`` says when to stop instead of ``people``
    design : 'crossover' (everybody goes through every arm) or 'parallel' (each through one)
    leaps : whether hours are leapt over, for outcomes that are volumes
    recruited, arms, outcomes, cuts, measured, sensitivities : see their classes
    designed : the sensitivity analysis whose people these are, in place of people of a population
    """

    table: Mapping[str, Any]
    title: str
    question: str
    does_not_show: tuple[str, ...]
    arms_are: str
    seed: int
    people: int
    until: Precision | None
    design: str
    leaps: bool
    recruited: tuple[Recruited, ...]
    arms: tuple[TrialArm, ...]
    outcomes: tuple[TrialOutcome, ...]
    cuts: tuple[Cut, ...]
    measured: tuple[PublishedMean, ...]
    sensitivities: tuple[Sensitivity, ...]
    designed: Sensitivity | None = None

    @property
    def is_crossover(self) -> bool:
        """Whether everybody goes through every arm."""
        return self.design == "crossover"

    @cached_property
    def populations(self) -> tuple[Population, ...]:
        """The populations that people are recruited from."""
        return tuple(each.population() for each in self.recruited)

    @property
    def identity(self) -> Mapping[str, Any]:
        """What decides its results, and nothing of what is only told of them."""
        decides = {key: value for key, value in self.table.items() if key not in TOLD_ONLY}
        return decides if self.designed is None else decides | {"designed": self.designed.as_dict()}

    @property
    def fingerprint(self) -> str:
        """A word that changes with whatever of a trial file changes its results."""
        text = json.dumps(self.identity, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def units(self, people: int) -> int:
        """Return how many units hold this many people."""
        return -(-people // UNIT)
