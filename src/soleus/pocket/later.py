"""Modules that come after the first page: whoever imports one sooner is told apart from a fault.

Loaded by itself, before anything else of Soleus, so it imports nothing of ours.
"""

import importlib
import sys
from collections.abc import Iterable
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location

LIBRARY = "library/"
"""Of the standard library; all else lies where the packages are."""

_PACKAGE = "/__init__"


class LateModules(MetaPathFinder):
    """Finds late modules once they are here; until then notes that one was asked for.

    What was answered meanwhile does not count, whatever became of the import: a package may take a
    missing module as a sign to do without. The worker throws Python away then, fetches what is
    late and asks again.

    Parameters
    ----------
    paths : of every late module, as they are laid out: ``library/…`` or ``packages/…``
    root : the folder in which ``library`` lies
    """

    def __init__(self, paths: Iterable[str], root: str) -> None:
        self._places = {_module(path): path for path in paths if path.endswith(".pyc")}
        self._root = root
        self._missed = ""
        self._are_here = False

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        """Say where a late module is.

        Raises
        ------
        ModuleNotFoundError
            where it has not come yet.
        """
        place = self._places.get(fullname)
        if place is None or (self._are_here and not place.startswith(LIBRARY)):
            return None
        if not self._are_here:
            self._missed = fullname
            raise ModuleNotFoundError(f"{fullname} has not come yet", name=fullname)
        whole = f"{self._root}/{place}"
        folder = whole.rpartition("/")[0] if _PACKAGE in place else None
        within = [folder] if folder else None
        return spec_from_file_location(fullname, whole, submodule_search_locations=within)

    def arrived(self) -> None:
        """Say that all of them are laid out."""
        self._are_here = True
        importlib.invalidate_caches()

    def missed(self) -> str:
        """Return the name of a module that was asked for too soon, or nothing."""
        return self._missed


def guard(paths: Iterable[str], root: str) -> LateModules:
    """Have every import go by here first."""
    late = LateModules(paths, root)
    sys.meta_path.insert(0, late)
    return late


def _module(path: str) -> str:
    name = path.partition("/")[2].removesuffix(".pyc").removesuffix(_PACKAGE)
    return name.replace("/", ".")
