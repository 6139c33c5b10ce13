"""Opening the room's TOML files; :class:`soleus.vocabulary.Table` reads them strictly."""

from collections.abc import Iterable
from enum import StrEnum
from importlib.resources import files
from typing import TypeVar

from soleus.vocabulary import InvalidDataError, Table, nearest, read_table

Word = TypeVar("Word", bound=StrEnum)


def open_file(name: str, faults: list[str]) -> Table:
    """Return the table of the file ``name`` of this room."""
    return read_table((files("soleus.plan") / name).read_text("utf-8"), name, faults)


def open_sections(name: str, faults: list[str]) -> dict[str, Table]:
    """Return the tables of a file's sections, by the section's name."""
    whole = open_file(name, faults)
    return {
        section: Table(values, f"{name} [{section}]", faults)
        for section, values in whole.values.items()
        if isinstance(values, dict)
    }


def open_folder(name: str, faults: list[str]) -> dict[str, Table]:
    """Return the tables of a folder, by the file's name without its ending, in order of name."""
    found = [f for f in (files("soleus.plan") / name).iterdir() if f.name.endswith(".toml")]
    return {
        f.name.removesuffix(".toml"): read_table(f.read_text("utf-8"), f"{name}/{f.name}", faults)
        for f in sorted(found, key=lambda f: f.name)
    }


def member(table: Table, key: str, words: type[Word]) -> Word:
    """Return the word that ``key`` names; any of them where there is a fault, which is told."""
    chosen = table.choice(key, words)
    return words(chosen) if chosen in list(words) else next(iter(words))


def members(
    table: Table, key: str, known: Iterable[str], default: tuple[str, ...] | None = None
) -> tuple[str, ...]:
    """Return the known words that ``key`` lists; every other one is told."""
    allowed = [str(word) for word in known]
    words = table.texts(key, default)
    for word in words:
        if word not in allowed:
            table.fault(f"'{key}' has '{word}'{nearest(word, allowed)}")
    return tuple(word for word in words if word in allowed)


def refuse(faults: list[str]) -> None:
    """Raise one error with all ``faults``, where there are any."""
    if faults:
        raise InvalidDataError(faults)
