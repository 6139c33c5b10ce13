"""Reading the room's TOML files strictly: every fault of every file is reported at once."""

import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib.resources import files
from typing import Any

from soleus.plan.errors import PlanDataError

Table = Mapping[str, Any]


def read_file(name: str) -> Table:
    """Return the table of the file ``name`` of this room."""
    return tomllib.loads((files("soleus.plan") / name).read_text(encoding="utf-8"))


def read_folder(name: str) -> dict[str, Table]:
    """Return the tables of a folder, by the file's name without its ending, in order of name."""
    found = [f for f in (files("soleus.plan") / name).iterdir() if f.name.endswith(".toml")]
    return {
        f.name.removesuffix(".toml"): tomllib.loads(f.read_text(encoding="utf-8"))
        for f in sorted(found, key=lambda f: f.name)
    }


def nearest(word: str, known: Mapping[str, Any] | list[str] | tuple[str, ...]) -> str:
    """Return ``" (did you mean 'x'?)"`` for the nearest known word, or nothing."""
    close = get_close_matches(word, list(known), n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""


def key_faults(
    where: str, table: Table, required: Mapping[str, type], optional: Mapping[str, type]
) -> Iterator[str]:
    """Yield what is wrong with the keys of ``table``: missing, unknown or of the wrong type."""
    known = {**required, **optional}
    for key in required:
        if key not in table:
            yield f"{where}: '{key}' is missing"
    for key, value in table.items():
        if key not in known:
            yield f"{where}: unknown key '{key}'{nearest(key, known)}"
        elif type(value) is not known[key]:
            yield f"{where}: '{key}' must be of type {known[key].__name__}"
    if table.get("claims") == []:
        yield f"{where}: 'claims' is empty; every text rests on at least one claim"


def refuse(faults: list[str]) -> None:
    """Raise one error with all ``faults``, where there are any."""
    if faults:
        raise PlanDataError(*faults)
