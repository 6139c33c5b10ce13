"""Compiles kernels and caches them on disk."""

import hashlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from soleus.circulation import kernel_files
from soleus.circulation.generate import Rows, write_kernel
from soleus.circulation.machine import Code, compile_text, processor, read_code
from soleus.circulation.model import Model
from soleus.circulation.whole import whole_model

Array = NDArray[np.float64]

LINE_BYTES = 64
"""Size of a line of the processor's cache; a vector within one line is fetched at once."""

SOURCES = ("generate", "graph", "machine", "model", "pairs")
"""Modules that the machine code depends on, besides the laws."""


@dataclass(frozen=True, slots=True)
class Kernel:
    """A compiled model for blocks of ``width`` people.

    Parameters
    ----------
    model, rows, width : what was compiled
    code : the machine code
    """

    model: Model
    rows: Rows
    width: int
    code: Code

    def empty(self) -> Array:
        """Return an array of zeros for one block, aligned with the processor's cache."""
        size = len(self.rows) * self.width
        room = np.zeros(size + LINE_BYTES // 8)
        first = -room.ctypes.data % LINE_BYTES // 8
        return room[first : first + size]

    def write(self, X: Array, lanes: Sequence[Mapping[str, float]]) -> None:  # noqa: N803
        """Write values by name, lane by lane; the last mapping also fills the lanes after it.

        Names that have no row are ignored.
        """
        for lane in range(self.width):
            for name, value in lanes[min(lane, len(lanes) - 1)].items():
                if (row := self.rows.get(name)) is not None:
                    X[row * self.width + lane] = value

    def read(self, X: Array, names: Sequence[str], lane: int = 0) -> Array:  # noqa: N803
        """Return the values of some names in one lane."""
        return np.array([X[self.rows[n] * self.width + lane] for n in names])

    def prepare(self, X: Array) -> None:  # noqa: N803 - the name it has in equations
        """Compute the held and intermediate values; needed after every :meth:`write`."""
        self.code.prepare(_address(X, len(self.rows) * self.width))

    def advance(
        self,
        X: Array,  # noqa: N803
        log: Array,
        n_log: int,
        n_slow: int,
        n_fast: int,
        dt: float,
    ) -> None:
        """Write ``n_log`` records, with ``n_slow`` slow steps before each.

        Each slow step follows ``n_fast`` fast steps of ``dt`` seconds.
        """
        to = _address(log, n_log * len(self.model.observed) * self.width)
        at = _address(X, len(self.rows) * self.width)
        self.code.advance(at, to, n_log, n_slow, n_fast, dt)


def _address(numbers: Array, size: int) -> int:
    """Return where an array starts, after the checks that machine code does not make."""
    if numbers.dtype != np.float64 or not numbers.flags.c_contiguous or numbers.size < size:
        raise ValueError(f"a kernel needs {size} float64 in a row")
    return numbers.ctypes.data


def cache_folder() -> Path:
    """Return the folder of compiled kernels (``SOLEUS_CACHE`` moves it)."""
    if chosen := os.environ.get("SOLEUS_CACHE"):
        return Path(chosen) / "kernels"
    from platformdirs import user_cache_path

    return user_cache_path("soleus") / "kernels"


def _fingerprint(model: Model, width: int) -> str:
    """Return a short name that changes with everything the machine code depends on."""
    parts = (dict(model.lines), sorted(model.slow), sorted(model.held), model.observed)
    digest = hashlib.sha256(repr((parts, model.scheme, width, processor())).encode())
    here = Path(__file__).parent
    for path in (*(here / f"{n}.py" for n in SOURCES), *sorted(here.glob("laws/*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def build_kernel(model: Model, width: int, *, say: Callable[[str], None] | None = None) -> Kernel:
    """Return the model's kernel, compiled now or loaded from the cache.

    Parameters
    ----------
    model, width : what to build
    say : called with a sentence if compiling will take a while
    """
    path = cache_folder() / f"kernel_{_fingerprint(model, width)}.o"
    kept = kernel_files.read(path)
    if kept is None:
        if say:
            say(f"compiling the circulation model for {width} at a time; this happens once")
        text, layout = write_kernel(model, width)
        # The order that the text has costs least, unless all values fit into registers: moving
        # operations makes small models twice as fast and the whole circulation a fifth slower.
        kept = kernel_files.KernelFile(layout, compile_text(text, rework=not model.slow))
        if not kernel_files.keep(path, kept) and say:
            say(f"{path.parent}: cannot be written, so it is compiled anew each time")
    return Kernel(model, kept.rows, width, read_code(kept.code))


@cache
def leg_kernel(width: int, *, states: bool = False) -> Kernel:
    """Return the kernel of the whole circulation for blocks of ``width`` people.

    With ``states`` it records every state and inner signal too.
    """
    return build_kernel(
        whole_model(states=states), width, say=lambda text: print(text, file=sys.stderr)
    )
