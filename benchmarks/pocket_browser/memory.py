"""How much memory a process and all that it started hold, as Linux counts it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def megabytes(root: int) -> dict[str, float]:
    """Return the memory of a process and those below it, and of the largest one of them.

    What several share is counted for each by its part (``Pss``).
    """
    sizes = [_pss(pid) for pid in below(root)]
    return {"all processes": round(sum(sizes), 0), "the largest": round(max(sizes, default=0), 0)}


def below(root: int) -> list[int]:
    """Return a process and every one that it or they started."""
    parents = {}
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(place.name)] = int(
                (place / "stat").read_text().rpartition(")")[2].split()[1]
            )
    found = [root]
    for each in found:  # it grows while it is gone through
        found += [pid for pid, parent in parents.items() if parent == each]
    return found


def _pss(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
