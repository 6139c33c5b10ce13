"""The packages and the library as byte code of the browser's Python, kept until a lock changes."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from zipfile import ZipFile

from soleus.language import msgid, translate
from soleus.packing import wheels
from soleus.packing.contents import (
    LOCK,
    PYODIDE,
    REPOSITORY,
    contents,
    fits,
    own_files,
)
from soleus.packing.errors import CannotPackError

KEPT = REPOSITORY / ".cache" / "pocket"
_HERE = Path(__file__).parent
_STEPS = ("contents.toml", "byte_code.py", "byte_code.mjs", "wheels.py", "compiled.py")
_MEASURED = "soleus/web/charts/measured.json"


def compiled_packages() -> Path:
    """Return a folder with every distribution compiled, made where it is not kept."""
    return _kept("packages", _packages)


def compiled_library() -> Path:
    """Return a folder with the standard library compiled."""
    return _kept("library", _library)


def compiled_own(folder: Path) -> None:
    """Put Soleus itself into a folder, compiled."""
    for file, name in own_files():
        to = folder / name
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, to)
    (folder / _MEASURED).write_text(_measured(), encoding="utf-8")
    _compile(folder, with_docs=True)  # the description of the interface is made of them


def node() -> str:
    """Return Node.js; refuse where there is none."""
    found = shutil.which("node")
    if found is None:
        raise CannotPackError(translate("Node.js 20 or later is needed for this; install it."))
    return found


def _measured() -> str:
    """Return what Learn draws of the lab's rows, which are left out: number and citation by id."""
    from soleus.circulation import load_rows

    return json.dumps({row.id: [row.measured, row.citation] for row in load_rows()})


def _kept(name: str, make: object) -> Path:
    """Return what was made of the same lock files by the same steps, or make it now."""
    folder = KEPT / f"{name}-{_key()}"
    if not folder.is_dir():
        KEPT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=KEPT) as begun:
            whole = Path(begun) / name
            whole.mkdir()
            make(whole)  # type: ignore[operator]
            try:
                whole.rename(folder)
            except OSError:  # somebody else was quicker
                if not folder.is_dir():
                    raise
    return folder


def _key() -> str:
    digest = hashlib.sha256()
    lock = PYODIDE / "package.json"
    if not lock.is_file():
        text = msgid(
            "{path}: is not there. It is Python for the browser: run npm install in the repository."
        )
        raise CannotPackError(translate(text, path=PYODIDE))
    for file in (LOCK, lock, *(_HERE / step for step in _STEPS)):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _packages(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as fetched:
        wheels.fetch(Path(fetched))
        wheels.unpack(Path(fetched), folder)
    _compile(folder)


def _library(folder: Path) -> None:
    with ZipFile(PYODIDE / "python_stdlib.zip") as packed:
        for name in packed.namelist():
            if not fits(name, contents().standard_left_out):
                packed.extract(name, folder)
    _compile(folder)


def _compile(folder: Path, *, with_docs: bool = False) -> None:
    command = [node(), _HERE / "byte_code.mjs", PYODIDE, _HERE / "byte_code.py", folder]
    docs = "docs" if with_docs else "none"
    whole = [*map(str, command), docs, *contents().with_source]
    done = subprocess.run(whole, capture_output=True, text=True, check=False)
    if done.returncode:
        why = done.stderr.strip()[-400:]
        raise CannotPackError(translate("The modules could not be compiled: {why}", why=why))
