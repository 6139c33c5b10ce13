"""``soleus lab``: run experiments on the simulated circulation, or compare it with measurements."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from soleus.cli import lab_options as options
from soleus.cli.app import app, fail
from soleus.cli.lab_fit import fit_rows
from soleus.cli.lab_people import RUN_FAILED, draw_people, run_everybody, write_table
from soleus.cli.output import print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus.circulation import Experiment

VALIDATE, NUMBERS, STATES, PEOPLE, FIT = "validate", "numbers", "states", "people", "fit"


@app.command()
def lab(
    experiments: options.Experiments = None,
    as_json: options.AsJson = False,
    numbers: options.NumbersFile = None,
    people: options.PeopleFile = None,
    out: options.OutFile = None,
    free: options.Free = "",
    cellml: options.CellmlFile = None,
    netcdf: options.NetcdfFile = None,
    states: options.WithStates = False,
    plot: options.PlotFile = None,
    diagram: options.DiagramFile = None,
    of: options.OfPopulation = "healthy",
    seed: options.Seed = 1,
) -> None:
    """Simulate legs: a person, a protocol and instruments in, readings out.

    What comes back is simulated. It says how a model behaves, not how you are.
    """
    from soleus.circulation import write_diagram

    words = experiments or []
    if diagram is not None:
        write_diagram(diagram)
    if states and netcdf is None:
        fail("--states needs --netcdf FILE, which they go to")
    if words == [VALIDATE]:
        _validate(as_json=as_json, plot=plot)
    elif words == [NUMBERS]:
        _list_numbers(as_json=as_json)
    elif words == [STATES]:
        _list_states(as_json=as_json)
    elif words[:1] == [PEOPLE]:
        draw_people(words[1:], of=of, seed=seed, out=out)
    elif words[:1] == [FIT]:
        fit_rows(words[1:], free=free, out=out, as_json=as_json)
    elif words:
        wanted = Wanted(as_json, numbers, people, out, cellml, netcdf, states, plot)
        _run_all(words, wanted)
    elif diagram is None:
        fail("say which experiment to run, or: soleus lab validate")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of a run: what goes in beside the experiments, and where what comes out goes."""

    as_json: bool
    numbers: Path | None
    people: Path | None
    out: Path | None
    cellml: Path | None
    netcdf: Path | None
    states: bool
    plot: Path | None


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


def _run_all(paths: Sequence[str], wanted: Wanted) -> None:
    if len(paths) > 1 and any((wanted.netcdf, wanted.plot, wanted.people, wanted.cellml)):
        fail("--netcdf, --plot, --people and --cellml take one experiment at a time")
    parsed = _with_numbers(_parsed(paths), wanted.numbers)
    if wanted.people:
        if wanted.netcdf or wanted.plot or wanted.cellml:
            fail("--people goes with --out or --json, not with --netcdf, --plot or --cellml")
        run_everybody(parsed[0], wanted.people, out=wanted.out, as_json=wanted.as_json)
    elif wanted.cellml:
        _export(parsed[0], wanted.cellml)
    else:
        _answer_all(paths, parsed, wanted)


def _with_numbers(parsed: Sequence[Experiment], path: Path | None) -> list[Experiment]:
    """Return the experiments with the numbers of a file in place of theirs."""
    from soleus.circulation import ExperimentError, read_numbers

    if path is None:
        return list(parsed)
    try:
        numbers = read_numbers(path)
    except ExperimentError as error:
        fail(*error.faults)
    return [replace(each, numbers={**each.numbers, **numbers}) for each in parsed]


def _answer_all(paths: Sequence[str], parsed: Sequence[Experiment], wanted: Wanted) -> None:
    from soleus.circulation import RunFailedError, plot_run, readings_table, rows_of

    answers = []
    for path, experiment in zip(paths, parsed, strict=True):
        try:
            run = experiment.run(states=wanted.states)
            answers.append(experiment.answer(run))
        except RunFailedError as error:
            print(f"{path}: {error}", file=sys.stderr)
            raise typer.Exit(RUN_FAILED) from error
        if wanted.netcdf:
            run.to_xarray().to_netcdf(wanted.netcdf, engine="h5netcdf")
        if wanted.plot:
            plot_run(run, wanted.plot, experiment.reads)
    if wanted.out:
        pairs = zip(paths, answers, strict=True)
        write_table(wanted.out, [{"name": path} | row for path, a in pairs for row in rows_of(a)])
    if wanted.as_json:
        print_json(answers[0] if len(answers) == 1 else answers, allow_nan=False)
        return
    titles = [f"{path}\n" if len(paths) > 1 else "" for path in paths]
    print("\n\n".join(t + readings_table(a) for t, a in zip(titles, answers, strict=True)))


def _export(experiment: Experiment, path: Path) -> None:
    """Write the equations of an experiment's first step as CellML, and SED-ML beside it."""
    from soleus.circulation import write_cellml

    try:
        for written in write_cellml(experiment, path):
            print(written)
    except OSError as error:
        fail(f"{path}: cannot be written: {error.strerror}")


def _list_numbers(*, as_json: bool) -> None:
    from soleus.circulation import listed_numbers, numbers_table

    numbers = listed_numbers()
    if as_json:
        print_json([number.as_dict() for number in numbers.values()], allow_nan=False)
    else:
        print(numbers_table(numbers))


def _list_states(*, as_json: bool) -> None:
    from soleus.circulation import INSTRUMENTS, signal_of

    known = {name: signal_of(name) for name in INSTRUMENTS["state"].places}
    if as_json:
        print_json([{"name": n, "unit": s.unit, "means": s.means} for n, s in known.items()])
        return
    width = max(map(len, known))
    for name, signal in known.items():
        print(f"{name.ljust(width)}  [{signal.unit}]  {signal.means}")


def _validate(*, as_json: bool, plot: Path | None) -> None:
    from soleus.circulation import plot_results, results_table, validate

    results = validate()
    if plot:
        plot_results(results, plot)
    if as_json:
        print_json([result.as_dict() for result in results], allow_nan=False)
    else:
        print(results_table(results))
