"""What a typed command leaves behind."""

from collections.abc import Callable
from typing import NamedTuple


class Said(NamedTuple):
    """Exit status and what was printed."""

    status: int
    out: str
    err: str


Run = Callable[..., Said]
