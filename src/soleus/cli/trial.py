"""``soleus trial``: a virtual trial on this machine's cores or on a cluster, and its report."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from soleus.cli.app import app, fail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from soleus.trials import TrialProgress

    class Where(TypedDict):
        """Where a trial runs."""

        scheduler: str | None
        workers: int | None


@app.command()
def trial(
    file: Annotated[Path, typer.Argument(help="A trial as TOML.")],
    out: Annotated[
        Path | None, typer.Option(help="The folder of its results; by default beside the file.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask cluster, such as tcp://10.0.0.1:8786.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes of this machine; by default one a core.")
    ] = None,
) -> None:
    """Run a trial of simulated people; a run that was stopped is taken up where it was."""
    from soleus.trials import (
        TrialError,
        analysed,
        parse_trial,
        run_sensitivities,
        run_trial,
        write_report,
    )

    try:
        parsed = parse_trial(file)
        folder = out or file.with_suffix(".results")
        where: Where = {"scheduler": scheduler, "workers": workers}
        with _shown("people") as told:
            results, people = run_trial(parsed, folder, told=told, **where)
        with _shown("people asked what moves the outcomes") as told:
            moved = list(run_sensitivities(parsed, folder, told=told, **where))
    except TrialError as error:
        fail(*error.faults)
    except OSError as error:
        fail(_no_cluster(scheduler, error))
    for path in write_report(parsed, analysed(results, people), folder, moved):
        print(path)


def _no_cluster(scheduler: str | None, error: OSError) -> str:
    if scheduler is None:
        return f"{error.filename or 'the folder'}: {error.strerror or error}"
    return f"--scheduler {scheduler}: no Dask scheduler answers there"


class TrialPace:
    """How fast a trial goes, from its first person of this run on.

    Taken over the whole run: units of people come in bursts, one from each worker.
    """

    def __init__(self, first: int, clock: Callable[[], float] = perf_counter) -> None:
        self._first, self._clock, self._begun = first, clock, clock()

    def words(self, progress: TrialProgress) -> str:
        """Return the rate and the time left; nothing before anybody is done."""
        done, seconds = progress.done - self._first, self._clock() - self._begun
        if done <= 0 or seconds <= 0.0:
            return ""
        rate = done / seconds
        said = f"{rate:.1f} people a second" if rate >= 1.0 else f"{60 * rate:.1f} people a minute"
        left = timedelta(seconds=round((progress.of - progress.done) / rate))
        return f"{said}, {left} left" if left else said


@contextmanager
def _shown(whom: str) -> Iterator[Callable[[TrialProgress], None]]:
    """Show how far a trial is, with its rate and the time left, on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn(f"{{task.completed}} of {{task.total}} {whom}"),
        BarColumn(),
        TextColumn("{task.fields[pace]}"),
    )
    bar = Bar(*columns, console=Console(file=sys.stderr))
    task, pace = None, None

    def told(progress: TrialProgress) -> None:
        nonlocal task, pace
        if task is None or pace is None:  # no bar, and no empty line, where there is nothing to do
            bar.start()
            task = bar.add_task("people", total=None, pace="")
            pace = TrialPace(progress.done)
        bar.update(task, completed=progress.done, total=progress.of, pace=pace.words(progress))

    try:
        yield told
    finally:
        if task is not None:
            bar.stop()
