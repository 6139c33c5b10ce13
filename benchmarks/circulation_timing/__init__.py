"""How the benches measure time: CPU time of this process, medians, two actions in turn."""

from collections.abc import Callable
from statistics import median
from time import process_time

Action = Callable[[], object]


def cpu_seconds(action: Action) -> float:
    """Return the CPU time of one call [s]."""
    start = process_time()
    action()
    return process_time() - start


def median_seconds(action: Action, runs: int = 5) -> float:
    """Return the median CPU time of several calls [s], after one to warm up."""
    action()
    return median(cpu_seconds(action) for _ in range(runs))


def alternate(first: Action, second: Action, runs: int = 7) -> tuple[float, float]:
    """Return the median CPU times of two actions [s], run in turn so that noise affects both."""
    first()
    second()
    pairs = [(cpu_seconds(first), cpu_seconds(second)) for _ in range(runs)]
    return median(a for a, _ in pairs), median(b for _, b in pairs)


def line(what: str, figure: str, aim: str = "") -> None:
    """Print one figure and its aim."""
    print(f"{what:58} {figure:>16}  {aim}".rstrip(), flush=True)
