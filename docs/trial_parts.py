"""Writes what the trials that ship came out as, from the numbers in docs/trials/."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from soleus.trials import Trial, parse_trial
from soleus.trials.analysis import EVERYBODY
from soleus.trials.report.told import number, signed, unit_of

DOCS = Path(__file__).parent
SHIPPED = DOCS.parent / "trials"
Row = dict[str, str]


def shipped() -> str:
    """Return each trial that ships: what it asks, how it was run and what came out."""
    return "\n\n".join("\n\n".join(_told(file.stem)) for file in sorted(SHIPPED.glob("*.toml")))


def _told(name: str) -> Iterator[str]:
    trial = parse_trial(SHIPPED / f"{name}.toml")
    folder = DOCS / "trials" / name
    made = json.loads((folder / "made.json").read_text("utf-8"))
    yield f"### [{trial.title}](trials/{name}/report.md)"
    yield trial.question
    arms, differences = (
        [row for row in _rows(folder / f"{kind}.csv") if row["group"] == EVERYBODY]
        for kind in ("arms", "differences")
    )
    yield (
        f"`{made['command']}`: {max(int(row['n']) + int(row['broken']) for row in arms)} simulated "
        f"people, seed {trial.seed}, {made['day']}, model `{made['model']}`."
    )
    yield _table(trial, arms, differences)
    numbers = ", ".join(f"[{file.name}](trials/{name}/{file.name})" for file in _tables(folder))
    yield f"[The whole report](trials/{name}/report.md), with subgroups and figures; {numbers}."


def _tables(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.csv"))


def _rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _table(trial: Trial, arms: Sequence[Row], differences: Sequence[Row]) -> str:
    """Return every outcome that differs between arms, in everybody, beside what was measured."""
    found = {(row["outcome"], row["arm"]): row for row in differences}
    moved = {row["outcome"] for row in differences if float(row["mean"])}
    units = {outcome.name: unit_of(outcome) for outcome in trial.outcomes}
    measured = {(m.outcome, m.arm): m.mean for m in trial.measured if m.mean and not m.group}
    heads = (
        "outcome", trial.arms_are or "arm", "simulated mean (95 % interval)",
        f"against {trial.arms[0].name} (95 % interval)",
        "measured in people who live (how alike: see the report)",
    )  # fmt: skip
    lines = [heads, ["---"] * len(heads)]
    for row in arms:
        key = row["outcome"], row["arm"]
        if row["outcome"] in moved:
            lines.append(
                (
                    f"{row['outcome']} [{units[row['outcome']]}]",
                    row["arm"],
                    _mean(row, number),
                    _mean(found[key], signed) if key in found else "",
                    number(measured.get(key)) if key in measured else "",
                )
            )
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _mean(row: Row, said: Callable[[float], str]) -> str:
    mean, low, high = (said(float(row[key])) for key in ("mean", "low", "high"))
    return f"{mean} ({low} to {high})"
