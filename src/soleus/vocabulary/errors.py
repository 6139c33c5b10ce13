"""The root of every error that Soleus raises on purpose.

SoleusError
 +-- NotPermittedError        the gate does not allow this activity now
 +-- FaultsError              data is wrong; every fault at once
      +-- InvalidDataError    data that came with the program is; only its makers meet it

Each room adds its own beneath these, next to the code that raises them.
"""

from collections.abc import Iterable
from itertools import islice


def sayable(text: str) -> str:
    """Return a text as any page, file and terminal can hold it: half a character as its number."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _sayable(value: object) -> object:
    return sayable(value) if isinstance(value, str) else value


class SoleusError(Exception):
    """Something is wrong with what was asked; the text says what, and how to mend it."""

    def __init__(self, *texts: object) -> None:
        super().__init__(*map(_sayable, texts))


class NotPermittedError(SoleusError):
    """The gate does not permit this for this person now; ``claims`` are what the text rests on."""

    def __init__(self, text: str, claims: Iterable[str] = ()) -> None:
        super().__init__(text)
        self.claims = tuple(claims)


MOST_FAULTS = 100
"""Lines that are told of what is wrong; nobody reads more, and there could be a million."""


class FaultsError(SoleusError):
    """Data is wrong; ``faults`` has one line for each fault, and the text is these lines.

    After the first hundred, one line stands for the others.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        told = tuple(islice(map(sayable, faults), MOST_FAULTS + 1))
        self.faults = (*told[:MOST_FAULTS], "…") if len(told) > MOST_FAULTS else told
        super().__init__("\n".join(self.faults))


class InvalidDataError(FaultsError):
    """Data that came with the program is wrong."""
