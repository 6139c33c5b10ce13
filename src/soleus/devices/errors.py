"""What is said of a file that cannot be read: a text with its values, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from soleus.language import translate
from soleus.records import Record, limits
from soleus.vocabulary import SoleusError


@dataclass(frozen=True, slots=True)
class FileRemark(Record):
    """A sentence about a file, put into words only where it is read.

    Parameters
    ----------
    text : English, the key of its translations
    values : what fills its places
    times : of how many things in the file it is true
    """

    text: Annotated[str, limits.text(500)]
    values: Mapping[str, str] = field(default_factory=dict)
    times: int = 1

    def __str__(self) -> str:
        """Return the sentence in the current language."""
        return translate(self.text, **self.values)


class DeviceFileError(SoleusError):
    """A file, or one thing in it, cannot be taken; ``remark`` says why and what to do."""

    def __init__(self, text: str, **values: object) -> None:
        shown = {name: str(value)[:100] for name, value in values.items()}
        super().__init__(text)
        self.remark = FileRemark(text, shown)

    def __str__(self) -> str:
        """Return the sentence in the current language."""
        return str(self.remark)
