"""Writing the folder: everything of one build, told by one digest, and the few files around it.

The files of a build lie beneath ``pocket/DIGEST/`` and never change; ``service-worker.js`` names
the build that counts. A host needs to know nothing but how to send files.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from soleus import __version__
from soleus.language import languages, translate
from soleus.packing.archive import HIGHEST, packed, tree
from soleus.packing.contents import FZSTD, OWN, PYODIDE
from soleus.packing.hosts import HOST_FILES
from soleus.packing.licences import licences
from soleus.packing.parts import Parts, Tell, parts, unheard
from soleus.packing.placing import placed, refuse_strange
from soleus.packing.shells import FOR_NOBODY, Shells, shells

if TYPE_CHECKING:
    from collections.abc import Mapping

_WASM, _BYTES, _SCRIPT, _PAGE = (
    "application/wasm",
    "application/octet-stream",
    "text/javascript",
    "text/html; charset=utf-8",
)
_TYPES = {".wasm": _WASM, ".js": _SCRIPT, ".html": _PAGE}
_LATER = "later.archive"
_LARGE = ("pyodide.asm.wasm", "library.zip", "packages.archive", _LATER)
"""They go over the line packed, whatever the host does."""

_PACKED = ".zst"

KEPT_PAGES = ("/", "/check", "/emergency", "/journal", "/plan")
"""Shown at once as they were last, before Python has started."""

DIGEST_LETTERS = 16
SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Packed:
    """What was written.

    Parameters
    ----------
    folder : where
    digest : tells this build from every other; the same sources give the same one
    bytes_first : what a browser fetches up to the first page, from a host that packs nothing
    bytes_later : what it fetches right after it
    """

    folder: Path
    digest: str
    bytes_first: int
    bytes_later: int


def write_folder(out: Path, effort: int = HIGHEST, tell: Tell = unheard) -> Packed:
    """Write everything that a static host needs into a new or empty folder.

    Parameters
    ----------
    effort : of packing, up to `HIGHEST`; the build and its digest are the same by any
    tell : is told what is being done, before each of the longer steps

    Raises
    ------
    CannotPackError
        where the folder holds something else, or what goes in cannot be had.
    """
    refuse_strange(out)
    tell(translate("Making the pages that are shown before Python has started …"))
    made = shells()
    build = _build(made, parts(tell))
    sums = "".join(f"{_sha256(build[name])}  {name}\n" for name in sorted(build))
    digest = hashlib.sha256(sums.encode()).hexdigest()[:DIGEST_LETTERS]
    tell(translate("Packing what goes over the line …"))
    small = {f"{name}{_PACKED}": packed(build[name], effort) for name in _LARGE}
    with placed(out) as begun:
        _write(begun / "pocket" / digest, {**build, SUMS: sums.encode(), **small})
        _write_around(begun, build, _plan(digest, build, made.statics), made.manifest)
    first = sum(len(content) for name, content in build.items() if _is_first(name))
    first += sum(len(content) for content in small.values())
    late = len(small[f"{_LATER}{_PACKED}"])
    return Packed(out, digest, first - late, late)


def _build(made: Shells, made_parts: Parts) -> dict[str, bytes]:
    """Return every file of the build by its place."""
    worker = Path(OWN / "pocket" / "worker")
    return {
        "library.zip": made_parts.standard_library,
        "packages.archive": made_parts.packages,
        _LATER: made_parts.later,
        "pyodide.asm.wasm": (PYODIDE / "pyodide.asm.wasm").read_bytes(),
        "pyodide.asm.js": _without_map(PYODIDE / "pyodide.asm.mjs"),
        "pyodide.js": _without_map(PYODIDE / "pyodide.mjs"),
        "zstd.js": (FZSTD / "esm" / "index.mjs").read_bytes(),
        "licences.txt": licences().encode(),
        **{f"worker/{name}": content for name, content in tree(worker)},
        **{f"shells/{name}": content for name, content in made.pages.items()},
    }


def _without_map(script: Path) -> bytes:
    """Return a script without the line that names a map of it, which is not here."""
    lines = script.read_bytes().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(b"//# sourceMappingURL"))


def _fetched(build: Mapping[str, bytes]) -> list[str]:
    return [name for name in sorted(build) if name in _LARGE or name.startswith("shells/")]


def _is_first(name: str) -> bool:
    """Whether a file goes over the line as it is before the first page."""
    return name not in _LARGE and name != "licences.txt"


def _plan(digest: str, build: Mapping[str, bytes], statics: str) -> dict[str, object]:
    """Return what the worker has to know of its build."""
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_bytes())
    return {
        "digest": digest,
        "base": f"/pocket/{digest}/",
        "version": __version__,
        "statics": statics,
        "files": [
            {
                "path": name,
                "type": _TYPES.get(Path(name).suffix, _BYTES),
                "bytes": len(build[name]),
                "sha256": _sha256(build[name]),
                "isPacked": name in _LARGE,
                "isLate": name == _LATER,
            }
            for name in _fetched(build)
        ],
        "shells": list(FOR_NOBODY),
        "kept": list(KEPT_PAGES),
        "languages": list(languages()),
        "lock": json.dumps({"info": lock["info"], "packages": {}}),
    }


def _write_around(
    out: Path, build: Mapping[str, bytes], plan: Mapping[str, object], manifest: bytes
) -> None:
    """Write what lies at addresses that never change."""
    statics = str(plan["statics"]).lstrip("/")
    shutil.copytree(OWN / "web" / "static", out / statics)
    pages = {
        ("index.html" if language == "en" else f"welcome.{language}.html"): build[
            f"shells/{language}/welcome.html"
        ]
        for language in languages()
    }
    others = {
        "404.html": pages["index.html"],
        "emergency/index.html": build["shells/en/emergency.html"],
        "manifest.webmanifest": manifest,
        "pocket/plan.json": json.dumps(plan, indent=1).encode(),
        "service-worker.js": _service_worker(plan),
    }
    hosts = {name: text.encode() for name, text in HOST_FILES.items()}
    _write(out, {**pages, **others, **hosts})


def _service_worker(plan: Mapping[str, object]) -> bytes:
    """Return the worker's first lines: all else is named by the digest in them."""
    base, statics = plan["base"], plan["statics"]
    return (
        f'import createPyodideModule from "{base}pyodide.asm.js";\n'
        f'import {{ loadPyodide }} from "{base}pyodide.js";\n'
        f'import {{ decompress }} from "{base}zstd.js";\n'
        f'import {{ serve }} from "{base}worker/serve.js";\n'
        f"import {{ onNotificationClick, SESSION_UNDER_WAY }} from "
        f'"{statics}/js/reminders/clicked.js";\n'
        f"serve({json.dumps(plan)}, {{ createPyodideModule, loadPyodide, decompress }}, "
        "{ onNotificationClick, SESSION_UNDER_WAY });\n"
    ).encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        to = folder / name
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(content)
