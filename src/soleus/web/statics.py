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


@cache
def version() -> str:
    """Return a short digest of every static file: the same files, the same version."""
    digest = hashlib.sha256()
    for file in sorted(path for path in FOLDER.rglob("*") if path.is_file()):
        digest.update(file.relative_to(FOLDER).as_posix().encode())
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
