"""Reads what a person types: single keys at a terminal, whole lines if input is piped."""

from __future__ import annotations

import os
import queue
import sys
import threading
import time
from typing import Any, Protocol

ENTER = "\n"


class LeftError(Exception):
    """The person left before the end; what they did is kept, so that they can go on."""


class Keyboard(Protocol):
    """A source of typed lines and keys."""

    def line(self) -> str | None:
        """Return a line without its end; None at the end of input."""
        ...

    def wait(self, seconds: float) -> str | None:
        """Return the key pressed within ``seconds``, or None after that time."""
        ...

    def close(self) -> None:
        """Restore the terminal's settings."""
        ...

    @property
    def has_ended(self) -> bool:
        """Whether the input has ended."""
        ...


class LineKeyboard:
    """Reads a file descriptor line by line; the first letter of a line counts as a key."""

    def __init__(self, descriptor: int = 0) -> None:
        self._descriptor = descriptor
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self.has_ended = False
        self._reader.start()

    def line(self) -> str | None:
        """Return a line without its end; None at the end of input."""
        if self.has_ended:
            return None
        return self._noting_end(self._lines.get())

    def wait(self, seconds: float) -> str | None:
        """Return the first letter of the next line, or ``ENTER`` if it is empty."""
        if self.has_ended:
            time.sleep(seconds)
            return None
        try:
            line = self._noting_end(self._lines.get(timeout=seconds))
        except queue.Empty:
            return None
        return None if line is None else (line.strip()[:1].lower() or ENTER)

    def close(self) -> None:
        """Do nothing: a pipe has no settings."""

    def _noting_end(self, line: str | None) -> str | None:
        self.has_ended = line is None
        return line

    def _read(self) -> None:
        """Queue the lines, read from the descriptor: a waiting thread would lock ``sys.stdin``."""
        rest = b""
        while chunk := os.read(self._descriptor, 4096):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self._lines.put(line.decode("utf-8", "replace").rstrip("\r"))
        if rest:
            self._lines.put(rest.decode("utf-8", "replace"))
        self._lines.put(None)


class KeyKeyboard:
    """Reads single keys from a terminal, without Enter and without showing them.

    The terminal stays in single-key mode between keys, so that none is lost; :meth:`line` and
    :meth:`close` restore its settings.
    """

    def __init__(self, descriptor: int = 0) -> None:
        self._descriptor = descriptor
        self._before: list[Any] | None = None
        self.has_ended = False

    def line(self) -> str | None:
        """Return a line that is typed and shown as usual; None at the end of input."""
        self.close()
        try:
            return input()
        except EOFError:
            return None

    def wait(self, seconds: float) -> str | None:
        """Return the key pressed within ``seconds``, or None; arrow keys do not count."""
        import select

        self._take_single_keys()
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        if not ready:
            return None
        typed = os.read(self._descriptor, 32).decode("utf-8", "replace")
        if not typed or typed.startswith("\x1b"):
            return None
        return ENTER if typed[0] in "\r\n" else typed[0].lower()

    def close(self) -> None:
        """Restore the terminal's settings."""
        import termios

        if self._before is not None:
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._before)
            self._before = None

    def _take_single_keys(self) -> None:
        import termios
        import tty

        if self._before is None:
            self._before = termios.tcgetattr(self._descriptor)
            tty.setcbreak(self._descriptor, termios.TCSADRAIN)


def keyboard() -> Keyboard:
    """Return a keyboard for standard input: single keys if it is a terminal, else lines."""
    if sys.stdin.isatty() and sys.platform != "win32":
        return KeyKeyboard()
    return LineKeyboard()
