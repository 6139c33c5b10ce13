"""Finding a person: by the id that a program sends, or as somebody types it at a terminal."""

from collections.abc import Iterable

from soleus.journal.errors import UnknownPersonError
from soleus.journal.records import Person, is_person_id
from soleus.language import meant, translate


def of_id(everybody: Iterable[Person], id_: str) -> Person:
    """Return the person of this id; a name is none, whatever somebody is called.

    Raises
    ------
    UnknownPersonError
        where nobody here has it.
    """
    for person in everybody:
        if person.id == id_ and is_person_id(id_):
            return person
    raise UnknownPersonError(translate("nobody here has the id {id}", id=repr(id_)[:60]))


def called(everybody: Iterable[Person], id_or_name: str) -> Person:
    """Return the person of this id, or else of this name.

    Raises
    ------
    UnknownPersonError
        naming the nearest known one.
    """
    known, name = tuple(everybody), id_or_name.casefold()
    by_id = (each for each in known if each.id == id_or_name)
    by_name = (each for each in known if each.name.casefold() == name)
    for person in (*by_id, *by_name):
        return person
    fault = translate("nobody here is called {name}", name=repr(id_or_name))
    raise UnknownPersonError(fault + meant(id_or_name, (each.name for each in known)))
