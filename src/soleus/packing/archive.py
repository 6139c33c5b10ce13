"""One file out of many, which a worker can lay out again without copying; and its packed forms.

Four bytes say how long the list is (little-endian), then comes the list as JSON, ``[[path, bytes],
…]``, then the files one after the other. Nothing in it tells when or where it was made.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LENGTH_BYTES = 4
HIGHEST = 22
"""The greatest effort of Zstandard: some seconds for each of the large files."""

_WINDOW_LOG = 25
"""How far back a repetition is seen, 32 MiB: a worker lays out the whole file anyhow."""


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


def packed(content: bytes, effort: int = HIGHEST) -> bytes:
    """Return a content packed by Zstandard (RFC 8878); the same content gives the same bytes.

    Parameters
    ----------
    effort : from 1 to `HIGHEST`; more of it takes longer and gives less to fetch
    """
    made = zstd.CompressionParameter
    options = {int(made.compression_level): effort, int(made.window_log): _WINDOW_LOG}
    return zstd.compress(content, options=options)
