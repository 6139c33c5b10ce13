"""Compiles kernels and keeps them: what was compiled once is loaded in a moment."""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from soleus.circulation.generate import Layout, Model, write_kernel
from soleus.circulation.machine import Code, compile_text, processor, read_code

Array = NDArray[np.float64]

LINE_BYTES = 64
"""What a processor fetches at once; rows that start there are fetched whole."""

WRITERS = ("generate", "graph", "machine", "pairs")
"""Modules that machine code hangs on, with the laws and the model."""


def aligned_zeros(size: int) -> Array:
    """Return zeros that start on a line of the processor's cache."""
    room = np.zeros(size + LINE_BYTES // 8)
    first = -room.ctypes.data % LINE_BYTES // 8
    return room[first : first + size]


@dataclass(frozen=True, slots=True)
class Kernel:
    """A compiled model for blocks of ``width`` people.

    Parameters
    ----------
    model, layout, width : what was compiled
    code : the machine code
    """

    model: Model
    layout: Layout
    width: int
    code: Code

    def empty(self) -> Array:
        """Return an array of zeros for one block."""
        return aligned_zeros(self.layout.size * self.width)

    def prepare(self, X: Array) -> None:  # noqa: N803 - the name it has in equations
        """Fill the rows of what is held or kept; needed whenever something was given anew."""
        self.code.prepare(_address(X, self.layout.size * self.width))

    def advance(
        self,
        X: Array,  # noqa: N803
        log: Array,
        n_log: int,
        n_slow: int,
        n_fast: int,
        dt: float,
    ) -> None:
        """Fill ``n_log`` rows of the log, with ``n_slow`` slow steps before each.

        A slow step follows ``n_fast`` fast steps of ``dt`` seconds.
        """
        to = _address(log, n_log * len(self.model.observed) * self.width)
        at = _address(X, self.layout.size * self.width)
        self.code.advance(at, to, n_log, n_slow, n_fast, dt)


def _address(numbers: Array, size: int) -> int:
    """Return where an array starts; machine code asks no questions, so they are asked here."""
    if numbers.dtype != np.float64 or not numbers.flags.c_contiguous or numbers.size < size:
        raise ValueError(f"a kernel needs {size} float64 in a row")
    return numbers.ctypes.data


def cache_folder() -> Path:
    """Return the folder that keeps compiled kernels (``SOLEUS_CACHE`` moves it)."""
    if chosen := os.environ.get("SOLEUS_CACHE"):
        return Path(chosen) / "kernels"
    from platformdirs import user_cache_path

    return user_cache_path("soleus") / "kernels"


def _fingerprint(model: Model, width: int) -> str:
    """Return a short name for all that the machine code hangs on."""
    said = (dict(model.lines), sorted(model.slow), sorted(model.held), model.observed)
    digest = hashlib.sha256(repr((said, model.scheme, width, processor())).encode())
    here = Path(__file__).parent
    for path in (*(here / f"{n}.py" for n in WRITERS), *sorted(here.glob("laws/*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _keep(path: Path, content: bytes) -> None:
    """Write a file at once or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(f".{os.getpid()}")
    scratch.write_bytes(content)
    scratch.replace(path)


def build_kernel(model: Model, width: int, *, say: Callable[[str], None] | None = None) -> Kernel:
    """Return the model's kernel, compiled now or loaded from the cache.

    Parameters
    ----------
    model, width : what to build
    say : called with a sentence where compiling will take a while
    """
    path = cache_folder() / f"kernel_{_fingerprint(model, width)}.o"
    rows = path.with_suffix(".json")
    if not (path.exists() and rows.exists()):
        if say:
            say(f"compiling the circulation model for {width} at a time; this happens once")
        text, layout = write_kernel(model, width)
        # Packing speeds a small model up and slows the whole circulation down.
        _keep(path, compile_text(text, pack=not model.slow))
        _keep(rows, json.dumps(dict(layout.rows)).encode())
    kept = json.loads(rows.read_text("utf-8"))
    return Kernel(model, Layout(kept, len(kept)), width, read_code(path.read_bytes()))


@cache
def leg_kernel(width: int) -> Kernel:
    """Return the kernel of the whole circulation for blocks of ``width`` people."""
    from soleus.circulation.model import whole_model

    return build_kernel(whole_model(), width, say=lambda text: print(text, file=sys.stderr))
