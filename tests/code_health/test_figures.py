"""The figures of the tree can be printed, of this one and of another."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def printed(*trees: Path) -> dict[str, list[str]]:
    shown = subprocess.run(
        [sys.executable, ROOT / "scripts" / "figures.py", *trees],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rows = (line.rsplit(maxsplit=len(trees) or 1) for line in shown.splitlines())
    return {name.strip(): values for name, *values in rows}


def write(root: Path, **modules: str) -> Path:
    for name, text in modules.items():
        path = root / "src" / "soleus" / name.replace("__", "/")
        path = path / "__init__.py" if "__" not in name else path.with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_another_tree_is_counted_by_what_stands_in_it(tmp_path: Path) -> None:
    tree = write(
        tmp_path,
        lamp="from soleus.lamp.bulb import Bulb as Bulb\nfrom soleus.lamp.bulb import burn\n",
        lamp__bulb=(
            "class Bulb:\n    says: str\n    claims: tuple[str, ...]\n\n\n"
            'def burn(data: dict[str, Any]):\n    raise ValueError(f"{data} has to be a list")\n'
        ),
        room__wall="from soleus.lamp import Bulb\n",
    )
    figures = printed(tree)
    assert figures["lines of Python in src"] == ["10"]
    assert figures["modules"] == ["3"]
    assert figures["classes"] == ["1"]
    assert figures["names let out by doors"] == ["2"]
    assert figures["of them imported by no other room"] == ["1"]
    assert figures["readers of data"] == ["1"]
    assert figures["text types"] == ["1"]
    assert figures["places that raise untranslated faults"] == ["1"]
    assert figures["Mapping[str, Any] and dict[str, Any]"] == ["1"]


def test_this_tree_and_another_stand_side_by_side(tmp_path: Path) -> None:
    this, other = printed(ROOT, write(tmp_path, lamp=""))["modules"]
    assert int(this) > int(other) == 1
