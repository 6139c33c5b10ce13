"""What a browser fetches before the first page, and what right after it.

Every data file comes first, and of our own everything does: a module alone can be late without a
page being wrong, since whoever imports it is told that it is on its way (`soleus.pocket.later`).
Which modules are first is not listed anywhere: a walk through the pages says it.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from soleus.language import languages, translate
from soleus.packing.archive import archive, tree
from soleus.packing.compiled import (
    KEPT,
    compiled_library,
    compiled_own,
    compiled_packages,
    node,
)
from soleus.packing.contents import PYODIDE
from soleus.packing.errors import CannotPackError
from soleus.records import Record, load_file

_HERE = Path(__file__).parent
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_OF_PYODIDE = ("pyodide", "_pyodide")
"""What starts Python in a browser does other things than what starts it in Node.js."""

LATER = "later.txt"
"""Lists what comes later, in the folder of packages."""

Files = list[tuple[str, bytes]]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class WalkedForm(Record):
    """Something that is sent on the walk."""

    path: str
    type: str
    body: str


@dataclass(frozen=True, slots=True)
class PageWalk(Record):
    """The ways of the first minutes, read from ``walk.toml``."""

    pages: tuple[str, ...]
    sent: tuple[WalkedForm, ...]

    def requests(self) -> list[list[str]]:
        """Return every page, then what is sent, with every page after it again."""
        pages = [["GET", page, "", ""] for page in self.pages]
        forms = [["POST", each.path, each.type, each.body] for each in self.sent]
        return [*pages, *forms, *pages]


@dataclass(frozen=True, slots=True)
class Parts:
    """The standard library and the packages, as they are fetched."""

    standard_library: bytes
    packages: bytes
    later: bytes


@cache
def walk() -> PageWalk:
    """Return the ways that are walked."""
    return load_file(PageWalk, files("soleus.packing") / "walk.toml")


def unheard(_said: str) -> None:
    """Hear what is being done, and say nothing."""


def parts(tell: Tell = unheard) -> Parts:
    """Return what is fetched, in its parts.

    Parameters
    ----------
    tell : is told what is being done, before each of the longer steps

    Raises
    ------
    CannotPackError
        where something that they are made of cannot be had, or the walk does not come through.
    """
    tell(translate("Fetching the packages and compiling them, where they are not kept …"))
    library, packages = tree(compiled_library()), tree(compiled_packages())
    tell(translate("Compiling Soleus, and walking through its pages in every language …"))
    with tempfile.TemporaryDirectory() as begun:
        own = Path(begun)
        compiled_own(own)
        ours = tree(own)
        taken = _taken(library, packages, ours, own)
    standard, late_standard = _split(library, taken)
    others, late_others = _split(packages, taken)
    late = [
        *((f"library/{name}", content) for name, content in late_standard),
        *((f"packages/{name}", content) for name, content in late_others),
    ]
    named = "".join(f"{name}\n" for name, _ in sorted(late)).encode()
    return Parts(_zipped(standard), archive([*others, *ours, (LATER, named)]), archive(late))


def _split(of: Files, taken: frozenset[str]) -> tuple[Files, Files]:
    """Return what comes first and what comes later."""
    first: Files = []
    later: Files = []
    for name, content in of:
        module = module_of(name)
        is_first = not module or module in taken or module.partition(".")[0] in _OF_PYODIDE
        (first if is_first else later).append((name, content))
    return first, later


def module_of(path: str) -> str:
    """Return the name of the module that a file holds, or nothing where it holds none."""
    if not path.endswith(".pyc") or "__pycache__" in path:
        return ""
    return path.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")


def _taken(library: Files, packages: Files, ours: Files, own: Path) -> frozenset[str]:
    """Return the name of each module that the walk takes, kept until something changes."""
    asked = json.dumps([walk().requests(), list(languages())])
    kept = KEPT / f"taken-{_key((library, packages, ours), asked)}.json"
    if not kept.is_file():
        KEPT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as begun:
            whole = Path(begun) / "library.zip"
            whole.write_bytes(_zipped(library))
            found = _walked(asked, whole, compiled_packages(), own)
        kept.write_text(found, encoding="utf-8")
    return frozenset(json.loads(kept.read_text("utf-8")))


def _key(all_files: tuple[Files, ...], asked: str) -> str:
    digest = hashlib.sha256(asked.encode())
    for step in ("walking.py", "walking.mjs"):
        digest.update((_HERE / step).read_bytes())
    for name, content in (each for several in all_files for each in several):
        digest.update(f"{name} {len(content)} ".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _walked(asked: str, library: Path, *folders: Path) -> str:
    command = [node(), _HERE / "walking.mjs", PYODIDE, library, _HERE / "walking.py", *folders]
    done = subprocess.run(
        [*map(str, command)], input=asked, capture_output=True, text=True, check=False
    )
    if done.returncode:
        why = done.stderr.strip()[-400:]
        raise CannotPackError(translate("The pages could not be walked through: {why}", why=why))
    return done.stdout.splitlines()[-1]


def _zipped(of: Files) -> bytes:
    """Return a ZIP file that is not packed: it is read faster, and packs better as a whole."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as written:
        for name, content in of:
            written.writestr(ZipInfo(name, _LONG_AGO), content)
    return out.getvalue()
