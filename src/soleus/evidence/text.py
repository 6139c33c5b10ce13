"""Text: a sentence to a person with the claims that it rests on, and the reading of such texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from typing import Any, Self, TypeVar

from soleus.language import translate
from soleus.records import NonBlank, Record, load_table, read_toml
from soleus.vocabulary import InvalidDataError

Case = TypeVar("Case", bound=str)


@dataclass(frozen=True, slots=True)
class Text(Record):
    """A sentence, or several, with the claims of the ledger that it rests on; never without one.

    Parameters
    ----------
    says : English, the key of its translations; may hold places such as ``{minutes}``
    claims : ids of claims
    """

    says: NonBlank
    claims: tuple[NonBlank, ...]

    def _faults_between(self) -> tuple[str, ...]:
        return () if self.claims else ("claims is empty, but has to hold something",)

    def said(self, **values: object) -> Self:
        """Return the text in the language spoken now, with ``values`` in its places."""
        return replace(self, says=translate(self.says, **values))

    @property
    def line(self) -> str:
        """The text as a line for a terminal, its claims in brackets behind it."""
        return f"{self.says} [{', '.join(self.claims)}]"


def load_texts(file: Traversable, cases: Iterable[Case]) -> dict[Case, Text]:
    """Return the text of each case, from the tables of a TOML file that are named by the cases.

    A case with a dot, such as ``why.moved``, names a table inside a table: ``[why.moved]``.

    Raises
    ------
    InvalidDataError
        with every fault, such as a case without a text or a text without a case.
    """
    known = {str(case): case for case in cases}
    tables = dict(_tables(read_toml(file)))
    faults = [f"{file.name}: nothing is said for '{name}'" for name in known if name not in tables]
    faults += [f"{file.name}: no case is called '{name}'" for name in tables if name not in known]
    texts: dict[Case, Text] = {}
    for name in (name for name in tables if name in known):
        try:
            texts[known[name]] = load_table(Text, tables[name], f"{file.name}, {name}")
        except InvalidDataError as error:
            faults += error.faults
    if faults:
        raise InvalidDataError(faults)
    return {case: texts[case] for case in known.values()}


def _tables(data: Mapping[str, Any], path: str = "") -> Iterable[tuple[str, Any]]:
    """Yield every table that holds a text, by its dotted name."""
    for key, value in data.items():
        if isinstance(value, dict) and "says" not in value and "claims" not in value:
            yield from _tables(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value
