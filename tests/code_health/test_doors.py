"""A room is entered by its door: what a room needs of another is let out there."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "soleus"
ROOMS = sorted(folder.name for folder in SOURCE.iterdir() if (folder / "__init__.py").exists())
SECOND_DOORS = {"soleus.assessment.interview", "soleus.prediction.runs"}
"""Rooms with two doors; the package says so."""


def imports(module: Path) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return {
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("soleus.")
    }


@pytest.mark.parametrize("room", ROOMS)
def test_other_rooms_are_entered_by_their_door(room: str) -> None:
    strangers = {
        f"{module.relative_to(SOURCE)}: {name}"
        for module in (SOURCE / room).rglob("*.py")
        for name in imports(module)
        if name.split(".")[1] != room and name.count(".") > 1 and name not in SECOND_DOORS
    }
    assert not strangers


@pytest.mark.parametrize("room", ROOMS)
def test_a_door_lets_out_names_and_holds_no_logic(room: str) -> None:
    tree = ast.parse((SOURCE / room / "__init__.py").read_text(encoding="utf-8"))
    assert all(isinstance(node, ast.Expr | ast.ImportFrom) for node in tree.body)
