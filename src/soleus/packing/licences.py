"""The licences of all that goes into the folder, which have to go along with it."""

from __future__ import annotations

import json
from importlib import metadata
from typing import TYPE_CHECKING

from soleus.language import msgid, translate
from soleus.packing.contents import FZSTD, PYODIDE, contents
from soleus.packing.errors import CannotPackError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAMES = ("licen", "copying", "notice", "authors")
"""How files begin that hold a licence, or who is to be named with it."""

_RUNTIME = """\
Pyodide {version} (MPL-2.0, https://github.com/pyodide/pyodide), unchanged, with CPython
(PSF-2.0, https://github.com/python/cpython), SQLite (public domain) and the libraries that
Pyodide's own list of notices names. Their sources stand at these addresses.
"""
_LINE = "=" * 78


def licences(names: Iterable[str] | None = None) -> str:
    """Return the licences of every distribution that goes in, and of the Python beneath.

    Parameters
    ----------
    names : distributions; by default all that go in. Their texts are those of the same versions
        as they are installed here.

    Raises
    ------
    CannotPackError
        where one is not installed, or brings no text.
    """
    about = json.loads((PYODIDE / "package.json").read_text("utf-8"))
    parts = [_RUNTIME.format(version=about["version"])]
    parts.append(f"fzstd\n-----\n{(FZSTD / 'LICENSE').read_text('utf-8')}")
    for name in ("soleus", *contents().distributions) if names is None else names:
        texts = list(_texts(name))
        if not texts:
            said = msgid("{name}: brings no text of its licence, so it cannot be handed on.")
            raise CannotPackError(translate(said, name=name))
        parts.append("\n".join([f"{name}\n{'-' * len(name)}", *texts]))
    return f"\n{_LINE}\n\n".join(parts)


def _texts(name: str) -> Iterator[str]:
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return
    for file in found.files or ():
        is_about = any(".dist-info" in part for part in file.parts)
        if is_about and file.name.lower().startswith(_NAMES):
            yield file.read_text("utf-8").strip() + "\n"
