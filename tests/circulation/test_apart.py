"""The model stands apart: nothing that decides about a person can reach it."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "soleus"


def imported_rooms(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each module under a folder with each room that it imports, also inside functions."""
    for module in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            for name in _names(node):
                if name.startswith("soleus."):
                    yield str(module.relative_to(SOURCE)), name.split(".")[1]


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module == "soleus":
        return [f"soleus.{alias.name}" for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_only_the_lab_and_the_pictures_of_what_was_measured_reach_it() -> None:
    users = {module for module, room in imported_rooms(SOURCE) if room == "circulation"}
    rooms = ("circulation/", "prediction/", "trials/")
    outside = {module for module in users if not module.startswith(rooms)}
    assert outside == {
        "cli/lab.py",
        "cli/lab_fit.py",
        "cli/lab_people.py",
        "coach/simulated/cycles.py",
        "coach/simulated/day_plans.py",
        "coach/simulated/fits.py",
        "coach/simulated/foretold.py",
        "coach/simulated/known_body.py",
        "packing/compiled.py",
        "web/charts/measured.py",
        "web/routes/what_if.py",
        "web/what_if_view.py",
    }


def test_the_model_knows_no_room_beside_or_above_it() -> None:
    known = {room for _, room in imported_rooms(SOURCE / "circulation")}
    assert known == {"circulation", "language", "records", "vocabulary"}
