"""Compiles kernels and keeps them: what was compiled once is loaded in a moment."""

import importlib.util
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from soleus.circulation.generate import (
    Layout,
    Model,
    fingerprint,
    lay_out,
    write_held,
    write_kernel,
)

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Kernel:
    """A compiled model for blocks of ``width`` people.

    Parameters
    ----------
    model, layout, width : what was compiled
    advance : ``advance(X, log, n_log, n_slow, n_fast, dt)``
    prepare : ``prepare(X)`` fills the held rows; nothing where none are held
    """

    model: Model
    layout: Layout
    width: int
    advance: Callable[..., None]
    prepare: Callable[[Array], None]

    def empty(self) -> Array:
        """Return an array of zeros for one block."""
        return np.zeros(self.layout.size * self.width)


def cache_folder() -> Path:
    """Return the folder that keeps compiled kernels (``SOLEUS_CACHE`` moves it)."""
    if chosen := os.environ.get("SOLEUS_CACHE"):
        return Path(chosen) / "kernels"
    from platformdirs import user_cache_path

    return user_cache_path("soleus") / "kernels"


def _write_module(source: str) -> Path:
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"kernel_{fingerprint(source)}.py"
    if not path.exists():
        scratch = path.with_suffix(f".{os.getpid()}")
        scratch.write_text(source, "utf-8")
        scratch.replace(path)
    return path


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot read {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def _is_compiled(path: Path) -> bool:
    return any(path.parent.glob(f"__pycache__/{path.stem}.advance-*.nbi"))


def _nothing(_: Array) -> None:
    """Do nothing: this model holds no values."""


def build_kernel(model: Model, width: int, *, say: Callable[[str], None] | None = None) -> Kernel:
    """Return the model's kernel, compiled now or loaded from the cache.

    Parameters
    ----------
    model, width : what to build
    say : called with a sentence where compiling will take a while
    """
    path = _write_module(write_kernel(model, width) + write_held(model, width))
    if say and not _is_compiled(path):
        say(f"compiling the circulation model for {width} at a time; this happens once")
    module = _load(path)
    kernel = Kernel(
        model, lay_out(model), width, module.advance, getattr(module, "prepare", _nothing)
    )
    log = np.zeros((0, len(model.observed) * width))
    kernel.prepare(kernel.empty() + 1.0)
    kernel.advance(kernel.empty() + 1.0, log, 0, 0, 0, 0.001)
    return kernel


@cache
def leg_kernel(width: int) -> Kernel:
    """Return the kernel of the whole circulation for blocks of ``width`` people."""
    from soleus.circulation.model import whole_model

    return build_kernel(whole_model(), width, say=lambda text: print(text, file=sys.stderr))
