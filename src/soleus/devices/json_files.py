"""JSON from outside, read within bounds; a damaged file is told of in one line."""

from __future__ import annotations

from typing import Any, BinaryIO

from soleus.devices.errors import DeviceFileError
from soleus.devices.limits import device_limits
from soleus.language import msgid
from soleus.records import read_json, sizes
from soleus.vocabulary import FaultsError

_TOO_LARGE = msgid("It is larger than {most} MB, which no file of this kind is.")
_DAMAGED = msgid("It is damaged or cut off. Get it from the maker again.")


def json_of(file: BinaryIO) -> Any:  # noqa: ANN401  any JSON
    """Return what a file says.

    Raises
    ------
    DeviceFileError
        where it is too large or no JSON.
    """
    bounds = device_limits()
    content = file.read(bounds.json_bytes + 1)
    if len(content) > bounds.json_bytes:
        raise DeviceFileError(_TOO_LARGE, most=bounds.json_bytes // 1_000_000)
    try:
        return read_json(content, sizes.Allowance(bounds.json_bytes, bounds.json_values))
    except FaultsError:
        raise DeviceFileError(_DAMAGED) from None


def text_of(value: object) -> str:
    """Return a text; empty for whatever is none."""
    return value if isinstance(value, str) else ""


def number_of(value: object) -> float | None:
    """Return a number, also one that is written as a text; None for whatever is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if abs(value) < 1e15 else None
    try:
        return float(value) if isinstance(value, str) and len(value) < 30 else None
    except ValueError:
        return None
