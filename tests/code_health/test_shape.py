"""The house's shape: small modules and functions, one sentence on top, documented doors."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "soleus"
MODULES = sorted(SOURCE.rglob("*.py"))
MOST_LINES_OF_A_MODULE = 400
MOST_LINES_OF_A_FUNCTION = 40

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(module: Path) -> str:
    return module.relative_to(SOURCE).as_posix()


def functions(module: Path) -> Iterator[Function]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def body_lines(function: Function) -> int:
    docstring = ast.get_docstring(function)
    first = function.body[1] if docstring and len(function.body) > 1 else function.body[0]
    return (function.end_lineno or first.lineno) - first.lineno + 1


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_is_small_and_says_what_it_is_for(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") <= MOST_LINES_OF_A_MODULE
    assert ast.get_docstring(ast.parse(text)), "a sentence at the top is missing"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_function_fits_on_a_screen(module: Path) -> None:
    long = {f.name: n for f in functions(module) if (n := body_lines(f)) > MOST_LINES_OF_A_FUNCTION}
    assert not long


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_only_the_clock_reads_the_clock(module: Path) -> None:
    if name(module) == "vocabulary/clock.py":
        return
    reads = [
        node.lineno
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "utcnow", "today"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date"}
    ]
    assert not reads
