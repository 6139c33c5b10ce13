"""What reading the check's own data needs beside the strict tables of the vocabulary."""

from collections.abc import Collection, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from soleus.vocabulary import Table, nearest, read_table


def data_root() -> Traversable:
    """Return the folder that holds the check's own data."""
    return files("soleus.assessment")


def read_file(root: Traversable, where: str, faults: list[str]) -> Table:
    """Return the table of the file ``where`` under ``root``; an unreadable one is a fault."""
    try:
        content = root.joinpath(where).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{where}: cannot be read: {error}")
        return Table({}, where, [])
    return read_table(content, where, faults)


def part(table: Table, key: str) -> Table:
    """Return the table under ``key``, empty where it is left out."""
    table.known.add(key)
    value = table.values.get(key, {})
    if not isinstance(value, Mapping):
        table.fault(f"'{key}' has to be a table")
        value = {}
    return Table(value, f"{table.where}, {key}", table.faults)


def is_one_of(table: Table, word: object, known: Collection[str], what: str) -> bool:
    """Tell of a word that is not among the known ones; return whether it is."""
    if isinstance(word, str) and word in known:
        return True
    table.fault(f"unknown {what} '{word}'{nearest(str(word), known)}")
    return False
