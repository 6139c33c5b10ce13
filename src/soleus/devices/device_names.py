"""One name for one device, whatever it calls itself each day."""

from __future__ import annotations

import re
from functools import lru_cache

_PART = re.compile(r"(?:^|, )(name|manufacturer|model|hardware|software|firmware|localIdentifier):")
_OBJECT = re.compile(r"<+HKDevice: 0x[0-9a-fA-F]+>,? ?")


@lru_cache(maxsize=4_000)
def device_of(described: str, source: str) -> tuple[str, str]:
    """Return the key by which a device is told from others, and its name to be read.

    Apple Health describes one as ``<<HKDevice: 0x282a45810>, name:Apple Watch, manufacturer:Apple,
    model:Watch, hardware:Watch2,4, software:4.3.1>``. The address is where it lay in the memory of
    the phone at the time; it and the software change, the device does not.

    Parameters
    ----------
    described : that text; empty where there is none
    source : the app or device that wrote the record, by which one without a text is known
    """
    parts = _parts(described)
    name = parts.get("name", "")
    kept = [parts.get(each, "") for each in ("name", "manufacturer", "model", "hardware")]
    if not any(kept):
        return source, source
    # two watches of one make are told apart by who wrote it, such as "Anna's watch"
    return "|".join(
        [*kept, source if name in ("", "Apple Watch", "iPhone") else ""]
    ), source or name


def _parts(described: str) -> dict[str, str]:
    plain = _OBJECT.sub("", described).rstrip(">")
    found = _PART.split(plain)
    return dict(zip(found[1::2], (value.strip() for value in found[2::2]), strict=False))
