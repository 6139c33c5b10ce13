"""``soleus trial``: a virtual trial on this machine's cores or on a cluster, and its report."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
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


@contextmanager
def _shown(whom: str) -> Iterator[Callable[[TrialProgress], None]]:
    """Show how far a trial is, with its rate and the time left, on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn(f"{{task.completed}} of {{task.total}} {whom}"),
        BarColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(file=sys.stderr)) as bar:
        task = None

        def told(progress: TrialProgress) -> None:
            nonlocal task
            if task is None:  # no bar where there is nothing to do
                task = bar.add_task("people", total=None, rate="")
            speed = next(each for each in bar.tasks if each.id == task).speed
            rate = f"{speed:.1f} people a second" if speed else ""
            bar.update(task, completed=progress.done, total=progress.of, rate=rate)

        yield told
