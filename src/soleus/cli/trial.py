"""``soleus trial``: a virtual trial on this machine's cores or on a cluster, and its report."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app, fail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from soleus.trials import TrialProgress


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
    from soleus.trials import TrialError, analysed, parse_trial, run_trial, write_report

    try:
        parsed = parse_trial(file)
        folder = out or file.with_suffix(".results")
        with _shown() as told:
            results, people = run_trial(
                parsed, folder, scheduler=scheduler, workers=workers, told=told
            )
    except TrialError as error:
        fail(*error.faults)
    except OSError as error:
        fail(_no_cluster(scheduler, error))
    for path in write_report(parsed, analysed(results, people), folder):
        print(path)


def _no_cluster(scheduler: str | None, error: OSError) -> str:
    if scheduler is None:
        return f"{error.filename or 'the folder'}: {error.strerror or error}"
    return f"--scheduler {scheduler}: no Dask scheduler answers there"


@contextmanager
def _shown() -> Iterator[Callable[[TrialProgress], None]]:
    """Show how far a trial is, with its rate and the time left, on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.completed} of {task.total} people"),
        BarColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(file=sys.stderr)) as bar:
        task = bar.add_task("people", total=None, rate="")

        def told(progress: TrialProgress) -> None:
            speed = bar.tasks[task].speed
            rate = f"{speed:.1f} people a second" if speed else ""
            bar.update(task, completed=progress.done, total=progress.of, rate=rate)

        yield told
