"""Runs a trial over Dask: units of people on this machine's cores, or on a cluster by an address.

The engine decides nothing about results: a unit is the same wherever and whenever it runs, so a
killed worker is replaced, and a killed run is taken up again where it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from soleus.trials.analysis import interval_width
from soleus.trials.design import designed_trial
from soleus.trials.errors import (
    NOT_INSTALLED,
    WORKERS_LOST,
    TrialsNotInstalledError,
    WorkersLostError,
)
from soleus.trials.parse import parse_trial
from soleus.trials.sensitivity import SensitivityAnalysis, sensitivity_of
from soleus.trials.store import Results, open_results
from soleus.trials.trial import UNIT, Sensitivity, Trial
from soleus.trials.unit import UnitResult, run_unit

if TYPE_CHECKING:
    from pathlib import Path

    from distributed import Client

LOOPBACK = "127.0.0.1:0"
"""Where the scheduler tells how it does: any free port, for this machine alone. Dask's default is
one fixed port for every machine around."""
AHEAD = 2
"""Units that wait at each worker, so that none is idle and memory stays flat as trials grow."""
LOOKS_AT = 256
"""People after whom a trial with ``until`` first looks at its interval; then at twice as many."""


@dataclass(frozen=True, slots=True)
class TrialProgress:
    """How far a trial is: people who are done, and who are to be done by then."""

    done: int
    of: int


Told = Callable[[TrialProgress], None]


def run_trial(
    trial: Trial,
    folder: Path,
    *,
    scheduler: str | None = None,
    workers: int | None = None,
    told: Told = lambda _progress: None,
) -> tuple[Results, int]:
    """Run a trial, or what is left of it, and return its results and how many people they hold.

    Parameters
    ----------
    folder : where results are kept; those of an earlier run that was killed are taken up again
    scheduler : address of a cluster of Dask; by default processes of this machine
    workers : processes of this machine; by default one a core
    told : called with the progress after each unit

    Raises
    ------
    TrialError
        The folder holds another trial.
    TrialsNotInstalledError
        Dask or Zarr is not installed.
    WorkersLostError
        Workers were killed again and again.
    """
    results = open_results(trial, folder)
    with ExitStack() as opened:
        client: Client | None = None
        for people in _looks(trial):
            if not results.done()[: trial.units(people)].all():  # else nobody is asked to work
                client = client or opened.enter_context(_client(scheduler, workers))
                _run_up_to(client, trial, results, people, told)
            if trial.until is None or _is_narrow(results, people):
                return results, people
    return results, trial.people


def run_sensitivities(
    trial: Trial,
    folder: Path,
    *,
    scheduler: str | None = None,
    workers: int | None = None,
    told: Told = lambda _progress: None,
) -> Iterator[SensitivityAnalysis]:
    """Run the sensitivity analyses of a trial, or what is left of them, and yield what each found.

    Results of the n-th are kept in ``sensitivity-n`` of the trial's folder, as ``run_trial`` keeps
    those of the trial; what it takes and raises is the same too.
    """
    for number, asked in enumerate(trial.sensitivities, 1):
        results, _people = run_trial(
            designed_trial(trial, asked),
            folder / f"sensitivity-{number}",
            scheduler=scheduler,
            workers=workers,
            told=told,
        )
        yield sensitivity_of(results, number)


def _looks(trial: Trial) -> Iterator[int]:
    """Yield after how many people the trial may end; the same whatever ends first."""
    people = LOOKS_AT if trial.until else trial.people
    while people < trial.people:
        yield people
        people *= 2
    yield trial.people


def _is_narrow(results: Results, people: int) -> bool:
    until = results.trial.until
    return until is not None and interval_width(results, until, people) < until.narrower_than


def _run_up_to(client: Client, trial: Trial, results: Results, people: int, told: Told) -> None:
    from distributed import KilledWorker, as_completed

    units = trial.units(people)
    done = results.done()[:units]
    count = int(done.sum())
    told(TrialProgress(min(count * UNIT, people), people))
    table = json.dumps(trial.table, sort_keys=True)
    designed = "" if trial.designed is None else json.dumps(trial.designed.as_dict())
    left = (
        client.submit(unit_of_table, table, int(unit), designed, pure=False, retries=3)
        for unit in (~done).nonzero()[0]
    )
    at_once = AHEAD * max(1, sum(client.nthreads().values()))
    running = as_completed(islice(left, at_once))
    for future in running:
        try:
            results.write(future.result())
        except KilledWorker as error:
            raise WorkersLostError(WORKERS_LOST) from error
        future.release()
        running.update(islice(left, 1))
        count += 1
        told(TrialProgress(min(count * UNIT, people), people))


@lru_cache(maxsize=2)
def _trial_of(table: str, designed: str) -> Trial:
    trial = parse_trial(json.loads(table))
    if not designed:
        return trial
    return designed_trial(trial, Sensitivity.from_dict(json.loads(designed)))


def unit_of_table(table: str, unit: int, designed: str = "") -> UnitResult:
    """Run a unit of a trial that comes as JSON; what a worker is asked to do.

    Parameters
    ----------
    designed : as JSON, the sensitivity analysis whose people are run in place of the trial's own
    """
    return run_unit(_trial_of(table, designed), unit)


@contextmanager
def _client(scheduler: str | None, workers: int | None) -> Iterator[Client]:
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise TrialsNotInstalledError(NOT_INSTALLED) from error
    if scheduler is not None:
        with Client(scheduler, timeout=10) as client:
            yield client
        return
    settings: dict[str, Any] = {"threads_per_worker": 1, "processes": True}
    with (
        LocalCluster(n_workers=workers, dashboard_address=LOOPBACK, **settings) as cluster,
        Client(cluster) as client,
    ):
        yield client
