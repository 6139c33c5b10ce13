"""The sources of a run, read from the docstrings of laws and the tables of numbers."""

import inspect
import re
from collections.abc import Callable, Iterable
from typing import Any

from soleus.circulation.data import read_data
from soleus.circulation.graph import LAWS
from soleus.circulation.lesion import lesion_coefficients
from soleus.circulation.person import Person

_SOURCE = re.compile(r"^Source\n((?:    .*\n?)+)", re.MULTILINE)


def source_of(law: Callable[..., Any]) -> str:
    """Return the source that a law's docstring names, on one line; empty if it names none."""
    section = _SOURCE.search(inspect.getdoc(law) or "")
    return " ".join(section.group(1).split()) if section else ""


def citations_for(people: Iterable[Person]) -> tuple[str, ...]:
    """Return every source once: of laws, of lesions if anybody has one, and of numbers."""
    laws = [source_of(law) for law in LAWS.values()]
    if any(p.stenosis for p in people):
        laws.append(source_of(lesion_coefficients))
    tables = (read_data(f"network/{name}") for name in ("parameters", "instruments"))
    numbers = [number["source"] for table in tables for number in table.values()]
    persons = read_data("network/persons")
    bodies = [table["source"] for table in (*persons["differs"], *persons["quantity"].values())]
    return tuple(dict.fromkeys(s for s in (*laws, *numbers, *bodies) if s))
