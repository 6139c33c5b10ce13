"""Holds populations against means and spreads that were published of people.

``python -m soleus.circulation.population.compare`` writes the table into docs/people.md; with names
of groups behind it, only their rows of it.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import mean, stdev
from typing import Annotated, Any

from soleus.circulation.data import read_data
from soleus.circulation.errors import ExperimentError
from soleus.circulation.instruments import reading
from soleus.circulation.marked import put
from soleus.circulation.network import LEGS
from soleus.circulation.population.differences import Population
from soleus.circulation.population.sample import VirtualPerson, sample
from soleus.circulation.protocol import Protocol, Step
from soleus.circulation.run import Run
from soleus.circulation.simulate import BLOCK, simulate
from soleus.records import NonBlank, Record, limits

PROTOCOLS = {
    "lying": Protocol((Step("rest", "supine", 60),)),
    "sitting": Protocol((Step("lying", "supine", 1800), Step("sitting", "seated", 14400))),
}
PEOPLE = 96
"""Drawn of each group."""
BELOW_KNEE = ("left_foot", "left_calf", "right_foot", "right_calf")


@dataclass(frozen=True, slots=True)
class PublishedReading(Record):
    """Mean and spread of one reading between people, as published.

    Parameters
    ----------
    least_sd : part of the published SD that people have to differ by
    is_part : whether the spread alone is held, as a part of the mean: laboratories that point an
        instrument at other places or angles differ in means
    """

    reading: NonBlank
    unit: str
    mean: float
    sd: Annotated[float, limits.real(1e-9)]
    least_sd: Annotated[float, limits.real(0.0, 1.0)] = 0.6
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class ComparedGroup(Record):
    """A group of people as one study had them, and what it read.

    Parameters
    ----------
    below : what the study took people for healthy by: nobody who reads as much or more is counted
    """

    error = ExperimentError
    name: NonBlank
    protocol: Annotated[str, limits.literal(*PROTOCOLS)]
    people: Population
    read: tuple[PublishedReading, ...]
    below: Annotated[Mapping[str, float], limits.mapping_of(limits.text(), limits.real())] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class ComparedReading:
    """A published reading, and what ``n`` simulated people have of it."""

    group: str
    published: PublishedReading
    mean: float
    sd: float
    n: int
    source: str

    @property
    def mean_holds(self) -> bool:
        """Whether the mean lies within half a published SD of the published one, if it is held."""
        return (
            self.published.is_part
            or abs(self.mean - self.published.mean) <= 0.5 * self.published.sd
        )

    @property
    def sd_holds(self) -> bool:
        """Whether people differ about as much as published."""
        scale = self.published.mean / self.mean if self.published.is_part else 1.0
        least, most = (part * self.published.sd for part in (self.published.least_sd, 1.5))
        return least <= scale * self.sd <= most


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
            for step in (0, last)
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


def readings_of(
    people: Sequence[VirtualPerson], protocol: str, names: Sequence[str]
) -> list[list[float]]:
    """Return readings of people, a row each, at the end of a protocol of ``PROTOCOLS``."""
    runs = _runs(people, PROTOCOLS[protocol])
    return [[_read(run, name, person) for name in names] for run, person in runs]


def compare(group: ComparedGroup, n: int, seed: int) -> tuple[ComparedReading, ...]:
    """Return what people of a group have of each reading, beside what was published.

    Parameters
    ----------
    n : how many are drawn; those whom the study would not have taken are left out
    """
    names = [*group.below, *(r.reading for r in group.read)]
    rows = readings_of(sample(group.people, n, seed), group.protocol, names)
    most = list(group.below.values())
    values = [
        row[len(most) :] for row in rows if all(x < m for x, m in zip(row, most, strict=False))
    ]
    return tuple(
        ComparedReading(
            group.name, r, mean(column), stdev(column), len(values), group.people.source
        )
        for r, column in zip(group.read, zip(*values, strict=True), strict=True)
    )


def compared_table(results: Sequence[ComparedReading]) -> str:
    """Return results as a table of Markdown."""
    head = ("group", "reading", "published", "simulated", "people", "mean", "SD")
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for r in results:
        p, holds = r.published, ("outside", "inside")
        mean_says = "not held" if p.is_part else holds[r.mean_holds]
        lines.append(
            f"| {r.group} | `{p.reading}` [{p.unit}] | {p.mean:.3g} SD {p.sd:.3g} | "
            f"{r.mean:.3g} SD {r.sd:.3g} | {r.n} | {mean_says} | {holds[r.sd_holds]} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Write the table into docs/people.md, for 96 people of each group."""
    page, names = Path("docs/people.md"), sys.argv[1:]
    wanted = [g for g in compared_groups() if not names or g.name in names]
    table = compared_table([r for group in wanted for r in compare(group, PEOPLE, seed=1)])
    text = page.read_text("utf-8")
    if names:
        whole = text.partition(_MARK)[2].partition("<!--")[0].strip().splitlines()
        table = "\n".join(_with_rows(whole, table.splitlines()))
    page.write_text(put(text, "groups", table, "compared"), "utf-8")


_MARK = "<!-- compared: groups -->"


def _with_rows(whole: Sequence[str], rows: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a table with some of them as they are now."""
    now = {_reading_of(row): row for row in rows}
    yield from (now.get(_reading_of(line), line) for line in whole)


def _reading_of(line: str) -> str:
    return "|".join(line.split("|")[:3])


if __name__ == "__main__":
    main()
