"""A model: equations as lines of text, and how a kernel steps them."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Model:
    """A set of equations ready to be written as a kernel.

    Parameters
    ----------
    lines : expression by name; ``d_x`` is the rate of change of state ``x``
    slow : states advanced in slow steps, by Euler's rule
    held : names computed in slow steps and held constant in between
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
    def fast(self) -> tuple[str, ...]:
        """Names of the states that every step advances."""
        return tuple(n for n in self.states if n not in self.slow)

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names that the lines read but do not compute, without the states; sorted."""
        read = {n for line in self.lines.values() for n in names_in(line)}
        return tuple(sorted(read - self.lines.keys() - set(self.states)))


@cache
def names_in(expression: str) -> frozenset[str]:
    """Return the symbols that an expression reads, without the functions that it calls."""
    tree = ast.parse(expression, mode="eval")
    names = [n for n in ast.walk(tree) if isinstance(n, ast.Name)]
    called = [n.func for n in ast.walk(tree) if isinstance(n, ast.Call)]
    return frozenset(n.id for n in names if n not in called)
