"""Regazzoni's closed loop of twelve states: the package ``circulation`` against this machinery.

Same equations, same parameters, same forward Euler rule at 1 ms, every step of every state kept
on both sides. First the volumes of the four chambers must agree; then both are timed. Run by
``make bench``.
"""

import logging
import sys
import tempfile
from pathlib import Path

import numpy as np
from circulation_timing import cpu_seconds, line, median_seconds
from numpy.typing import NDArray

from soleus.circulation.kernel import Kernel, build_kernel
from soleus.circulation.models import SuppliedModel, load_model

Array = NDArray[np.float64]
BEATS, PERIOD, DT = 5, 0.8, 0.001
STEPS = round(BEATS * PERIOD / DT)
CHAMBERS = ("V_LA", "V_LV", "V_RA", "V_RV")
REPEATS = 50
"""Runs of ours that are timed together: one alone is too short for the clock."""
RUNS = 3
TOLERANCE_ML = 0.2
AIMS = {1: 5_000, 8: 20_000}


def run_peer(folder: Path) -> tuple[float, Array]:
    """Return the median CPU time of the package's run [s] and its chamber volumes (times, 4)."""
    from circulation.regazzoni2020 import Regazzoni2020

    logging.disable(logging.WARNING)
    taken, volumes = [], np.empty(0)
    for _ in range(RUNS):
        peer = Regazzoni2020(outdir=folder, verbose=False)
        taken.append(cpu_seconds(lambda peer=peer: peer.solve(num_beats=BEATS, dt=DT)))  # type: ignore[misc]
        volumes = np.stack([np.asarray(peer.history[n]) for n in CHAMBERS], axis=1)
    return sorted(taken)[RUNS // 2], volumes


def run_ours(supplied: SuppliedModel, kernel: Kernel) -> Array:
    """Return every state at every step (times, states, lanes)."""
    log = np.empty((STEPS, len(supplied.model.observed) * kernel.width))
    kernel.advance(supplied.array(kernel), log, STEPS, 1, 1, DT)
    return log.reshape(STEPS, -1, kernel.width)


def seconds_of(supplied: SuppliedModel, kernel: Kernel) -> float:
    """Return the median CPU time of one of our runs [s]."""
    log = np.empty((STEPS, len(supplied.model.observed) * kernel.width))

    def many() -> None:
        for _ in range(REPEATS):
            kernel.advance(supplied.array(kernel), log, STEPS, 1, 1, DT)

    return median_seconds(many) / REPEATS


def difference_ml(supplied: SuppliedModel, kernel: Kernel, theirs: Array) -> float:
    """Return how far any chamber's volume is from the package's, at most [mL]."""
    columns = [supplied.model.observed.index(n) for n in CHAMBERS]
    mine = run_ours(supplied, kernel)[:, columns, 0]
    n = min(len(mine), len(theirs) - 1)
    # The package keeps a value after its step as well, the start apart.
    return float(np.abs(mine[:n] - theirs[1 : n + 1]).max())


def main() -> int:
    """Print both speeds and their ratios; return 1 where the volumes differ too much."""
    print("Regazzoni 2020 against the package circulation (forward Euler 1 ms, all states kept)")
    supplied = load_model("regazzoni2020")
    with tempfile.TemporaryDirectory() as folder:
        theirs, volumes = run_peer(Path(folder))
    line("package circulation", f"{BEATS * PERIOD / theirs:,.1f}", "people-seconds a second")
    for width, aim in AIMS.items():
        kernel = build_kernel(supplied.model, width)
        if width == 1:
            apart = difference_ml(supplied, kernel, volumes)
            line("largest difference of a chamber", f"{apart:.3f} mL", f"at most {TOLERANCE_ML}")
            if apart > TOLERANCE_ML:
                return 1
        mine = seconds_of(supplied, kernel) / width
        what = "one person" if width == 1 else f"{width} side by side"
        line(f"this machinery, {what}", f"{BEATS * PERIOD / mine:,.0f}", "people-seconds a second")
        line("  times the package", f"{theirs / mine:,.0f}", f"aim {aim:,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
