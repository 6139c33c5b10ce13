"""What is said for each of a closed set of cases, read from a file of this room."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import TypeVar

from soleus.language import translate
from soleus.vocabulary import InvalidDataError, read_table

Case = TypeVar("Case", bound=str)


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words to a person, with the claims they rest on."""

    says: str
    claims: tuple[str, ...]

    def as_line(self) -> str:
        """Return the words in the language spoken now, their claims in brackets."""
        return f"{translate(self.says)} [{', '.join(self.claims)}]"


def texts_of(file: str, table: str, key: str, cases: Iterable[Case]) -> dict[Case, Words]:
    """Return the words by case, from the tables ``[[table]]`` of ``coach/file``.

    Parameters
    ----------
    key : what names the case in each table

    Raises
    ------
    InvalidDataError
        with every fault, such as a case for which nothing is said.
    """
    known, where, faults = {str(case): case for case in cases}, f"coach/{file}", list[str]()
    text = (files("soleus.coach") / file).read_text(encoding="utf-8")
    data = read_table(text, where, faults)
    found = {}
    for each in data.tables(table):
        found[each.choice(key, list(known))] = Words(each.text("says"), each.texts("claims"))
        each.close()
    data.close()
    faults += [f"{where}: nothing is said for '{name}'" for name in known if name not in found]
    if faults:
        raise InvalidDataError(faults)
    return {known[name]: said for name, said in found.items()}
