"""What can be wrong with an experiment, and with a run of it.

SoleusError
 +-- ExperimentError      the experiment is written wrongly; carries every fault at once
 +-- RunFailedError       the run lost volume or left the finite numbers
"""

from difflib import get_close_matches
from typing import Any

from soleus.vocabulary import SoleusError


class ExperimentError(SoleusError):
    """The experiment cannot be run as it is written; ``faults`` holds one line for each reason."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class RunFailedError(SoleusError):
    """The simulation broke down; the text says where. No readings may be shown."""


def near(word: object, known: tuple[str, ...]) -> str:
    """Return a hint at the nearest known word, or the list of all."""
    close = get_close_matches(str(word), known, n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(known)}"


class Table:
    """Reads one TOML table, collecting faults as it goes."""

    def __init__(self, data: object, where: str, faults: list[str]) -> None:
        self.where, self.faults = where, faults
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}
        if not isinstance(data, dict):
            self.fault("must be a table")

    def fault(self, text: str) -> None:
        """Note a fault of this table."""
        self.faults.append(f"{self.where}: {text}")

    def known(self, names: tuple[str, ...]) -> None:
        """Fault every key that is not among the known ones."""
        for key in self.data:
            if key not in names:
                self.fault(f"unknown key {key!r}; {near(key, names)}")

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        """Return a number between two limits; the default where it is left out."""
        value = self.data.get(key, default)
        if value is None:
            self.fault(f"{key} is missing (a number from {low:g} to {high:g})")
            return low
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(f"{key} = {value!r} must be a number from {low:g} to {high:g}")
            return low
        if not low <= value <= high:
            self.fault(f"{key} = {value:g} is out of range: {low:g} to {high:g}")
            return low
        return float(value)

    def word(self, key: str, words: tuple[str, ...], default: str | None = None) -> str:
        """Return one of the known words; the default where it is left out."""
        value = self.data.get(key, default)
        if value is None:
            self.fault(f"{key} is missing (one of {', '.join(words)})")
            return words[0]
        if value not in words:
            self.fault(f"{key} = {value!r} is not known; {near(value, words)}")
            return words[0]
        return str(value)

    def text(self, key: str, default: str) -> str:
        """Return a text; the default where it is left out."""
        value = self.data.get(key, default)
        if not isinstance(value, str):
            self.fault(f"{key} = {value!r} must be a text")
            return default
        return value
