"""Shows whether ensembles hold what they state: of held-back people, how many lie in nine in ten.

``python -m soleus.circulation.ensemble.calibration FOLDER`` keeps the simulated people of each
group in FOLDER and writes the tables into docs/ensemble.md. With names of groups behind it, it only
simulates and fits these, so that several can run side by side.
"""

import pickle
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from soleus.circulation.data import read_data
from soleus.circulation.ensemble.battery import READINGS
from soleus.circulation.ensemble.bodies import crowd_of
from soleus.circulation.ensemble.coverage import (
    SHOWN,
    Fitted,
    fitted,
    ranges,
    share_inside,
)
from soleus.circulation.ensemble.emulator import emulator
from soleus.circulation.ensemble.fingerprint import people_fingerprint
from soleus.circulation.ensemble.fit import fit
from soleus.circulation.ensemble.held_back import GROUPS, KINDS, HeldBackPerson, held_back, only
from soleus.circulation.ensemble.known import Known
from soleus.circulation.kernel import Array
from soleus.circulation.marked import put
from soleus.circulation.population.compare import readings_of

MANY = 512
"""Members where widths are held against each other: few say a width to a tenth only."""
PUBLISHED_SEED, SIMULATED = 3, 60
KeptT = TypeVar("KeptT")


def coverage_table(groups: Mapping[str, Sequence[Fitted]]) -> str:
    """Return how many of a hundred lie inside, by reading and group, as Markdown."""
    head = "| reading | " + " | ".join([*groups, "all"]) + " |"
    lines = [head, "|---" * (len(groups) + 2) + "|"]
    together = [f for results in groups.values() for f in results]
    for reading in SHOWN:
        shares = [share_inside(r, reading) for r in [*groups.values(), together]]
        lines.append(f"| `{reading}` | " + " | ".join(f"{s:.1f}" for s in shares) + " |")
    counts = [len(r) for r in [*groups.values(), together]]
    return "\n".join([*lines, "| people | " + " | ".join(map(str, counts)) + " |"])


def _unit(reading: str) -> str:
    return next(r.unit for r in READINGS if r.name == reading)


def width_table(results: Sequence[Fitted]) -> str:
    """Return how wide stated ranges are before and after measuring, as Markdown (medians)."""
    lines = ["| reading | true values | told alone | all measured |", "|---|---|---|---|"]
    for reading in SHOWN:
        truth = np.nanquantile([f.one.readings[reading] for f in results], [0.05, 0.95])
        told, stated = (
            [np.median([getattr(getattr(f, w)[reading], end) for f in results]) for end in ENDS]
            for w in ("told", "stated")
        )
        cells = [f"{low:.3g} to {high:.3g}" for low, high in (truth, told, stated)]
        lines.append(f"| `{reading}` [{_unit(reading)}] | " + " | ".join(cells) + " |")
    return "\n".join(lines)


ENDS = ("low", "high")


def brought_table(people: Sequence[HeldBackPerson]) -> str:
    """Return the width that each measurement alone leaves, in percent, as Markdown (medians)."""
    lines = ["| reading | " + " | ".join([*KINDS, "all"]) + " |", "|---" * (len(KINDS) + 2) + "|"]
    ways = [*((kind,) for kind in KINDS), KINDS]
    told = [ranges(fit(one.told, MANY, one.seed)) for one in people]
    after = [[ranges(fit(only(o.known, o.told, w), MANY, o.seed)) for o in people] for w in ways]
    for reading in SHOWN:
        left = [
            float(
                np.median(
                    [a[reading].width / t[reading].width for a, t in zip(r, told, strict=True)]
                )
            )
            for r in after
        ]
        lines.append(f"| `{reading}` | " + " | ".join(f"{100 * x:.0f}" for x in left) + " |")
    return "\n".join(lines)


def emulator_table(groups: Mapping[str, Sequence[HeldBackPerson]]) -> str:
    """Return how far the model lies from the emulator, in SD of its stated error, as Markdown."""
    lines = [f"| reading | {' | '.join(groups)} |", "|---" * (len(groups) + 1) + "|"]
    found, columns = emulator(*SHOWN), {}
    for group, people in groups.items():
        crowd = crowd_of([one.person for one in people])
        sums, errors = found.of(crowd), found.errors(crowd)
        for name, is_log in zip(found.readings, found.is_log, strict=True):
            read = np.array([one.readings[name] for one in people])
            miss = ((np.log(read) if is_log else read) - sums[name]) / errors[name]
            columns[group, name] = float(np.sqrt(np.nanmean(miss**2)))
    for name in SHOWN:
        lines.append(f"| `{name}` | {' | '.join(f'{columns[g, name]:.2f}' for g in groups)} |")
    return "\n".join(lines)


def _simulated(row: Mapping[str, Any]) -> Array:
    """Return what the model itself reads of members of whom a group's people are told."""
    each = SIMULATED // len(row["known"])
    people = [
        one
        for place, known in enumerate(row["known"])
        for one in fit(Known(**known), each, PUBLISHED_SEED + place).members
    ]
    return np.array(readings_of(people, row["protocol"], [row["reading"]])).ravel()


def _of_group(row: Mapping[str, Any]) -> Array:
    """Return what members read of whom a group's people are told, without those left out."""
    values = []
    for place, known in enumerate(row["known"]):
        ensemble = fit(Known(**known), MANY // len(row["known"]), PUBLISHED_SEED + place)
        members = len(ensemble.scores)
        counts = np.ones(members, bool)
        for name, most in row.get("below", {}).items():
            counts &= np.median(ensemble.values(name).reshape(members, -1), axis=1) < most
        values.append(ensemble.values(row["reading"]).reshape(members, -1)[counts].ravel())
    return np.concatenate(values)


def published_table() -> str:
    """Return what ensembles of published groups read, beside what was published, as Markdown."""
    lines = ["| group | reading | published | ensemble | mean | SD |", "|---|---|---|---|---|---|"]
    for row in read_data("ensemble/published")["row"]:
        at = _simulated(row) if "protocol" in row else _of_group(row)
        unit = row.get("unit") or _unit(row["reading"])
        holds = abs(at.mean() - row["mean"]) <= 0.5 * row["sd"], 0.6 <= at.std() / row["sd"] <= 1.5
        inside = " | ".join("inside" if is_inside else "outside" for is_inside in holds)
        lines.append(
            f"| {row['group']} | `{row['reading']}` [{unit}] | {row['mean']:.3g} "
            f"SD {row['sd']:.3g} | {at.mean():.3g} SD {at.std():.3g} | {inside} |"
        )
    return "\n".join(lines)


TABLES = ("coverage", "emulator", "widths", "brought", "published")


PEOPLE = 160
PART = 40
"""People of each group, and how many are simulated and kept at a time."""
COMPARED = 40
"""Every so many of them is fitted with one kind of measurement alone, too."""


def _kept(path: Path, make: Callable[[], KeptT]) -> KeptT:
    if not path.exists():
        path.write_bytes(pickle.dumps(make()))
    found: KeptT = pickle.loads(path.read_bytes())
    return found


def people_of_group(group: str, folder: Path) -> list[HeldBackPerson]:
    """Return the held-back people of a group, simulated once and kept in the folder."""
    return [
        one
        for first in range(0, PEOPLE, PART)
        for one in _kept(
            folder / f"people-{group}-{first:04d}", partial(held_back, group, PART, first)
        )
    ]


def _fitted_group(group: str, folder: Path) -> list[Fitted]:
    people, word = people_of_group(group, folder), people_fingerprint()
    return [
        one
        for first in range(0, PEOPLE, PART)
        for one in _kept(
            folder / f"fitted-{word}-{group}-{first:04d}",
            partial(fitted, people[first : first + PART]),
        )
    ]


def main() -> None:
    """Fit everybody and write the tables into docs/ensemble.md."""
    folder, page = Path(sys.argv[1]), Path("docs/ensemble.md")
    folder.mkdir(parents=True, exist_ok=True)
    groups = {g: _fitted_group(g, folder) for g in sys.argv[2:] or GROUPS}
    if len(groups) < len(GROUPS):
        return
    together = [f for results in groups.values() for f in results]
    few = [f.one for f in together[::COMPARED]]
    people = {group: [f.one for f in results] for group, results in groups.items()}
    tables = (
        coverage_table(groups),
        emulator_table(people),
        width_table(together),
        brought_table(few),
        published_table(),
    )
    text = page.read_text("utf-8")
    for name, table in zip(TABLES, tables, strict=True):
        text = put(text, name, table)
    page.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
