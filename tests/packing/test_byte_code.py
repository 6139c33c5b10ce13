"""Modules become byte code; what explains the source to its readers can be left out."""

import importlib.util
import marshal
from pathlib import Path
from types import CodeType
from typing import Any

from soleus.packing.byte_code import compile_all

SOURCE = '''"""Explains the module."""
from __future__ import annotations

TEXT = """Stays."""

class Made:
    """Explains the class."""

def only():
    """Explains what does nothing."""

async def checked(value):
    """Explains the function."""
    assert value, "asserts stay"
    return "Explains nothing."
'''


def ran(folder: Path, *, with_docs: bool) -> dict[str, Any]:
    """Compile the source and run it: its names."""
    folder.mkdir()
    (folder / "it.py").write_text(SOURCE)
    assert compile_all(str(folder), with_docs=with_docs) == 1
    assert not (folder / "it.py").exists()
    header = len(importlib.util.MAGIC_NUMBER) + 12
    code = marshal.loads((folder / "it.pyc").read_bytes()[header:])
    assert isinstance(code, CodeType)
    names: dict[str, Any] = {"__name__": "it"}
    exec(code, names)
    return names


def test_explaining_texts_go_and_everything_else_stays(tmp_path: Path) -> None:
    bare, whole = (ran(tmp_path / str(docs), with_docs=docs) for docs in (False, True))
    for name in ("Made", "only", "checked"):
        assert bare[name].__doc__ is None
        assert whole[name].__doc__.startswith("Explains")
    assert bare["TEXT"] == "Stays."
    assert bare["only"]() is None
    assert "asserts stay" in bare["checked"].__code__.co_consts
