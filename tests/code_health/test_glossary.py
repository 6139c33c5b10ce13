"""One meaning a word: what the glossary cites is there, and no name means two things unnamed."""

import ast
import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from code_health.test_doors import SOURCE

GLOSSARY = (SOURCE.parents[1] / "docs" / "glossary.md").read_text("utf-8")
EXCEPTIONS = "One name in two rooms"
UNUSED = "Words that are not used"
CITED = re.compile(r"`([^`\s]+)`")
ENDING = re.compile(r"(?:ings?|ed|ers?|es|s|e)$")


def sections() -> dict[str, str]:
    """Return the text of each section of the glossary by its title."""
    parts = re.split(r"^## (.+)$", GLOSSARY, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def defined() -> dict[str, set[str]]:
    """Return the rooms in which each name at the top of a module is defined."""
    rooms: dict[str, set[str]] = defaultdict(set)
    for module in SOURCE.rglob("*.py"):
        room = module.relative_to(SOURCE).parts[0]
        for node in ast.parse(module.read_text("utf-8")).body:
            for name in _names(node):
                rooms[name].add(room)
    return rooms


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return [node.name]
    if isinstance(node, ast.AnnAssign):
        return [node.target.id] if isinstance(node.target, ast.Name) else []
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def classes_of_several_rooms() -> set[str]:
    """Return the public class names that more than one room defines."""
    rooms: dict[str, set[str]] = defaultdict(set)
    for module in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                rooms[node.name].add(module.relative_to(SOURCE).parts[0])
    return {name for name, where in rooms.items() if len(where) > 1}


def test_what_the_glossary_cites_is_there() -> None:
    known = defined()
    rows = "".join(text for title, text in sections().items() if title != UNUSED)
    cited = [name for line in rows.splitlines() if "|" in line for name in CITED.findall(line)]
    missing = [
        name
        for name in cited
        if not ((SOURCE / name).exists() if "/" in name else name.strip("()") in known)
    ]
    assert not missing


def test_a_class_name_means_one_thing_unless_the_glossary_says_so() -> None:
    allowed = set(CITED.findall(sections()[EXCEPTIONS]))
    assert sorted(classes_of_several_rooms()) == sorted(allowed)


def test_no_two_modules_of_a_room_differ_by_an_ending_alone() -> None:
    twins = [
        f"{one.relative_to(SOURCE)} and {other.relative_to(SOURCE)}"
        for room in sorted(path for path in SOURCE.iterdir() if path.is_dir())
        for one, other in combinations(sorted(room.rglob("*.py")), 2)
        if one.stem != other.stem and _root(one) == _root(other)
    ]
    assert not twins


def _root(module: Path) -> str:
    return ENDING.sub("", module.stem)
