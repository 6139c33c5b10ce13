"""One file out of many, which a worker can lay out again without copying; and its packed forms.

Four bytes say how long the list is (little-endian), then comes the list as JSON, ``[[path, bytes],
…]``, then the files one after the other. Nothing in it tells when or where it was made.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LENGTH_BYTES = 4
GZIP_EFFORT = 9


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the files, each with its path, as one."""
    listed = sorted(files)
    index = json.dumps(
        [[name, len(content)] for name, content in listed], separators=(",", ":")
    ).encode()
    parts = [len(index).to_bytes(LENGTH_BYTES, "little"), index]
    return b"".join([*parts, *(content for _, content in listed)])


def tree(folder: Path) -> list[tuple[str, bytes]]:
    """Return every file beneath a folder with its path there."""
    return [
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def gzipped(content: bytes) -> bytes:
    """Return a content packed; the same content gives the same bytes."""
    return gzip.compress(content, GZIP_EFFORT, mtime=0)
