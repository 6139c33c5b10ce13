"""Compares the generated kernel with one written by hand in C, on one core.

First the two must agree: every recorded value within ``TOLERANCE`` of its own size over a
protocol of rest and ankle pumps. Then both are timed in turn, with all records kept on both
sides. Prints the ratio of the generated kernel to C; above 1 the generated one is faster.
If the model has changed and ``circulation/kernel.c`` has not, one line says so. Run by
``make bench``.
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
from circulation_timing import alternate, line

from soleus.circulation import Person, Step
from soleus.circulation.kernel import Kernel, leg_kernel
from soleus.circulation.machine import Code
from soleus.circulation.numbers import numbers_with
from soleus.circulation.simulate import Block, Pace

SOURCE = Path(__file__).parent / "circulation" / "kernel.c"
# -ffast-math: without it gcc turns no minimum or maximum into a vector instruction.
FLAGS = ("-O3", "-march=native", "-ffast-math", "-fPIC")
TOLERANCE = 1e-6
PACE = Pace(1.0, 0.004, 5, 1)
LYING = Step("lie", "supine", 20.0)
PUMPING = Step("pump", "seated", 20.0, activity="ankle_pumps", per_minute=30.0)
TIMED_S = 20.0
AIM = 0.8


class DifferentModelError(Exception):
    """The model and kernel.c no longer hold the same equations."""


def build(kernel: Kernel, folder: Path) -> Kernel:
    """Return kernel.c compiled for as many people as the generated kernel.

    Linked without -ffast-math, which would switch off small numbers for the whole process.
    """
    part, library = (folder / f"kernel{kernel.width}.{end}" for end in ("o", "so"))
    subprocess.run(["gcc", *FLAGS, f"-DW={kernel.width}", "-c", SOURCE, "-o", part], check=True)
    subprocess.run(["gcc", "-shared", part, "-o", library, "-lm"], check=True)
    loaded = ctypes.CDLL(str(library))
    loaded.prepare.argtypes = [ctypes.c_void_p]
    loaded.advance.argtypes = [*[ctypes.c_void_p] * 2, *[ctypes.c_long] * 3, ctypes.c_double]
    loaded.row_names.restype = ctypes.c_char_p
    names = [n.rstrip("_") for n in loaded.row_names().decode().split()]
    rows = {n: i for i, n in enumerate(names)}
    return replace(kernel, rows=rows, code=Code(loaded.prepare, loaded.advance, loaded))


def check_names(kernel: Kernel, c: Kernel) -> None:
    """Raise if one side has a row that the other lacks."""
    generated = {n for n in kernel.rows if not n.startswith(("mid:", "own:"))}
    generated |= {f"obs:{n}" for n in kernel.model.observed}
    by_hand = {n for n in c.rows if not n.startswith("own:")}
    if generated != by_hand:
        lacking = ", ".join(sorted(generated - by_hand)) or "nothing"
        extra = ", ".join(sorted(by_hand - generated)) or "nothing"
        raise DifferentModelError(f"kernel.c lacks {lacking}; the model lacks {extra}")


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
    first = min(i for n, i in c.rows.items() if n.startswith("obs:"))
    columns = [c.rows[f"obs:{n}"] - first for n in kernel.model.observed]
    blocks, worst = (block_at_rest(kernel), block_at_rest(c)), 0.0
    for step, before in ((LYING, LYING), (PUMPING, LYING)):
        for block in blocks:
            block.set_step(step, before)
        generated, by_hand = (block.advance(step.seconds, PACE) for block in blocks)
        size = np.maximum(np.abs(generated).max(axis=(0, 2), keepdims=True), 1.0)
        worst = max(worst, float((np.abs(generated - by_hand[:, columns]) / size).max()))
        if not np.isfinite(generated).all():
            raise DifferentModelError("the generated kernel left the finite numbers")
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
    check_names(kernel, c)
    difference = largest_difference(kernel, c)
    if difference > TOLERANCE:
        raise DifferentModelError(
            f"kernel.c and the model differ by {difference:.1e} of a record's size"
        )
    what = "one person" if width == 1 else f"{width} people side by side"
    line(f"{what}: largest difference of any record", f"{difference:.1e}", f"at most {TOLERANCE:g}")
    generated, by_hand = alternate(runner(kernel), runner(c), runs=9)
    for whose, took in (("generated kernel", generated), ("C by hand", by_hand)):
        line(f"{what}: {whose}", f"{width * TIMED_S / took:,.0f}", "people-seconds a second")
    line(f"{what}: generated / C", f"{by_hand / generated:.2f}", f"aim {AIM}")


def main() -> int:
    """Compare in blocks of eight and alone; return 1 if the two are different models."""
    print("The generated kernel against C written by hand (one core, all records kept)")
    if shutil.which("gcc") is None:
        print("skipped: no gcc on this machine")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            for width in (8, 1):
                compare(width, Path(folder))
        except DifferentModelError as e:
            print(f"benchmarks/circulation/kernel.c has to follow the model: {e}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
