"""The forms of what commands print: JSON, and texts with their claims."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

WIDEST = 88
"""Longest line [characters]; longer ones are hard to read, even on a wider terminal."""


def line_width() -> int:
    """Return the length [characters] at which lines are wrapped."""
    return min(shutil.get_terminal_size().columns, WIDEST)


def json_text(value: Any, **options: Any) -> str:  # noqa: ANN401  anything that JSON can hold
    """Return a value as indented JSON; ``options`` are those of ``json.dumps``."""
    return json.dumps(value, indent=2, ensure_ascii=False, **options)


def print_json(value: Any, **options: Any) -> None:  # noqa: ANN401  anything that JSON can hold
    """Print a value as indented JSON; ``options`` are those of ``json.dumps``."""
    print(json_text(value, **options))


def cited(text: str, claims: Iterable[str], gap: str = " ", between: str = " ") -> str:
    """Return a text with its claims in brackets; ``gap`` is before them, ``between`` in them."""
    return f"{text}{gap}[{between.join(claims)}]"


def short(id: UUID) -> str:  # noqa: A002
    """Return as much of an id as a person types."""
    return str(id)[:8]
