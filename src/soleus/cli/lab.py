"""``soleus lab``: run experiments on the simulated circulation, or hold it against measurements."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app, fail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus.circulation import Experiment, Run

RUN_FAILED = 3
"""Exit status for a run that broke down: it says where and prints no readings."""
VALIDATE = "validate"


@app.command()
def lab(
    experiments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="EXPERIMENT.toml...|validate",
            help="Files to run; or the word validate, to hold the model against measurements.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the readings as JSON.")] = False,
    netcdf: Annotated[
        Path | None, typer.Option(help="Write the whole run of one experiment to this file.")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(help="Draw one experiment to this file (.png, .svg or .pdf).")
    ] = None,
    diagram: Annotated[
        Path | None, typer.Option(help="Draw the model's network to this SVG file.")
    ] = None,
) -> None:
    """Simulate legs: a person, a protocol and instruments in, readings out.

    What comes back is simulated. It says how a model behaves, not how you are.
    """
    asked = experiments or []
    if diagram is not None:
        _draw(diagram)
    if asked == [VALIDATE]:
        _validate(as_json=as_json, page=plot)
    elif asked:
        _run_all(asked, as_json=as_json, netcdf=netcdf, plot=plot)
    elif diagram is None:
        fail(["say which experiment to run, or: soleus lab validate"])


def _draw(path: Path) -> None:
    from soleus.circulation import write_diagram

    write_diagram(path)


def _parsed(paths: Sequence[str]) -> list[Experiment]:
    """Return all experiments; the faults of every file are told together."""
    from soleus.circulation import ExperimentError, parse_experiment

    found: list[Experiment] = []
    faults: list[str] = []
    for path in paths:
        try:
            found.append(parse_experiment(path))
        except ExperimentError as error:
            own = error.faults if len(paths) == 1 else [f"{path}: {f}" for f in error.faults]
            faults += own
    if faults:
        fail(faults)
    return found


def _run_all(
    paths: Sequence[str], *, as_json: bool, netcdf: Path | None, plot: Path | None
) -> None:
    from soleus.circulation import RunFailedError, answer, readings_table, run_of

    if len(paths) > 1 and (netcdf or plot):
        fail(["--netcdf and --plot take one experiment at a time"])
    answers = []
    for path, experiment in zip(paths, _parsed(paths), strict=True):
        try:
            run = run_of(experiment)
        except RunFailedError as error:
            print(f"{path}: {error}", file=sys.stderr)
            raise typer.Exit(RUN_FAILED) from error
        answers.append(answer(experiment, run))
        if netcdf:
            run.to_xarray().to_netcdf(netcdf, engine="h5netcdf")
        if plot:
            _plot(run, plot)
    if as_json:
        print(json.dumps(answers[0] if len(answers) == 1 else answers, indent=2, allow_nan=False))
        return
    titles = [f"{path}\n" if len(paths) > 1 else "" for path in paths]
    print("\n\n".join(t + readings_table(a) for t, a in zip(titles, answers, strict=True)))


def _plot(run: Run, path: Path) -> None:
    from soleus.circulation import plot_run

    plot_run(run, path)


def _validate(*, as_json: bool, page: Path | None) -> None:
    from soleus.circulation import (
        as_records,
        load_rows,
        measure,
        plot_results,
        results_table,
    )

    results = measure(load_rows())[0]
    if page:
        plot_results(results, page)
    if as_json:
        print(json.dumps(as_records(results), indent=2, allow_nan=False))
    else:
        print(results_table(results))
