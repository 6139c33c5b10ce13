"""What a living person's readings can be: a reading beyond it shows that the model broke down."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from soleus.circulation.data import read_data

Readings = Mapping[str, Mapping[str, float | str | None]]
"""The readings of one step, by instrument and place."""


@dataclass(frozen=True, slots=True)
class Plausible:
    """The bounds of one reading.

    Parameters
    ----------
    low, high : least and most that a living person can have
    because : what the bounds rest on
    """

    low: float
    high: float
    because: str


def plausible_bounds(name: str, part: str) -> Plausible:
    """Return the bounds of one part of a reading, such as ``heart``, ``rate_bpm``.

    Bounds of a place go before those of the instrument: ``doppler:*_vein`` before ``doppler``.

    Raises
    ------
    KeyError
        The table has no bounds for it.
    """
    instrument, _, place = name.partition(":")
    table = read_data("instruments/plausible")[instrument]
    kind = place.rsplit("_", maxsplit=1)[-1]
    row = table.get(f"{part}_of_{kind}") or table[part]
    return Plausible(float(row["low"]), float(row["high"]), row["because"])


def implausible(readings: Readings) -> Iterator[str]:
    """Yield one line for each reading that no living person can have.

    States of the model have no such bounds: nobody measures them.
    """
    for name, parts in readings.items():
        if name.startswith("state:"):
            continue
        for part, value in parts.items():
            if not isinstance(value, int | float):
                continue
            bounds = plausible_bounds(name, part)
            if not bounds.low <= value <= bounds.high:
                yield (
                    f"{name} {part} is {value:.4g}; a living person has "
                    f"{bounds.low:g} to {bounds.high:g}"
                )
