"""Readings as a table for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WHY = "why"
"""The key beside a reading that cannot be had."""


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"


def _shown(steps: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield heading and readings of each column: of repeated steps the first and last round."""
    last = {s["name"]: s["round"] for s in steps if "round" in s}
    for step in steps:
        name, turn = step["name"], step.get("round")
        if turn in (None, 1, last.get(name)):
            yield f"{name} {turn}" if turn else name, step["readings"]


def _rows(columns: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, list[str]]]:
    """Yield the label of each reading with its value in each column."""
    for name in dict.fromkeys(key for readings in columns for key in readings):
        parts = dict.fromkeys(part for readings in columns for part in readings.get(name, {}))
        for part in parts:
            if part != WHY:
                cells = [_cell(readings.get(name, {}).get(part)) for readings in columns]
                yield f"{name} {part}", cells


def _reasons(heads: Sequence[str], columns: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return why readings cannot be had: one line for each instrument and reason."""
    where: dict[tuple[str, str], list[str]] = {}
    for head, readings in zip(heads, columns, strict=True):
        for name, parts in readings.items():
            if why := parts.get(WHY):
                where.setdefault((name, why), []).append(head)
    return [f"- {name} in {', '.join(heads)}: {why}" for (name, why), heads in where.items()]


def readings_table(answer: Mapping[str, Any]) -> str:
    """Return a line for each reading and a column for each step, under the word "simulated".

    Of a step that repeats, the first and the last round have a column.
    """
    heads, columns = zip(*_shown(answer["steps"]), strict=True)
    rows = [("simulated", list(heads)), *_rows(columns)]
    first = max(len(label) for label, _ in rows)
    widths = [max(map(len, column)) for column in zip(*(cells for _, cells in rows), strict=True)]
    lines = [
        "  ".join([label.ljust(first), *map(str.rjust, cells, widths)]) for label, cells in rows
    ]
    lines += _reasons(heads, columns)
    usual = answer["person"]["taken_from_a_healthy_adult"]
    if usual:
        lines.append(f"taken from a healthy adult: {', '.join(usual)}")
    return "\n".join(lines)
