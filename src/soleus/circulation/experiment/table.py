"""Readings as a table for a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"


def _rows(answer: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield the label of each reading with its value in each step."""
    steps = [s["readings"] for s in answer["steps"]]
    for name in dict.fromkeys(key for readings in steps for key in readings):
        for part in dict.fromkeys(part for readings in steps for part in readings.get(name, {})):
            cells = [_cell(readings.get(name, {}).get(part)) for readings in steps]
            yield f"{name} {part}", cells


def readings_table(answer: Mapping[str, Any]) -> str:
    """Return a line for each reading and a column for each step, under the word "simulated"."""
    rows = [("simulated", [s["name"] for s in answer["steps"]]), *_rows(answer)]
    first = max(len(label) for label, _ in rows)
    widths = [max(map(len, column)) for column in zip(*(cells for _, cells in rows), strict=True)]
    lines = [
        "  ".join([label.ljust(first), *map(str.rjust, cells, widths)]) for label, cells in rows
    ]
    usual = answer["person"]["taken_from_a_healthy_adult"]
    if usual:
        lines.append(f"taken from a healthy adult: {', '.join(usual)}")
    return "\n".join(lines)
