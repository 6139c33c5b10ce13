"""A stream that is unpacked, up to a size: a few bytes can be packed so as to become terabytes."""

from __future__ import annotations

from typing import BinaryIO

from soleus.devices.errors import DeviceFileError
from soleus.devices.limits import device_limits
from soleus.language import msgid

_BOMB = msgid("It becomes far larger when it is unpacked than any such file is.")
_HARMLESS = 50_000_000
"""Bytes that may come out of however few."""


class Bounded:
    """Passes on what a stream gives until it is too much.

    Parameters
    ----------
    packed : how many bytes it takes packed; None where that is not known
    """

    def __init__(self, stream: BinaryIO, packed: int | None = None) -> None:
        self._stream = stream
        bounds = device_limits()
        most = bounds.most_bytes
        if packed is not None:
            most = min(most, max(_HARMLESS, packed * bounds.most_unpacking))
        self._left = most

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes.

        Raises
        ------
        DeviceFileError
            where more came than may.
        """
        data = self._stream.read(size if size >= 0 else self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise DeviceFileError(_BOMB)
        return data
