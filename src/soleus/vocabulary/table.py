"""Strict reading of our own data files: every fault at once, and nothing guessed."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from soleus.vocabulary.errors import SoleusError


class InvalidDataError(SoleusError):
    """Data that came with the program is wrong; ``faults`` has one line for each fault."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(slots=True)
class Table:
    """One table of a data file, read key by key; what is wrong is added to ``faults``.

    Parameters
    ----------
    values : the table as it was parsed
    where : what a fault line starts with, such as ``claims/A.toml, A01``
    faults : shared by all tables of one load
    """

    values: Mapping[str, object]
    where: str
    faults: list[str]
    known: set[str] = field(default_factory=set)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text that is not blank; without ``default`` the key has to be there."""
        value = self._take(key, default)
        if isinstance(value, str) and (value.strip() or value == default):
            return value.strip()
        if value is not None:
            self.fault(f"'{key}' has to be a text that is not blank")
        return ""

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a list of texts; without ``default`` it has to be there and not be empty."""
        value = self._take(key, default)
        if value is None or value is default:
            return default or ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(f"'{key}' has to be a list of texts")
            return ()
        if not value and default is None:
            self.fault(f"'{key}' is empty")
        if len(set(value)) < len(value):
            self.fault(f"'{key}' has the same entry twice")
        return tuple(value)

    def number(self, key: str) -> int:
        """Return a whole number that has to be there."""
        value = self._take(key, None)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if value is not None:
            self.fault(f"'{key}' has to be a whole number")
        return 0

    def numbers(self, key: str, default: tuple[int, ...] | None = None) -> tuple[int, ...]:
        """Return a list of whole numbers; without ``default`` it has to be there."""
        value = self._take(key, default)
        if value is None or value is default:
            return default or ()
        if not isinstance(value, list) or not all(type(item) is int for item in value):
            self.fault(f"'{key}' has to be a list of whole numbers")
            return ()
        return tuple(value)

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Return true or false; without ``default`` the key has to be there."""
        value = self._take(key, default)
        if isinstance(value, bool):
            return value
        if value is not None:
            self.fault(f"'{key}' has to be true or false")
        return False

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        """Return one of ``allowed``; without ``default`` the key has to be there."""
        value = self.text(key, default)
        options = list(allowed)
        if value and value != default and value not in options:
            self.fault(f"'{key}' is '{value}'{nearest(value, options)}")
        return value

    def tables(self, key: str) -> tuple["Table", ...]:
        """Return the tables of an array that has to be there and not be empty."""
        value = self._take(key, None)
        if value is None:
            return ()
        if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
            self.fault(f"'{key}' has to be a list of tables that is not empty")
            return ()
        return tuple(
            Table(item, f"{self.where}, {key} {place}", self.faults)
            for place, item in enumerate(value, start=1)
        )

    def table(self, key: str) -> "Table":
        """Return the table that stands inside this one and has to be there."""
        value = self._take(key, None)
        inner = value if isinstance(value, Mapping) else {}
        if value is not None and not isinstance(value, Mapping):
            self.fault(f"'{key}' has to be a table")
        return Table(inner, f"{self.where}, {key}", self.faults)

    def close(self) -> None:
        """Tell of every key that nothing asked for, with the known one nearest to it."""
        for key in self.values:
            if key not in self.known:
                self.fault(f"unknown key '{key}'{nearest(key, sorted(self.known))}")

    def fault(self, text: str) -> None:
        """Add one fault, with the place in front."""
        self.faults.append(f"{self.where}: {text}")

    def has(self, key: str, *, needed: bool) -> bool:
        """Whether a known key is there; where it is needed and is not, that is a fault."""
        self.known.add(key)
        if key not in self.values and needed:
            self.fault(f"'{key}' is missing")
        return key in self.values

    def _take(self, key: str, default: object) -> object:
        self.has(key, needed=default is None)
        return self.values.get(key, default)


def read_table(text: str, where: str, faults: list[str]) -> Table:
    """Parse TOML; what cannot be parsed is one fault and leaves an empty table."""
    try:
        return Table(tomllib.loads(text), where, faults)
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{where}: this is no TOML: {error}")
        return Table({}, where, [])


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean 'x'?`` for the known word nearest to ``word``, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1)
    return f"; did you mean '{near[0]}'?" if near else ""
