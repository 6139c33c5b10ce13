"""What can be changed on a simulated leg, as ``controls.toml`` says it: values, words, claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from soleus.evidence import Text
from soleus.language import number_words, translate
from soleus.records import NonBlank, Record, load_table, read_toml


@dataclass(frozen=True, slots=True)
class Control(Record):
    """One thing that can be changed.

    Parameters
    ----------
    id : field of ``LegSetting``
    label : what it is called
    offered : the values to choose from
    says, claims : what is published of it
    unit : how a number is said, with its place ``{n}``; empty where all values have words
    answers : words of single values
    rows : published measurements of it, by their ids
    """

    id: NonBlank
    label: NonBlank
    offered: tuple[str | int, ...]
    says: NonBlank
    claims: tuple[NonBlank, ...]
    rows: tuple[NonBlank, ...]
    unit: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> Text:
        """What is published of it."""
        return Text(self.says, self.claims)

    def words(self, value: str | int) -> str:
        """Return a value in the language in use."""
        if (known := self.answers.get(str(value))) is not None:
            return translate(known)
        return translate(self.unit, n=number_words(value) if isinstance(value, int) else value)

    def choices(self, *chosen: str | int) -> list[tuple[str | int, str]]:
        """Return the values to choose from with their words, and those that are chosen."""
        more = [each for each in chosen if each not in self.offered]
        values = [*self.offered, *dict.fromkeys(more)]
        if all(isinstance(value, int) for value in values):
            values.sort(key=int)
        return [(value, self.words(value)) for value in values]


@cache
def controls() -> Mapping[str, Control]:
    """Return every control by its id, in the order of the page."""
    file = files("soleus.prediction") / "controls.toml"
    found = (load_table(Control, table, file.name) for table in read_toml(file)["control"])
    return {control.id: control for control in found}
