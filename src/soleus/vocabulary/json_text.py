"""JSON read so that nothing in it can be said twice and the first time be passed over."""

import json
from typing import Any


def read_once(text: str | bytes) -> tuple[Any, tuple[str, ...]]:
    """Return what JSON says, and the names that stand more than once in one object.

    JSON itself takes the last of them, and an answer "yes" before a "no" would be lost.

    Raises
    ------
    ValueError, RecursionError
        where it is no JSON, or too deep.
    """
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice.extend(sorted({name for name in names if names.count(name) > 1}))
        return found

    return json.loads(text, object_pairs_hook=once), tuple(twice)
