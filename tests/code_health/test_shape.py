"""The house's shape: small modules and functions, one sentence on top, documented doors."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "soleus"
MODULES = sorted(SOURCE.rglob("*.py"))
MOST_LINES_OF_A_MODULE = 400
MOST_LINES_OF_A_FUNCTION = 40

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(module: Path) -> str:
    return module.relative_to(SOURCE).as_posix()


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def functions(module: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parsed(module)) if isinstance(node, Function))


def body_lines(function: Function) -> int:
    docstring = ast.get_docstring(function)
    first = function.body[1] if docstring and len(function.body) > 1 else function.body[0]
    return (function.end_lineno or first.lineno) - first.lineno + 1


def test_a_module_is_small_and_says_what_it_is_for() -> None:
    long = {}
    nameless = []
    for module in MODULES:
        if (lines := module.read_text(encoding="utf-8").count("\n")) > MOST_LINES_OF_A_MODULE:
            long[name(module)] = lines
        if not ast.get_docstring(parsed(module)):
            nameless.append(name(module))
    assert not long, f"more than {MOST_LINES_OF_A_MODULE} lines"
    assert not nameless, "a sentence at the top is missing"


def test_a_function_fits_on_a_screen() -> None:
    long = {
        f"{name(module)}: {function.name}": lines
        for module in MODULES
        for function in functions(module)
        if (lines := body_lines(function)) > MOST_LINES_OF_A_FUNCTION
    }
    assert not long, f"more than {MOST_LINES_OF_A_FUNCTION} lines"


def test_only_the_clock_reads_the_clock() -> None:
    reads = [
        f"{name(module)}:{line}"
        for module in MODULES
        if name(module) != "vocabulary/clock.py"
        for line in lines_that_read_the_clock(module)
    ]
    assert not reads


def lines_that_read_the_clock(module: Path) -> Iterator[int]:
    for node in ast.walk(parsed(module)):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in {"now", "utcnow", "today"}
            and isinstance(node.value, ast.Name)
            and node.value.id in {"datetime", "date"}
        ):
            yield node.lineno
