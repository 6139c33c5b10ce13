"""Reads the check's TOML data strictly and gathers every fault instead of stopping at the first."""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from typing import Any


class Faults:
    """A growing list of faults, each told with the place where it stands."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, where: str, what: str) -> None:
        """Note that ``what`` is wrong at ``where``."""
        self.lines.append(f"{where}: {what}")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `` (did you mean 'x'?)`` with the nearest known word, or an empty text."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f" (did you mean '{close[0]}'?)" if close else ""


def read_toml(file: Traversable, where: str, faults: Faults) -> dict[str, Any]:
    """Return the tables of a TOML file; an unreadable one is a fault and gives nothing."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.add(where, f"is no readable TOML: {error}")
        return {}


def check_keys(
    table: Mapping[str, Any], allowed: Collection[str], where: str, faults: Faults
) -> None:
    """Note every key of ``table`` that is not allowed there, with the nearest one that is."""
    for key in table:
        if key not in allowed:
            faults.add(where, f"unknown key '{key}'{nearest(key, allowed)}")


def text(table: Mapping[str, Any], key: str, where: str, faults: Faults) -> str:
    """Return the text that ``key`` must hold."""
    value = table.get(key)
    if isinstance(value, str) and value.strip():
        return value
    faults.add(where, f"missing '{key}'" if value is None else f"'{key}' must be a text")
    return ""


def texts(
    table: Mapping[str, Any], key: str, where: str, faults: Faults, *, required: bool = True
) -> tuple[str, ...]:
    """Return the list of texts that ``key`` must hold; empty only where it is not required."""
    value = table.get(key)
    if value is None and not required:
        return ()
    if (
        isinstance(value, list)
        and all(isinstance(item, str) for item in value)
        and (value or not required)
    ):
        return tuple(value)
    faults.add(where, f"missing '{key}'" if value is None else f"'{key}' must be a list of texts")
    return ()


def flag(table: Mapping[str, Any], key: str, where: str, faults: Faults) -> bool:
    """Return whether ``key`` stands there as true; false where it is left out."""
    value = table.get(key, False)
    if not isinstance(value, bool):
        faults.add(where, f"'{key}' must be true or false")
    return value is True


def one_of(word: str, known: Collection[str], what: str, where: str, faults: Faults) -> bool:
    """Note a word that is not among the known ones; return whether it is."""
    if word not in known:
        faults.add(where, f"unknown {what} '{word}'{nearest(word, known)}")
        return False
    return True
