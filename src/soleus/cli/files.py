"""Reads the files that a command is given, and writes private ones: whole or not at all."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from soleus.cli.app import fail
from soleus.language import ENGLISH, msgid, translate, use
from soleus.records import decoded, read_json
from soleus.vocabulary import FaultsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

STANDARD_INPUT = "-"


def read_bytes(file: str | Path) -> bytes:
    """Return the content of a file, or of standard input for ``-``; exit if it cannot be read."""
    if str(file) == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        fail(translate("{path}: cannot be read ({why})", path=file, why=error.strerror))


def read_text(file: str | Path) -> str:
    """Return the text of a file, or of standard input for ``-``; exit if it cannot be read."""
    try:
        return decoded(read_bytes(file))
    except UnicodeDecodeError:
        fail(translate("{path}: this is no text in UTF-8", path=file))


def print_answers(file: str | None, answer: Callable[[Any], Mapping[str, object]]) -> None:
    """Print in English, for each line of JSON, its answer or ``{"error": […]}`` as one line."""
    with use(ENGLISH):
        for line in _lines(file or STANDARD_INPUT):
            try:
                result = answer(read_json(line))
            except FaultsError as error:
                result = {"error": list(error.faults)}
            print(json.dumps(result, ensure_ascii=False))


def _lines(file: str) -> Iterable[bytes]:
    """Return the lines of a file, or of standard input as they arrive."""
    if file == STANDARD_INPUT:
        return sys.stdin.buffer
    content = read_bytes(file)
    with suppress(UnicodeDecodeError):  # a line that is no text spoils no other
        content = decoded(content).encode()
    return content.splitlines()


def write_private(path: Path, content: str | bytes) -> None:
    """Write ``content`` to ``path``, text as UTF-8, readable only by its owner, in one step.

    Raises
    ------
    OSError
        The file cannot be written; an older file at ``path`` is then unchanged.
    """
    # mkstemp creates the file with mode 0600, so nobody else can read it at any moment.
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    scratch = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content.encode() if isinstance(content, str) else content)
            out.flush()
            os.fsync(out.fileno())
        scratch.replace(path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def write_or_fail(
    path: Path,
    content: str | bytes,
    otherwise: str,
    done: str = msgid("Written to {path}, for you alone."),
) -> None:
    """Write as :func:`write_private` does and print ``done``, or exit with ``otherwise``.

    Parameters
    ----------
    path, content : as in :func:`write_private`
    otherwise : the message of a failure, with the places ``{path}`` and ``{why}``
    done : the message of success, with the place ``{path}``
    """
    try:
        write_private(path, content)
    except OSError as error:
        fail(translate(otherwise, path=path, why=error.strerror))
    print(translate(done, path=path))


def write_out(out: Path | None, content: str) -> None:
    """Write a file that only its owner can read, or standard output if no file is named."""
    if out is None:
        sys.stdout.write(content)
        return
    otherwise = msgid("{path}: cannot be written ({why}); choose another path with --out")
    write_or_fail(out, content, otherwise)
