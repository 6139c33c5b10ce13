"""What goes into the pocket: distributions, files of our own, and what of each is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from soleus.language import msgid, translate
from soleus.packing.errors import CannotPackError
from soleus.records import Record, load_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OWN = Path(__file__).parents[1]
"""The source of Soleus itself."""

REPOSITORY = OWN.parents[1]
LOCK = REPOSITORY / "requirements" / "run.txt"
PYODIDE = REPOSITORY / "node_modules" / "pyodide"
"""Python for the browser, as ``package-lock.json`` names it."""

FZSTD = REPOSITORY / "node_modules" / "fzstd"
"""Unpacks in a browser what Zstandard packed; named there too."""

_BYTES_OF_PYTHON = ("*.pyc", "*__pycache__*")


@dataclass(frozen=True, slots=True)
class Contents(Record):
    """What goes in, read from ``contents.toml``; patterns are those of a shell.

    Parameters
    ----------
    distributions : names of what is taken of the locked requirements
    pure : those of them that go without their compiled part
    with_source : modules that keep their source text beside their byte code
    left_out : paths of distributions that no page asks for
    stays : what stays of them all the same
    own_left_out : paths within ``soleus`` that have no place here
    standard_left_out : paths of the standard library
    """

    distributions: tuple[str, ...]
    pure: tuple[str, ...]
    with_source: tuple[str, ...]
    left_out: tuple[str, ...]
    stays: tuple[str, ...]
    own_left_out: tuple[str, ...]
    standard_left_out: tuple[str, ...]


@cache
def contents() -> Contents:
    """Return what goes in."""
    return load_file(Contents, files("soleus.packing") / "contents.toml")


def locked(names: Iterable[str], lock: Path = LOCK) -> str:
    """Return the part of a lock file that pins these distributions, digests and all.

    Raises
    ------
    CannotPackError
        where there is no lock file, or it does not name one of them.
    """
    if not lock.is_file():
        text = msgid(
            "{path}: is not there. The folder is made in a clone of the repository, from what its "
            "lock files name."
        )
        raise CannotPackError(translate(text, path=lock))
    entries = {}
    for entry in re.findall(r"^\S.*(?:\n[ \t].*)*", lock.read_text(encoding="utf-8"), re.MULTILINE):
        entries[entry.partition("==")[0]] = entry
    wanted = list(names)
    missing = [name for name in wanted if name not in entries]
    if missing:
        text = msgid("{path}: does not name {names}. Run make lock.")
        raise CannotPackError(translate(text, path=lock, names=", ".join(missing)))
    return "\n".join(entries[name] for name in wanted) + "\n"


def own_files() -> Iterator[tuple[Path, str]]:
    """Give each file of Soleus that goes in, and its path beneath the folder of packages."""
    for file in sorted(path for path in OWN.rglob("*") if path.is_file()):
        name = file.relative_to(OWN).as_posix()
        if not fits(name, (*contents().own_left_out, *_BYTES_OF_PYTHON)):
            yield file, f"soleus/{name}"


def fits(name: str, patterns: Iterable[str]) -> bool:
    """Whether a path fits one of the patterns."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def is_wanted(name: str) -> bool:
    """Whether a file of a distribution goes in."""
    stays = fits(name, contents().stays)
    return stays or not fits(name, contents().left_out)
