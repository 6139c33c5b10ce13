"""``soleus lab``: run experiments on the simulated circulation, or compare it with measurements."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app, fail
from soleus.cli.output import print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus.circulation import Experiment

RUN_FAILED = 3
"""Exit status for a run that broke down; no readings are printed."""
VALIDATE = "validate"
NUMBERS = "numbers"
PEOPLE = "people"


@app.command()
def lab(
    experiments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="EXPERIMENT.toml...|validate|numbers|people N",
            help="Files to run; or the word validate, to hold the model against measurements; or "
            "the word numbers, to list every number of the model; or the word people and how "
            "many, to draw simulated people.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the readings as JSON.")] = False,
    netcdf: Annotated[
        Path | None, typer.Option(help="Write the whole run of one experiment to this file.")
    ] = None,
    states: Annotated[
        bool,
        typer.Option("--states", help="With --netcdf: write every state and inner signal too."),
    ] = False,
    plot: Annotated[
        Path | None, typer.Option(help="Draw one experiment to this file (.png, .svg or .pdf).")
    ] = None,
    diagram: Annotated[
        Path | None, typer.Option(help="Draw the model's network to this SVG file.")
    ] = None,
    of: Annotated[
        str, typer.Option(help="With people: the population that they are drawn from.")
    ] = "healthy",
    seed: Annotated[
        int, typer.Option(min=0, help="With people: another seed draws other people.")
    ] = 1,
) -> None:
    """Simulate legs: a person, a protocol and instruments in, readings out.

    What comes back is simulated. It says how a model behaves, not how you are.
    """
    from soleus.circulation import write_diagram

    paths = experiments or []
    if diagram is not None:
        write_diagram(diagram)
    if states and netcdf is None:
        fail("--states needs --netcdf FILE, which they go to")
    if paths == [VALIDATE]:
        _validate(as_json=as_json, plot=plot)
    elif paths == [NUMBERS]:
        _list_numbers(as_json=as_json)
    elif paths[:1] == [PEOPLE]:
        _draw_people(paths[1:], of=of, seed=seed)
    elif paths:
        _run_all(paths, as_json=as_json, netcdf=netcdf, plot=plot, states=states)
    elif diagram is None:
        fail("say which experiment to run, or: soleus lab validate")


def _parsed(paths: Sequence[str]) -> list[Experiment]:
    """Return all experiments, or end the command with the faults of every file."""
    from soleus.circulation import ExperimentError, parse_experiment

    parsed: list[Experiment] = []
    faults: list[str] = []
    for path in paths:
        try:
            parsed.append(parse_experiment(path))
        except ExperimentError as error:
            faults += error.faults if len(paths) == 1 else [f"{path}: {f}" for f in error.faults]
    if faults:
        fail(*faults)
    return parsed


def _run_all(
    paths: Sequence[str], *, as_json: bool, netcdf: Path | None, plot: Path | None, states: bool
) -> None:
    from soleus.circulation import RunFailedError, plot_run, readings_table

    if len(paths) > 1 and (netcdf or plot):
        fail("--netcdf and --plot take one experiment at a time")
    answers = []
    for path, experiment in zip(paths, _parsed(paths), strict=True):
        try:
            run = experiment.run(states=states)
            answers.append(experiment.answer(run))
        except RunFailedError as error:
            print(f"{path}: {error}", file=sys.stderr)
            raise typer.Exit(RUN_FAILED) from error
        if netcdf:
            run.to_xarray().to_netcdf(netcdf, engine="h5netcdf")
        if plot:
            plot_run(run, plot, experiment.reads)
    if as_json:
        print_json(answers[0] if len(answers) == 1 else answers, allow_nan=False)
        return
    titles = [f"{path}\n" if len(paths) > 1 else "" for path in paths]
    print("\n\n".join(t + readings_table(a) for t, a in zip(titles, answers, strict=True)))


def _list_numbers(*, as_json: bool) -> None:
    from soleus.circulation import listed_numbers, numbers_table

    numbers = listed_numbers()
    if as_json:
        print_json([number.as_dict() for number in numbers.values()], allow_nan=False)
    else:
        print(numbers_table(numbers))


def _draw_people(words: Sequence[str], *, of: str, seed: int) -> None:
    """Print one person a line, as JSON with the tables person and numbers of an experiment."""
    from soleus.circulation import ExperimentError, sample

    if len(words) != 1 or not words[0].isdecimal():
        fail("say how many people, as in: soleus lab people 20 --of healthy --seed 1")
    try:
        people = sample(of, int(words[0]), seed)
    except ExperimentError as error:
        fail(*error.faults)
    for one in people:
        print(json.dumps(one.as_dict(), allow_nan=False))


def _validate(*, as_json: bool, plot: Path | None) -> None:
    from soleus.circulation import plot_results, results_table, validate

    results = validate()
    if plot:
        plot_results(results, plot)
    if as_json:
        print_json([result.as_dict() for result in results], allow_nan=False)
    else:
        print(results_table(results))
