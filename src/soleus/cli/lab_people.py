"""``soleus lab people`` and ``--people``: draws simulated people, and runs a file of them."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING, Any

import typer

from soleus.cli.app import fail
from soleus.cli.output import print_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from soleus.circulation import Experiment

RUN_FAILED = 3
"""Exit status for a run that broke down; it has no readings."""


def draw_people(words: Sequence[str], *, of: str, seed: int, out: Path | None) -> None:
    """Print one person a line, as JSON with the tables person and numbers of an experiment.

    With ``out`` they go to a table instead, which ``--people`` reads.
    """
    from soleus.circulation import ExperimentError, row_of, sample

    if len(words) != 1 or not words[0].isdecimal():
        fail("say how many people, as in: soleus lab people 20 --of healthy --seed 1")
    try:
        people = sample(of, int(words[0]), seed)
    except ExperimentError as error:
        fail(*error.faults)
    if out:
        write_table(out, [row_of(one) for one in people])
        return
    for one in people:
        print(json.dumps(one.as_dict(), allow_nan=False))


def write_table(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows to a table, or end the command in one line."""
    from soleus.circulation import ExperimentError, write_rows

    try:
        write_rows(path, rows)
    except ExperimentError as error:
        fail(*error.faults)


def run_everybody(experiment: Experiment, path: Path, *, out: Path | None, as_json: bool) -> None:
    """Run everybody of a file; print or write a row for each person and step.

    Whose run breaks down is named on standard error and has no row; the status is then 3.
    """
    from soleus.circulation import ExperimentError, read_people, run_people

    said = experiment.person.as_dict()
    usual = {key: value for key, value in said.items() if key not in experiment.left_out}
    try:
        people = read_people(path, usual)
    except ExperimentError as error:
        fail(*error.faults)
    answers = list(run_people(experiment, people))
    rows = [row for each in answers for row in each.rows()]
    if out:
        write_table(out, rows)
    if as_json:
        print_json([each.as_dict() for each in answers], allow_nan=False)
    elif not out:
        heads = list(dict.fromkeys(key for row in rows for key in row))
        table = csv.DictWriter(sys.stdout, heads, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    broken = [each for each in answers if each.broke]
    for each in broken:
        print(f"{path.name}: {each.who.name}: {each.broke}", file=sys.stderr)
    if broken:
        raise typer.Exit(RUN_FAILED)
