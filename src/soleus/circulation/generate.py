"""Writes the source of a kernel: straight-line code over one flat array of lanes.

Every number of every person stands in one array, row by row, with the people of a block side by
side in each row: ``X[row * W + lane]``. With literal row numbers and the lane loop innermost the
compiler sees no aliases and works on all lanes at once (docs/decisions/020).
"""

import hashlib
import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from soleus.circulation import laws
from soleus.circulation.slicing import cut, inputs

LAWS = {n: f for n, f in vars(laws).items() if inspect.isfunction(f)}

HEADER = '''"""A kernel written by soleus.circulation.generate; do not edit."""

from math import sqrt

from numba import njit
from numpy import floor

OPTIONS = {"fastmath": {"contract", "reassoc", "nsz", "arcp"}, "error_model": "numpy"}

'''


@dataclass(frozen=True, slots=True)
class Model:
    """A set of equations ready to be written as a kernel.

    Parameters
    ----------
    lines : expression by name; ``d_x`` is the rate of change of state ``x``
    slow : states stepped once in a while, by Euler's rule
    held : names computed along with them and held in between
    observed : names (states or computed) that a run records
    scheme : ``midpoint`` (second order) or ``euler`` for the fast states
    """

    lines: Mapping[str, str]
    slow: frozenset[str]
    held: frozenset[str]
    observed: tuple[str, ...]
    scheme: str = "midpoint"

    @property
    def states(self) -> tuple[str, ...]:
        """Names of the states in the order of their rows."""
        return tuple(n[2:] for n in self.lines if n.startswith("d_"))

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names that must be given: read by some line, neither computed nor a state."""
        return tuple(n for n in inputs(self.lines) if n not in set(self.states))


@dataclass(frozen=True, slots=True)
class Layout:
    """Which row of the array holds which name."""

    rows: Mapping[str, int]
    size: int

    def row(self, name: str) -> int:
        """Return the row of a state, held value, parameter or observed value."""
        return self.rows[name]


def lay_out(model: Model) -> Layout:
    """Return the rows: states, half-way states, held values, parameters, observed values."""
    half_way = tuple(f"mid:{n}" for n in model.states if n not in model.slow)
    seen = tuple(f"obs:{n}" for n in model.observed)
    names = (*model.states, *half_way, *sorted(model.held), *model.parameters, *seen)
    return Layout({n: i for i, n in enumerate(names)}, len(names))


def _lane_loop(width: int, body: Iterable[str]) -> list[str]:
    return [f"for lane in range({width}):", *(f"    {line}" for line in body)]


class _Writer:
    """Writes the blocks of one kernel."""

    def __init__(self, model: Model, layout: Layout, width: int) -> None:
        self.model, self.layout, self.width = model, layout, width
        self.fast = tuple(n for n in model.states if n not in model.slow)

    def cell(self, name: str) -> str:
        return f"X[{self.layout.row(name) * self.width} + lane]"

    def block(self, wanted: Iterable[str], given: frozenset[str], prefix: str = "") -> list[str]:
        """Load what is needed, then compute ``wanted``; fast states come from rows ``prefix``."""
        lines = cut(self.model.lines, wanted, given)
        fast = set(self.fast)
        loads = [f"{n} = {self.cell((prefix if n in fast else '') + n)}" for n in inputs(lines)]
        return loads + [f"{n} = {e}" for n, e in lines.items()]

    def stage(self, prefix: str, into: str, step: str) -> list[str]:
        """Step the fast states by ``step`` from rates at ``prefix`` rows into ``into`` rows."""
        body = self.block([f"d_{n}" for n in self.fast], self.model.held, prefix)
        for n in self.fast:
            body.append(f"{self.cell(into + n)} = {self.cell(n)} + {step} * d_{n}")
        return _lane_loop(self.width, body)

    def fast_step(self) -> list[str]:
        if self.model.scheme == "euler":
            # All rates are computed before the first state is stored: one stage may store in place.
            return self.stage("", "", "dt")
        return self.stage("", "mid:", "half") + self.stage("mid:", "", "dt")

    def slow_step(self) -> list[str]:
        """Step the slow states with what was held, as the fast ones were; then hold anew.

        With the same exchange on both sides no volume is lost between blood and tissue.
        """
        slow = [n for n in self.model.states if n in self.model.slow]
        if not slow:
            return []
        body = self.block([f"d_{n}" for n in slow], self.model.held)
        body += [f"{self.cell(n)} = {self.cell(n)} + slow_dt * d_{n}" for n in slow]
        return _lane_loop(self.width, body) + self.hold()

    def hold(self) -> list[str]:
        held = sorted(self.model.held)
        body = self.block(held, frozenset()) + [f"{self.cell(n)} = {n}" for n in held]
        return _lane_loop(self.width, body)

    def observe(self) -> list[str]:
        computed = [n for n in self.model.observed if n in self.model.lines]
        computed = [n for n in computed if n not in self.model.held]
        body = self.block(computed, self.model.held)
        for n in self.model.observed:
            value = n if n in computed else self.cell(n)
            body.append(f"{self.cell('obs:' + n)} = {value}")
        return _lane_loop(self.width, body)


def _law_source(name: str) -> str:
    text = inspect.getsource(LAWS[name])
    return f"@njit(forceinline=True, **OPTIONS)\n{text}\n"


def _indent(lines: Iterable[str], depth: int) -> str:
    return "\n".join("    " * depth + line for line in lines)


def write_kernel(model: Model, width: int) -> str:
    """Return the source of a module with one function ``advance`` for blocks of ``width`` people.

    ``advance(X, log, n_log, n_slow, n_fast, dt)`` takes ``n_fast`` steps of ``dt`` seconds
    between slow steps and ``n_slow`` of those between rows of ``log``.
    """
    layout = lay_out(model)
    writer = _Writer(model, layout, width)
    first, seen = layout.row(f"obs:{model.observed[0]}") * width, len(model.observed) * width
    body = [
        "@njit(cache=True, nogil=True, **OPTIONS)",
        "def advance(X, log, n_log, n_slow, n_fast, dt):",
        "    half = 0.5 * dt",
        "    slow_dt = dt * n_fast",
        "    for k in range(n_log):",
        "        for _ in range(n_slow):",
        "            for _ in range(n_fast):",
        _indent(writer.fast_step(), 4),
        _indent(writer.slow_step(), 3),
        _indent(writer.observe(), 2),
        f"        for column in range({seen}):",
        f"            log[k, column] = X[{first} + column]",
        "",
    ]
    helpers = "\n".join(_law_source(n) for n in _sorted_laws())
    return HEADER + helpers + "\n" + "\n".join(body)


def write_held(model: Model, width: int) -> str:
    """Return the source of a function ``prepare(X)`` that fills the held rows from the states."""
    if not model.held:
        return ""
    body = _Writer(model, lay_out(model), width).hold()
    return "\n\n@njit(cache=True, **OPTIONS)\ndef prepare(X):\n" + _indent(body, 1) + "\n"


def _sorted_laws() -> list[str]:
    """Return the laws so that each stands after those it calls."""
    order: list[str] = []

    def visit(name: str) -> None:
        if name in order:
            return
        for called in LAWS[name].__code__.co_names:
            if called in LAWS:
                visit(called)
        order.append(name)

    for name in LAWS:
        visit(name)
    return order


def fingerprint(source: str) -> str:
    """Return a short name for a source, so that a changed law gets a new file and cache."""
    return hashlib.sha256(source.encode()).hexdigest()[:16]
