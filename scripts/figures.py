"""Prints the figures of this tree, or of another one, so that two can be held side by side.

``python scripts/figures.py [TREE ...]``; ``make figures`` does it for this tree. Only the code is
read: nothing of the tree is imported. What each figure counts is said in its function.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from code_health.untranslated import untranslated  # noqa: E402  (the folder is named just above)

LONGEST_SUBJECT = 72
RECORDS = "records"
_READING = re.compile(
    r"\bunknown key|(^|[}'] )is unknown$|\bis missing$"
    r"|\b(?:(?:has|have) to|must) be (?:"
    r"true\b|one of\b(?! \w)|text\b|like\b"
    r"|an? (?:\w+ ){0,2}(?:object|list|text|number|table|tuple|date|time|moment|UUID)\b)"
)
"""What a reader says of a key or of the kind of a value."""

_SAYS = frozenset({"says", "text", "why", "message"})


def main(trees: list[str]) -> int:
    """Print one column of figures for each tree; return the exit status."""
    roots = [Path(tree).resolve() for tree in trees] or [ROOT]
    columns = [{name: measure(root) for name, measure in FIGURES.items()} for root in roots]
    for name in FIGURES:
        print(f"{name:44}" + "".join(f"{column[name]:>14}" for column in columns))
    return 0


def lines(root: Path) -> str:
    """Lines of Python in ``src``, blank ones too."""
    return _grouped(sum(path.read_text("utf-8").count("\n") for path in modules(root)))


def module_count(root: Path) -> str:
    """Python files in ``src``."""
    return _grouped(len(modules(root)))


def class_count(root: Path) -> str:
    """Classes, those inside others too."""
    return _grouped(sum(1 for _ in _classes(root)))


def door_names(root: Path) -> str:
    """Names that the ``__init__.py`` of each room lets out."""
    return _grouped(sum(len(names) for names in doors(root).values()))


def unused_door_names(root: Path) -> str:
    """Names let out by a door that no other room of ``src`` imports."""
    wanted = {
        (node.module.removeprefix("soleus."), name.name)
        for path in modules(root)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
        for name in node.names
        if _room_of(root, path) != node.module.split(".")[1:2]
    }
    attributes = {
        (node.value.id, node.attr)
        for path in modules(root)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    unused = [
        f"{room}.{name}"
        for room, names in doors(root).items()
        for name in names
        if (room, name) not in wanted and (room, name) not in attributes
    ]
    return _grouped(len(unused))


def readers(root: Path) -> str:
    """Modules that word for themselves that a key is unknown or missing or a value of no kind.

    The room ``records`` counts as one where it is there, since it words them for everybody.
    """
    own = [
        path
        for path in modules(root)
        if _room_of(root, path) != [RECORDS] and any(_READING.search(text) for text in _texts(path))
    ]
    return _grouped(len(own) + (root / "src/soleus" / RECORDS).is_dir())


def text_types(root: Path) -> str:
    """Classes whose fields are a text and its claims, alone or with little else.

    A class counts with a field ``claims``, a field for the text and at most two more.
    """
    return _grouped(sum(1 for each in _classes(root) if _is_text(each)))


def untranslated_faults(root: Path) -> str:
    """Places that word a fault in English alone: see ``tests/code_health/untranslated.py``."""
    return _grouped(len(untranslated(root / "src/soleus")))


def whatever_mappings(root: Path) -> str:
    """Places in ``src`` that say ``Mapping[str, Any]`` or ``dict[str, Any]``."""
    said = re.compile(r"\b(?:Mapping|dict)\[str, Any\]")
    return _grouped(sum(len(said.findall(path.read_text("utf-8"))) for path in modules(root)))


def test_count(root: Path) -> str:
    """Tests of the last whole run, where ``make test`` has left its report."""
    report = _report(root)
    return _grouped(int(report.get("tests", 0))) if report is not None else "no run"


def test_minutes(root: Path) -> str:
    """Minutes of the last whole run by the clock."""
    report = _report(root)
    return f"{float(report.get('time', 0)) / 60:.1f} min" if report is not None else "no run"


def coverage(root: Path) -> str:
    """Share of the code that the last whole run executed."""
    file = root / ".cache" / "coverage.xml"
    if not file.is_file():
        return "no run"
    return f"{float(ElementTree.parse(file).getroot().get('line-rate', 0)) * 100:.1f} %"


def long_subjects(root: Path) -> str:
    """How many commits of all have a subject longer than 72 characters."""
    log = subprocess.run(
        ["git", "log", "--format=%s"], cwd=root, capture_output=True, text=True, check=False
    )
    subjects = log.stdout.splitlines()
    return f"{sum(len(each) > LONGEST_SUBJECT for each in subjects)} of {len(subjects)}"


FIGURES: dict[str, Callable[[Path], str]] = {
    "lines of Python in src": lines,
    "modules": module_count,
    "classes": class_count,
    "names let out by doors": door_names,
    "  of them imported by no other room": unused_door_names,
    "readers of data": readers,
    "text types": text_types,
    "places that raise untranslated faults": untranslated_faults,
    "Mapping[str, Any] and dict[str, Any]": whatever_mappings,
    "tests in the last whole run": test_count,
    "time of the last whole run": test_minutes,
    "lines covered by the last whole run": coverage,
    f"subjects longer than {LONGEST_SUBJECT} characters": long_subjects,
}


@cache
def modules(root: Path) -> tuple[Path, ...]:
    """Return every Python file in ``src``, in order."""
    return tuple(sorted((root / "src").rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    """Return a module as it is parsed."""
    return ast.parse(path.read_text("utf-8"))


@cache
def doors(root: Path) -> dict[str, list[str]]:
    """Return the names that each room lets out, the second doors of packages in it as well."""
    found: dict[str, list[str]] = {}
    for path in modules(root):
        inside = path.relative_to(root / "src/soleus").parts
        if len(inside) == 2 and inside[1] == "__init__.py":
            found[inside[0]] = [
                name.asname or name.name
                for node in tree(path).body
                if isinstance(node, ast.ImportFrom)
                for name in node.names
            ]
    return found


def _classes(root: Path) -> Iterator[ast.ClassDef]:
    for path in modules(root):
        yield from (node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef))


def _is_text(node: ast.ClassDef) -> bool:
    fields = {
        part.target.id
        for part in node.body
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
    }
    return "claims" in fields and bool(_SAYS & fields) and len(fields) <= 4


def _room_of(root: Path, path: Path) -> list[str]:
    return list(path.relative_to(root / "src/soleus").parts[:1])


def _texts(path: Path) -> Iterator[str]:
    """Yield the texts of a module, without its docstrings."""
    said = tree(path)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(said)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(said):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@cache
def _report(root: Path) -> dict[str, str] | None:
    file = root / ".cache" / "tests.xml"
    if not file.is_file():
        return None
    suite = ElementTree.parse(file).getroot().find("testsuite")
    return dict(suite.attrib) if suite is not None else None


def _grouped(number: int) -> str:
    return f"{number:,}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
