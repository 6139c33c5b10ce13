"""Measures what trials cost: people-minutes a second and a core, workers, memory by size.

People do one minute of ankle pumps, each of them once; the time of one part is measured, and what
a million of them would take is worked out from it. The plainest tool runs the same people one at a
time in one process, as ``soleus lab`` does. Memory is that of sittings of hours, which are leapt
over, so that a million people-minutes take minutes. On an idle machine of two cores it takes some
three minutes. Run by ``make bench``, or alone with ``--people N`` for another size.
"""

import argparse
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from circulation_timing import cpu_seconds, line

from soleus.circulation import reading, simulate
from soleus.trials import parse_trial, run_trial
from soleus.trials.engine import LOOPBACK
from soleus.trials.people import people_of_unit
from soleus.trials.trial import UNIT
from soleus.trials.unit import run_unit

MILLION = 1_000_000
ALONE = 8
"""People whom the plainest tool takes one at a time."""
SITTING_MINUTES = 160
SMALL_PEOPLE, LARGE_PEOPLE = UNIT, 98 * UNIT
"""People of whose sitting memory is measured: 10,240 and 1,003,520 people-minutes."""


def pumps(people: int) -> dict[str, Any]:
    """Return a trial in which each person does one minute of ankle pumps, slow or fast."""
    step = {"name": "minute", "posture": "supine", "seconds": 60, "activity": "ankle_pumps"}
    return {
        "title": "One minute of ankle pumps",
        "people": people,
        "design": "parallel",
        "population": [{"of": "healthy"}],
        "arm": [{"name": str(n), "step": [step | {"per_minute": n}]} for n in (30, 60)],
        "outcome": [
            {
                "name": "velocity",
                "read": "doppler:left_common_femoral_vein",
                "part": "tamv_cm_s",
                "step": "minute",
            }
        ],
    }


def sitting(people: int) -> dict[str, Any]:
    """Return a trial in which each person sits for hours, with and without stockings."""
    step = {"name": "sitting", "posture": "seated", "seconds": 60 * SITTING_MINUTES}
    return pumps(people) | {
        "title": "Hours of sitting",
        "leaps": True,
        "arm": [
            {"name": "bare", "step": [step]},
            {"name": "stockings", "step": [step], "wears": {"stockings": "class1"}},
        ],
        "outcome": [
            {
                "name": "calf",
                "read": "volume:left_calf",
                "part": "change_ml",
                "step": "sitting",
                "unit": "mL",
            }
        ],
    }


@contextmanager
def cluster(workers: int) -> Iterator[Any]:
    """Give a cluster of this machine whose workers have compiled what they need."""
    from distributed import LocalCluster

    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=LOOPBACK
        ) as local,
        TemporaryDirectory() as folder,
    ):
        trial = parse_trial(pumps(UNIT * workers))
        run_trial(trial, Path(folder), scheduler=local.scheduler_address)
        yield local


def seconds_of(table: dict[str, Any], local: Any) -> float:  # noqa: ANN401 - a cluster of Dask
    """Return how long a trial takes on a cluster [s]."""
    trial = parse_trial(table)
    with TemporaryDirectory() as folder:
        start = perf_counter()
        run_trial(trial, Path(folder), scheduler=local.scheduler_address)
        return perf_counter() - start


def peak_mb() -> float:
    """Return the most memory that this process ever had [MB]."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


def peak_after(people: int, workers: int) -> tuple[float, float]:
    """Return the peak of this process and of the largest worker after a sitting [MB]."""
    from distributed import Client

    with cluster(workers) as local:
        seconds_of(sitting(people), local)
        with Client(local) as client:
            return peak_mb(), max(client.run(peak_mb).values())


def one_core() -> float:
    """Print and return people-minutes a second of one core, against one person at a time."""
    trial = parse_trial(pumps(UNIT))
    run_unit(trial, 0)  # compiles
    together = UNIT / cpu_seconds(lambda: run_unit(trial, 1))
    people = [person for person, _ in people_of_unit(trial, 1)[:ALONE]]
    protocol = trial.arms[1].experiment.protocol

    def one_at_a_time() -> None:
        for each in people:
            run = simulate(each.person, protocol, each.numbers)
            reading(run.view(0), trial.outcomes[0].read)

    simulate(people[0].person, protocol, people[0].numbers)  # compiles
    alone = ALONE / cpu_seconds(one_at_a_time)
    line("people-minutes a second and a core", f"{together:.2f}")
    line("the same, one person at a time", f"{alone:.2f}")
    line("together against one at a time", f"{together / alone:.2f} times")
    return together


def workers_compared(people: int) -> None:
    """Print what one and two workers take for the same people, and what a million would."""
    seconds = {}
    for workers in (1, 2):
        with cluster(workers) as local:
            seconds[workers] = seconds_of(pumps(people), local)
        line(
            f"{people} people, one minute of pumps, {workers} worker(s)",
            f"{seconds[workers]:.1f} s",
        )
    line("two workers against one", f"{seconds[1] / seconds[2]:.2f} times", "at least 1.8, idle")
    hours = seconds[2] * MILLION / people / 3600.0
    line("a million people, projected, two workers", f"{hours:.1f} h")


def memory_compared(workers: int) -> None:
    """Print the memory of sittings of about 10,000 and 1,000,000 people-minutes."""
    small, large = peak_after(SMALL_PEOPLE, workers), peak_after(LARGE_PEOPLE, workers)
    for people, (own, worker) in ((SMALL_PEOPLE, small), (LARGE_PEOPLE, large)):
        minutes = people * SITTING_MINUTES
        line(f"peak of {minutes:,} people-minutes: who asks", f"{own:.0f} MB")
        line(f"peak of {minutes:,} people-minutes: a worker", f"{worker:.0f} MB")
    grown = max(b / a for a, b in zip(small, large, strict=True))
    line("memory of a hundred times the size", f"{grown:.2f} times", "at most 1.25")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=16 * UNIT, help="people of the comparison")
    people = parser.parse_args().people
    rate = one_core()
    cores = os.cpu_count() or 1
    hours = MILLION / rate / cores / 3600.0
    line(f"a million people-minutes, projected, {cores} cores", f"{hours:.1f} h")
    workers_compared(people)
    memory_compared(min(2, cores))


if __name__ == "__main__":
    main()
