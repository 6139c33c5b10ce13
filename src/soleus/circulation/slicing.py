"""Takes out of the model's lines those that a wanted set of names needs, in order."""

import ast
from collections.abc import Iterable, Mapping
from functools import cache


@cache
def names_in(expression: str) -> frozenset[str]:
    """Return the symbols that an expression reads, without the functions that it calls."""
    tree = ast.parse(expression, mode="eval")
    called = {
        n.func.id
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    }
    return frozenset(n.id for n in ast.walk(tree) if isinstance(n, ast.Name)) - called


def cut(lines: Mapping[str, str], wanted: Iterable[str], given: frozenset[str]) -> dict[str, str]:
    """Return the lines that lead to ``wanted``, each after those it needs.

    Parameters
    ----------
    lines : expression by name
    wanted : names to arrive at
    given : names that are known already and therefore not computed, wanted or not
    """
    ordered: dict[str, str] = {}

    def visit(name: str, force: bool) -> None:
        if name in ordered or name not in lines or (name in given and not force):
            return
        for needed in sorted(names_in(lines[name])):
            visit(needed, False)
        ordered[name] = lines[name]

    for name in wanted:
        visit(name, True)
    return ordered


def inputs(lines: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names that these lines read but do not compute, sorted."""
    read = frozenset().union(*(names_in(e) for e in lines.values())) if lines else frozenset()
    return tuple(sorted(read - lines.keys()))
