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
from circulation_timing import alternate, line

from soleus.circulation.kernel import Array, Kernel, build_kernel
from soleus.circulation.numbers import Numbers
from soleus.circulation.published import load_model, start_array

BEATS, PERIOD, DT = 5, 0.8, 0.001
STEPS = round(BEATS * PERIOD / DT)
CHAMBERS = ("V_LA", "V_LV", "V_RA", "V_RV")
REPEATS = 200
"""Runs of ours that are timed together: one alone is too short for the clock."""
RUNS = 5
TOLERANCE_ML = 0.2
AIMS = {1: 5_000, 8: 20_000}


def run_peer(folder: Path) -> Array:
    """Run the package and return its chamber volumes (times, 4)."""
    from circulation.regazzoni2020 import Regazzoni2020

    logging.disable(logging.WARNING)
    peer = Regazzoni2020(outdir=folder, verbose=False)
    peer.solve(num_beats=BEATS, dt=DT)
    return np.stack([np.asarray(peer.history[n]) for n in CHAMBERS], axis=1)


def run_ours(kernel: Kernel, numbers: Numbers) -> Array:
    """Return every state at every step (times, states, lanes)."""
    log = np.empty((STEPS, len(kernel.model.observed) * kernel.width))
    kernel.advance(start_array(kernel, numbers), log, STEPS, 1, 1, DT)
    return log.reshape(STEPS, -1, kernel.width)


def in_turn(kernel: Kernel, numbers: Numbers, folder: Path) -> tuple[float, float]:
    """Return the median CPU times of the package's run and of one of ours [s], taken in turn."""
    start = start_array(kernel, numbers)
    X = kernel.empty()  # noqa: N806 - the kernel's name for it
    log = np.empty((STEPS, len(kernel.model.observed) * kernel.width))

    def many() -> None:
        for _ in range(REPEATS):
            X[:] = start
            kernel.advance(X, log, STEPS, 1, 1, DT)

    theirs, mine = alternate(lambda: run_peer(folder), many, RUNS)
    return theirs, mine / REPEATS


def difference_ml(kernel: Kernel, numbers: Numbers, theirs: Array) -> float:
    """Return the largest difference of any chamber's volume from the package's [mL]."""
    columns = [kernel.model.observed.index(n) for n in CHAMBERS]
    mine = run_ours(kernel, numbers)[:, columns, 0]
    n = min(len(mine), len(theirs) - 1)
    # The package's first value is the start; ours is after the first step.
    return float(np.abs(mine[:n] - theirs[1 : n + 1]).max())


def main() -> int:
    """Print both speeds and their ratios; return 1 if the volumes differ too much."""
    print("Regazzoni 2020 against the package circulation (forward Euler 1 ms, all states kept)")
    model, numbers = load_model("regazzoni2020")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        difference = difference_ml(build_kernel(model, 1), numbers, run_peer(folder))
        line("largest difference of a chamber", f"{difference:.3f} mL", f"at most {TOLERANCE_ML}")
        if difference > TOLERANCE_ML:
            return 1
        for width, aim in AIMS.items():
            theirs, mine = in_turn(build_kernel(model, width), numbers, folder)
            print_pair(width, theirs, mine / width, aim)
    return 0


def print_pair(width: int, theirs: float, mine: float, aim: int) -> None:
    """Print both speeds for ``width`` people side by side, and their ratio."""
    what = "one person" if width == 1 else f"{width} side by side"
    for who, took in (("package circulation", theirs), (f"this machinery, {what}", mine)):
        line(who, f"{BEATS * PERIOD / took:,.1f}", "people-seconds a second")
    line("  times the package", f"{theirs / mine:,.0f}", f"aim {aim:,}")


if __name__ == "__main__":
    sys.exit(main())
