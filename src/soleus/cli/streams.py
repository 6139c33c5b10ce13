"""What is read from and written to a terminal or a pipe, whatever letters it knows."""

import codecs
import sys
from io import TextIOWrapper

_HANDLER = "soleus.numbers"


def take_any_letters() -> None:
    """Let no letter end a command: one that the output does not know is written by its number.

    The number is written as JSON writes it, so that JSON stays JSON.
    """
    codecs.register_error(_HANDLER, _as_numbers)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def _as_numbers(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = zip(units[::2], units[1::2], strict=True)
    return "".join(f"\\u{high:02x}{low:02x}" for high, low in pairs), error.end
