"""Holds populations against means and spreads that were published of people.

``python -m soleus.circulation.population.compare`` prints the table that docs/people.md shows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import mean, stdev
from typing import Annotated, Any

from soleus.circulation.data import read_data
from soleus.circulation.errors import ExperimentError
from soleus.circulation.instruments import reading
from soleus.circulation.network import LEGS
from soleus.circulation.population.differences import Population
from soleus.circulation.population.sample import VirtualPerson, sample
from soleus.circulation.protocol import Protocol, Step
from soleus.circulation.run import Run
from soleus.circulation.simulate import BLOCK, simulate
from soleus.records import NonBlank, Record, limits

PROTOCOLS = {
    "lying": Protocol((Step("rest", "supine", 60),)),
    "sitting": Protocol(
        (
            Step("lying", "supine", 1800),
            Step("down", "seated", 60),
            Step("sitting", "seated", 14340),
        )
    ),
}
BELOW_KNEE = ("left_foot", "left_calf", "right_foot", "right_calf")


@dataclass(frozen=True, slots=True)
class PublishedReading(Record):
    """Mean and spread of one reading between people, as published."""

    reading: NonBlank
    unit: str
    mean: float
    sd: Annotated[float, limits.real(1e-9)]
    least_sd: Annotated[float, limits.real(0.0, 1.0)] = 0.6


@dataclass(frozen=True, slots=True)
class ComparedGroup(Record):
    """A group of people as one study had them, and what it read."""

    error = ExperimentError
    name: NonBlank
    protocol: Annotated[str, limits.literal(*PROTOCOLS)]
    people: Population
    read: tuple[PublishedReading, ...]


@dataclass(frozen=True, slots=True)
class ComparedReading:
    """A published reading, and what simulated people have of it."""

    group: str
    published: PublishedReading
    mean: float
    sd: float
    n: int
    source: str

    @property
    def mean_holds(self) -> bool:
        """Whether the mean lies within half a published SD of the published one."""
        return abs(self.mean - self.published.mean) <= 0.5 * self.published.sd

    @property
    def sd_holds(self) -> bool:
        """Whether people differ about as much as published."""
        least, most = (part * self.published.sd for part in (self.published.least_sd, 1.5))
        return least <= self.sd <= most


@cache
def compared_groups() -> tuple[ComparedGroup, ...]:
    """Return what was published, by group."""
    tables = read_data("population/compared")["group"]
    return tuple(ComparedGroup.from_dict(table) for table in tables)


def _read(run: Run, name: str, person: int) -> float:
    last = len(run.protocol.steps) - 1
    where, part = name.split(" ")
    if where == "below_knees":
        ends = [
            sum(reading(run.view(step, person), f"volume:{p}")[part] for p in BELOW_KNEE)
            for step in (1, last)
        ]
        return float(ends[1] - ends[0])
    if where == "air_plethysmograph:worse":
        legs = [reading(run.view(last, person), f"air_plethysmograph:{leg}") for leg in LEGS]
        return float(max(values[part] for values in legs))
    values: dict[str, Any] = reading(run.view(last, person), where)
    return float(min(values["left"], values["right"]) if part == "lower" else values[part])


def _runs(people: Sequence[VirtualPerson], protocol: Protocol) -> Iterator[tuple[Run, int]]:
    """Yield the run that each person is in, few at a time, since records take much memory."""
    for part in (people[i : i + BLOCK] for i in range(0, len(people), BLOCK)):
        run = simulate([p.person for p in part], protocol, [p.numbers for p in part])
        yield from ((run, place) for place in range(len(part)))


def compare(group: ComparedGroup, n: int, seed: int) -> tuple[ComparedReading, ...]:
    """Return what ``n`` people of a group have of each reading, beside what was published."""
    runs = _runs(sample(group.people, n, seed), PROTOCOLS[group.protocol])
    values = [[_read(run, r.reading, i) for r in group.read] for run, i in runs]
    return tuple(
        ComparedReading(group.name, r, mean(column), stdev(column), n, group.people.source)
        for r, column in zip(group.read, zip(*values, strict=True), strict=True)
    )


def compared_table(results: Sequence[ComparedReading]) -> str:
    """Return results as a table of Markdown."""
    lines = ["| group | reading | published | simulated | mean | SD |", "|---|---|---|---|---|---|"]
    for r in results:
        p, holds = r.published, ("outside", "inside")
        lines.append(
            f"| {r.group} | `{p.reading}` [{p.unit}] | {p.mean:.3g} SD {p.sd:.3g} | "
            f"{r.mean:.3g} SD {r.sd:.3g} | {holds[r.mean_holds]} | {holds[r.sd_holds]} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the table, for 96 people of each group."""
    print(compared_table([r for group in compared_groups() for r in compare(group, 96, seed=1)]))


if __name__ == "__main__":
    main()
