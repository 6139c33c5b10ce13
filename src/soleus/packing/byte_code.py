"""Turning modules into byte code; this file is run by the browser's own Python, under Node.js."""

import ast
import importlib.util
import marshal
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

_HEADER = importlib.util.MAGIC_NUMBER + (0b01).to_bytes(4, "little")
"""Byte code that is told by its source's digest and never checked against it (PEP 552)."""


def compile_all(folder: str, kept: Iterable[str] = (), *, with_docs: bool = True) -> int:
    """Replace every module beneath a folder by its byte code; return how many there were.

    Parameters
    ----------
    kept : patterns of modules whose source stays beside it
    with_docs : whether the texts stay that explain it to who reads the source; asserts always do
    """
    root, stay = Path(folder), list(kept)
    sources = sorted(root.rglob("*.py"))
    for source in sources:
        name = source.relative_to(root).as_posix()
        text = source.read_bytes()
        parsed = ast.parse(text, name)
        code = compile(
            parsed if with_docs else _without_docs(parsed),
            name,
            "exec",
            dont_inherit=True,
            optimize=0,
        )
        digest = importlib.util.source_hash(text)
        compiled = _HEADER + digest + marshal.dumps(code)
        source.with_suffix(".pyc").write_bytes(compiled)
        if any(fnmatchcase(name, pattern) for pattern in stay):
            cached = source.parent / "__pycache__" / f"{source.stem}.cpython-314.pyc"
            cached.parent.mkdir(exist_ok=True)
            cached.write_bytes(compiled)
            source.with_suffix(".pyc").unlink()
        else:
            source.unlink()
    return len(sources)


def _without_docs(module: ast.Module) -> ast.Module:
    """Take the text away by which a module, a class or a function explains itself."""
    for node in ast.walk(module):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            match node.body:
                case [ast.Expr(ast.Constant(str())) as said, *rest]:
                    node.body = rest or [ast.copy_location(ast.Pass(), said)]
    return module
