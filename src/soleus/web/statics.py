"""Stylesheets, scripts, fonts: served under an address that changes when they do."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.staticfiles import StaticFiles

if TYPE_CHECKING:
    from starlette.responses import Response

FOLDER = Path(__file__).parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"
_FOR_READERS = ".md"
"""Notes for who changes the scripts: no page asks for one, and not every copy brings them along."""


@cache
def version() -> str:
    """Return a short digest of every file that a page can ask for."""
    return digest_of(FOLDER)


def digest_of(folder: Path) -> str:
    """Return a short digest of static files: the same files, the same one, wherever they lie."""
    digest = hashlib.sha256()
    for name, file in sorted((f.relative_to(folder).as_posix(), f) for f in folder.rglob("*")):
        if file.is_file() and file.suffix != _FOR_READERS:
            digest.update(name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def prefix() -> str:
    """Return the path beneath which the static files lie; modules import each other relatively."""
    return f"/static/{version()}"


@cache
def address(name: str) -> str:
    """Return the address of one static file, such as ``css/base.css``."""
    if not (FOLDER / name).is_file():
        raise FileNotFoundError(f"no static file is called {name}")
    return f"{prefix()}/{name}"


class LastingFiles(StaticFiles):
    """Static files that a browser may keep for ever, since their address names their content."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Return the file with leave to keep it."""
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        answer.headers["cache-control"] = FOR_EVER
        return answer
