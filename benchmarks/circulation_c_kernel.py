"""The generated kernel against one written by hand in C: same people, same protocol, one core.

First the two must agree: every recorded value within ``TOLERANCE`` of its own size over a
protocol of rest and ankle pumps. Then both are timed in turn, with all records kept on both
sides. Prints the ratio of the generated kernel to C; above 1 the generated one is faster.
Where the model has moved on without ``circulation/kernel.c``, one line says so. Run by
``make bench``.
"""

import ctypes
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from circulation_timing import alternate, line
from numpy.typing import NDArray

from soleus.circulation import Person, Step
from soleus.circulation.kernel import Kernel, aligned_zeros, leg_kernel
from soleus.circulation.numbers import numbers_with
from soleus.circulation.person import person_numbers
from soleus.circulation.protocol import step_numbers
from soleus.circulation.start import start_state

Array = NDArray[np.float64]
SOURCE = Path(__file__).parent / "circulation" / "kernel.c"
# -ffast-math: without it gcc turns no minimum or maximum into a vector instruction.
FLAGS = ("-O3", "-march=native", "-ffast-math", "-fPIC")
TOLERANCE = 1e-6
DT, N_FAST = 0.004, 5
LYING = Step("lie", "supine", 20.0)
PUMPING = Step("pump", "seated", 20.0, activity="ankle_pumps", per_minute=30.0)
AIM = 0.8


class DifferentModelError(Exception):
    """The model and kernel.c no longer hold the same equations."""


@dataclass(frozen=True, slots=True)
class CKernel:
    """The compiled C kernel, called like the generated one."""

    loaded: ctypes.CDLL
    rows: dict[str, int]
    width: int

    def empty(self) -> Array:
        """Return an array of zeros for one block."""
        return aligned_zeros(len(self.rows) * self.width)

    def prepare(self, X: Array) -> None:  # noqa: N803 - the kernel's name for it
        """Fill what is computed from the given rows."""
        self.loaded.prepare(ctypes.c_void_p(X.ctypes.data))

    def advance(
        self,
        X: Array,  # noqa: N803
        log: Array,
        n_log: int,
        n_slow: int,
        n_fast: int,
        dt: float,
    ) -> None:
        """Step and record, as the generated kernel does."""
        at = (ctypes.c_void_p(X.ctypes.data), ctypes.c_void_p(log.ctypes.data))
        counts = (ctypes.c_long(n) for n in (n_log, n_slow, n_fast))
        self.loaded.advance(*at, *counts, ctypes.c_double(dt))


def build(width: int, folder: Path) -> CKernel:
    """Compile kernel.c for blocks of ``width`` people.

    Linked without -ffast-math, which would switch off small numbers for the whole process.
    """
    part, library = folder / f"kernel{width}.o", folder / f"kernel{width}.so"
    subprocess.run(["gcc", *FLAGS, f"-DW={width}", "-c", SOURCE, "-o", part], check=True)
    subprocess.run(["gcc", "-shared", part, "-o", library, "-lm"], check=True)
    loaded = ctypes.CDLL(str(library))
    loaded.row_names.restype = ctypes.c_char_p
    names = [n.rstrip("_") for n in loaded.row_names().decode().split()]
    return CKernel(loaded, {n: i for i, n in enumerate(names)}, width)


def check_names(kernel: Kernel, c: CKernel) -> None:
    """Raise where one side has a row that the other lacks."""
    generated = {n for n in kernel.layout.rows if not n.startswith(("mid:", "own:"))}
    generated |= {f"obs:{n}" for n in kernel.model.observed}
    by_hand = {n for n in c.rows if not n.startswith("own:")}
    if generated != by_hand:
        lacking = ", ".join(sorted(generated - by_hand)) or "nothing"
        extra = ", ".join(sorted(by_hand - generated)) or "nothing"
        raise DifferentModelError(f"kernel.c lacks {lacking}; the model lacks {extra}")


def people(width: int) -> list[Person]:
    """Return people of different build, age and strength."""
    return [
        Person(age=30.0 + 6 * i, height_cm=160.0 + 3 * i, calf_strength=1.0 - 0.08 * i)
        for i in range(width)
    ]


def write_step(kernel: Kernel, X: Array, step: Step, before: Step) -> None:  # noqa: N803
    """Write what a step sets for every person of the block."""
    for lane, person in enumerate(people(kernel.width)):
        values = step_numbers(step, before, person, person_numbers(person, numbers_with()))
        values |= {"clock": 0.0 if step.posture != before.posture else 1e6, "stride": 0.0}
        write(kernel, X, lane, values)


def write(kernel: Kernel, X: Array, lane: int, values: dict[str, float]) -> None:  # noqa: N803
    """Write values by name into one lane."""
    for name, value in values.items():
        if name in kernel.layout.rows:
            X[kernel.layout.row(name) * kernel.width + lane] = value


def block_at_rest(kernel: Kernel) -> Array:
    """Return the generated kernel's array with different people about to lie down."""
    X = kernel.empty()  # noqa: N806
    for lane, person in enumerate(people(kernel.width)):
        p = person_numbers(person, numbers_with())
        state = start_state(p, person, kernel.model.slow)
        gains = {"pulsing": 1.0, "gain_left_ventricle": 1.0, "gain_right_ventricle": 1.0}
        write(kernel, X, lane, {**p, **state, **gains})
    write_step(kernel, X, LYING, LYING)
    return X


def translated(kernel: Kernel, c: CKernel, X: Array) -> Array:  # noqa: N803
    """Return the C kernel's array with the same values."""
    Y = c.empty()  # noqa: N806
    for name, row in kernel.layout.rows.items():
        if name in c.rows and not name.startswith("own:"):
            at, to = row * kernel.width, c.rows[name] * c.width
            Y[to : to + c.width] = X[at : at + kernel.width]
    return Y


def record(kernel: Kernel | CKernel, X: Array, seen: int, seconds: float) -> Array:  # noqa: N803
    """Run on beat by beat and return the records (times, observed, lanes)."""
    n = round(seconds / (DT * N_FAST))
    log = np.empty((n, seen * kernel.width))
    kernel.prepare(X)
    kernel.advance(X, log, n, 1, N_FAST, DT)
    return log.reshape(n, seen, kernel.width)


def largest_difference(kernel: Kernel, c: CKernel) -> float:
    """Return how far any record of one kernel is from the other's, against the record's size."""
    observed = kernel.model.observed
    first = min(i for n, i in c.rows.items() if n.startswith("obs:"))
    columns = [c.rows[f"obs:{n}"] - first for n in observed]
    X = block_at_rest(kernel)  # noqa: N806
    Y, worst = translated(kernel, c, X), 0.0  # noqa: N806
    for step, before in ((LYING, LYING), (PUMPING, LYING)):
        write_step(kernel, X, step, before)
        for name in step_names(kernel):
            at, to = kernel.layout.row(name) * kernel.width, c.rows[name] * c.width
            Y[to : to + c.width] = X[at : at + c.width]
        generated = record(kernel, X, len(observed), step.seconds)
        by_hand = record(c, Y, len(observed), step.seconds)[:, columns]
        size = np.maximum(np.abs(generated).max(axis=(0, 2), keepdims=True), 1.0)
        worst = max(worst, float((np.abs(generated - by_hand) / size).max()))
        if not np.isfinite(generated).all():
            raise DifferentModelError("the generated kernel left the finite numbers")
    return worst


def step_names(kernel: Kernel) -> list[str]:
    """Return the rows that a step sets."""
    someone = person_numbers(Person(), numbers_with())
    return [
        n
        for n in (*step_numbers(PUMPING, LYING, Person(), someone), "clock", "stride")
        if n in kernel.layout.rows
    ]


def runner(kernel: Kernel | CKernel, X: Array, seen: int, seconds: float) -> Callable[[], None]:  # noqa: N803
    """Return an action that runs on for some seconds of the block's time."""
    n = round(seconds / (DT * N_FAST))
    log = np.empty((n, seen * kernel.width))
    return partial(kernel.advance, X, log, n, 1, N_FAST, DT)


def compare(width: int, folder: Path) -> None:
    """Check and time both kernels for blocks of ``width`` people."""
    kernel, c = leg_kernel(width), build(width, folder)
    check_names(kernel, c)
    difference = largest_difference(kernel, c)
    if difference > TOLERANCE:
        raise DifferentModelError(
            f"kernel.c and the model differ by {difference:.1e} of a record's size"
        )
    what = "one person" if width == 1 else f"{width} people side by side"
    line(f"{what}: largest difference of any record", f"{difference:.1e}", f"at most {TOLERANCE:g}")
    seconds, seen = 20.0, len(kernel.model.observed)
    X = block_at_rest(kernel)  # noqa: N806
    kernel.prepare(X)
    Y = translated(kernel, c, X)  # noqa: N806
    c.prepare(Y)
    generated, by_hand = alternate(
        runner(kernel, X, seen, seconds), runner(c, Y, seen, seconds), runs=9
    )
    line(
        f"{what}: generated kernel",
        f"{width * seconds / generated:,.0f}",
        "people-seconds a second",
    )
    line(f"{what}: C by hand", f"{width * seconds / by_hand:,.0f}", "people-seconds a second")
    line(f"{what}: generated / C", f"{by_hand / generated:.2f}", f"aim {AIM}")


def main() -> int:
    """Compare in blocks of eight and alone; return 1 where the two are different models."""
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
