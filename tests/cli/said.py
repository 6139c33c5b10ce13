"""What a typed command leaves behind."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from tempfile import TemporaryFile
from typing import NamedTuple, TextIO

import pytest

from soleus.cli.main import main


class Said(NamedTuple):
    """Exit status and what was printed."""

    status: int
    out: str
    err: str


Run = Callable[..., Said]


def in_process(
    *words: str, typed: str | bytes = "", letters: str = "utf-8", **environment: str
) -> Said:
    """Type ``soleus WORDS`` with answers from a pipe, as a new process would have it.

    Loading all of it takes a new process longer than most commands do. ``letters`` are those that
    the output knows.
    """
    streams = {name: TextIOWrapper(BytesIO(), letters) for name in ("stdout", "stderr")}
    with pytest.MonkeyPatch.context() as patch, _on_standard_input(typed) as standard_input:
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["soleus", *words])
        patch.setattr(sys, "stdin", standard_input)
        for name, stream in streams.items():
            patch.setattr(sys, name, stream)
        with pytest.raises(SystemExit) as ended:
            main()
    code = ended.value.code
    texts = [_text(stream) for stream in streams.values()]
    return Said(code if isinstance(code, int) else 0, *texts)


@contextmanager
def _on_standard_input(typed: str | bytes) -> Iterator[TextIO]:
    """Put what is typed where commands read it: in ``sys.stdin``, and in its descriptor."""
    before = os.dup(0)
    with TemporaryFile() as file:
        file.write(typed if isinstance(typed, bytes) else typed.encode())
        file.seek(0)
        os.dup2(file.fileno(), 0)
    try:
        with open(0, encoding="utf-8", closefd=False) as stream:
            yield stream
    finally:
        os.dup2(before, 0)
        os.close(before)


def _text(stream: TextIOWrapper) -> str:
    stream.flush()
    written = stream.buffer
    assert isinstance(written, BytesIO)
    return written.getvalue().decode(stream.encoding)
