"""Which sources a run rests on, taken from the laws and numbers themselves."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from soleus.circulation.graph import LAWS
from soleus.circulation.lesion import lesion_coefficients
from soleus.circulation.network import read_data
from soleus.circulation.person import Person

_SOURCE = re.compile(r"^Source\n((?:    .*\n?)+)", re.MULTILINE)


def source_of(law: Callable[..., Any]) -> str:
    """Return what a law's docstring names as its source, on one line; empty where it names none."""
    found = _SOURCE.search(inspect.getdoc(law) or "")
    return " ".join(found.group(1).split()) if found else ""


def _of_numbers() -> Iterator[str]:
    for name in ("parameters", "instruments"):
        for table in read_data(name).values():
            yield table["source"]


def citations_for(people: Iterable[Person]) -> tuple[str, ...]:
    """Return every source once: of the laws, of lesions where somebody has one, of numbers."""
    laws = [source_of(law) for law in LAWS.values()]
    if any(p.stenosis for p in people):
        laws.append(source_of(lesion_coefficients))
    return tuple(dict.fromkeys(s for s in (*laws, *_of_numbers()) if s))
