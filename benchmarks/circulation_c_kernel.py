"""Compares the kernel in LLVM's language with the same kernel in C, on one core.

The C is written here from the model's own lines (``circulation_in_c``): the same equations, the
same scheme, the same values kept from step to step, compiled by gcc for this processor. First the
two must agree: every recorded value within ``TOLERANCE`` of its own size over a protocol of rest
and ankle pumps. Then both are timed in turn, with all records kept on both sides. Prints the ratio
to C; above 1 the kernel in LLVM's language is faster. Run by ``make bench``.
"""

import ctypes
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from circulation_in_c import write_c
from circulation_timing import alternate, line

from soleus.circulation import Person, Step
from soleus.circulation.kernel import Kernel, leg_kernel
from soleus.circulation.machine import Code
from soleus.circulation.numbers import numbers_with
from soleus.circulation.simulate import Block, Pace

# -ffast-math: without it gcc turns no minimum or maximum into a vector instruction.
FLAGS = ("-O3", "-march=native", "-ffast-math", "-fPIC")
TOLERANCE = 1e-6
PACE = Pace(1.0, 0.004, 5, 1)
LYING = Step("lie", "supine", 20.0)
PUMPING = Step("pump", "seated", 20.0, activity="ankle_pumps", per_minute=30.0)
TIMED_S = 20.0
AIM = 1


class DifferentKernelsError(Exception):
    """The two kernels do not record the same."""


def build(kernel: Kernel, folder: Path) -> Kernel:
    """Return the same kernel, written and compiled in C.

    Linked without -ffast-math, which would switch off small numbers for the whole process.
    """
    source, part, library = (folder / f"kernel{kernel.width}.{end}" for end in ("c", "o", "so"))
    source.write_text(write_c(kernel.model, kernel.width), "utf-8")
    subprocess.run(["gcc", *FLAGS, "-c", source, "-o", part], check=True)
    subprocess.run(["gcc", "-shared", part, "-o", library, "-lm"], check=True)
    loaded = ctypes.CDLL(str(library))
    loaded.prepare.argtypes = [ctypes.c_void_p]
    loaded.advance.argtypes = [*[ctypes.c_void_p] * 2, *[ctypes.c_long] * 3, ctypes.c_double]
    return replace(kernel, code=Code(loaded.prepare, loaded.advance, loaded))


def block_at_rest(kernel: Kernel) -> Block:
    """Return a block of people of different build, age and strength, about to lie down."""
    people = [
        Person(age=30.0 + 6 * i, height_cm=160.0 + 3 * i, calf_strength=1.0 - 0.08 * i)
        for i in range(kernel.width)
    ]
    block = Block(kernel, people, [numbers_with()] * kernel.width, None)
    block.set_step(LYING, LYING)
    block.write([{"pulsing": PACE.pulsing}])
    kernel.prepare(block.X)
    return block


def largest_difference(kernel: Kernel, c: Kernel) -> float:
    """Return how far any record of one kernel is from the other's, relative to its own size."""
    blocks, worst = (block_at_rest(kernel), block_at_rest(c)), 0.0
    for step, before in ((LYING, LYING), (PUMPING, LYING)):
        for block in blocks:
            block.set_step(step, before)
        mine, in_c = (block.advance(step.seconds, PACE) for block in blocks)
        size = np.maximum(np.abs(mine).max(axis=(0, 2), keepdims=True), 1.0)
        worst = max(worst, float((np.abs(mine - in_c) / size).max()))
        if not np.isfinite(mine).all():
            raise DifferentKernelsError("the kernel left the finite numbers")
    return worst


def runner(kernel: Kernel) -> Callable[[], None]:
    """Return an action that advances people at rest for some seconds, and records them."""
    n = round(TIMED_S / PACE.log_s)
    log = np.empty((n, len(kernel.model.observed) * kernel.width))
    return partial(kernel.advance, block_at_rest(kernel).X, log, n, 1, PACE.n_fast, PACE.dt)


def compare(width: int, folder: Path) -> None:
    """Check and time both kernels for blocks of ``width`` people."""
    kernel = leg_kernel(width)
    c = build(kernel, folder)
    difference = largest_difference(kernel, c)
    if not difference <= TOLERANCE:
        raise DifferentKernelsError(f"they differ by {difference:.1e} of a record's size")
    what = "one person" if width == 1 else f"{width} people side by side"
    line(f"{what}: largest difference of any record", f"{difference:.1e}", f"at most {TOLERANCE:g}")
    mine, in_c = alternate(runner(kernel), runner(c), runs=9)
    for whose, took in (("LLVM's language", mine), ("C", in_c)):
        line(f"{what}: {whose}", f"{width * TIMED_S / took:,.0f}", "people-seconds a second")
    line(f"{what}: times C", f"{in_c / mine:.2f}", f"aim {AIM}")


def main() -> int:
    """Compare in blocks of eight and alone; return 1 if the two do not record the same."""
    print("The kernel in LLVM's language against the same in C by gcc (one core, all records kept)")
    if shutil.which("gcc") is None:
        print("skipped: no gcc on this machine")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            for width in (8, 1):
                compare(width, Path(folder))
        except DifferentKernelsError as e:
            print(f"the two kernels are not the same: {e}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
