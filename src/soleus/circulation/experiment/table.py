"""Readings as a table for a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"


def _rows(answer: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    steps = answer["steps"]
    names = list(dict.fromkeys(key for s in steps for key in s["readings"]))
    for name in names:
        parts = list(dict.fromkeys(p for s in steps for p in s["readings"].get(name, {})))
        for part in parts:
            cells = [_cell(s["readings"].get(name, {}).get(part)) for s in steps]
            yield f"{name} {part}", cells


def readings_table(answer: Mapping[str, Any]) -> str:
    """Return one line a reading, one column a step; simulated values, and it says so."""
    heads = [s["name"] for s in answer["steps"]]
    rows = list(_rows(answer))
    first = max([len(label) for label, _ in rows] + [len("simulated")])
    widths = [max([len(h)] + [len(cells[i]) for _, cells in rows]) for i, h in enumerate(heads)]
    lines = [
        "  ".join(
            ["simulated".ljust(first), *(h.rjust(w) for h, w in zip(heads, widths, strict=True))]
        )
    ]
    for label, cells in rows:
        lines.append(
            "  ".join(
                [label.ljust(first), *(c.rjust(w) for c, w in zip(cells, widths, strict=True))]
            )
        )
    usual = answer["person"]["taken_from_a_healthy_adult"]
    if usual:
        lines.append(f"taken from a healthy adult: {', '.join(usual)}")
    return "\n".join(lines)
