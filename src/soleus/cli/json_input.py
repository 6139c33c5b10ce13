"""JSON that a command is given: from a file, from standard input, or line by line."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from soleus.cli.app import fail
from soleus.language import translate
from soleus.vocabulary import SoleusError, read_once

STANDARD_INPUT = "-"


class UnreadableInputError(SoleusError):
    """It is no JSON, or says two things of one name; ``faults`` has one line for each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def read_json(content: bytes) -> Any:  # noqa: ANN401  whatever the file holds
    """Return what JSON says.

    Raises
    ------
    UnreadableInputError
        where it cannot be read, or says two things of one name.
    """
    try:
        document, twice = read_once(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        text = translate("this is no readable JSON: {reason}", reason=reason)
        raise UnreadableInputError([text]) from None
    if twice:
        raise UnreadableInputError(
            translate("{name} stands there twice; keep one", name=repr(name)) for name in twice
        )
    return document


def bytes_of(file: str) -> bytes:
    """Return what a file or, for ``-``, standard input holds; ends the command if it cannot."""
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        fail([translate("{path}: cannot be read: {why}", path=file, why=error.strerror)])


def lines_of(file: str) -> Iterable[bytes]:
    """Return the lines of a file or of standard input, as they come."""
    return sys.stdin.buffer if file == STANDARD_INPUT else bytes_of(file).splitlines()
