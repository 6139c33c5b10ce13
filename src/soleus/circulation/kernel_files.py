"""Compiled kernels on the disk: whole and as they were written, or not taken at all.

A file has a line with the digest of all that follows, a line with the rows as JSON, and the machine
code. Code that is damaged must not run: it would end the program without a word.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class KernelFile:
    """A compiled kernel.

    Parameters
    ----------
    rows : the place of each named row
    code : an object file for this processor
    """

    rows: Mapping[str, int]
    code: bytes


def read(path: Path) -> KernelFile | None:
    """Return what is kept at ``path``; None where nothing is, or not what was written."""
    try:
        digest, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if digest != _digest(content):
        return None
    rows, _, code = content.partition(b"\n")
    return KernelFile(json.loads(rows), code)


def keep(path: Path, kernel: KernelFile) -> bool:
    """Write a kernel whole or not at all, on the disk when this returns; say whether it could."""
    content = json.dumps(dict(kernel.rows)).encode() + b"\n" + kernel.code
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError:
        return False
    scratch = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(_digest(content) + b"\n" + content)
            out.flush()
            os.fsync(out.fileno())
        scratch.replace(path)
    except OSError:
        return False
    finally:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
    return True


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
