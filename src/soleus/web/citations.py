"""Which claims a page rests on: shown to the reader, and read out of the templates."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, nodes

from soleus.evidence import Carrier, Claim, claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable


def cited(ids: Iterable[str]) -> tuple[Claim, ...]:
    """Return the claims and those that must be seen beside them, each once."""
    wanted: dict[str, Claim] = {}
    for id_ in ids:
        wanted[id_] = claim(id_)
    for one in tuple(wanted.values()):
        for other in one.see_also:
            wanted.setdefault(other, claim(other))
    return tuple(wanted.values())


@cache
def carriers() -> tuple[Carrier, ...]:
    """Return every template that says something on its own account, with the claims it cites."""
    found = []
    for name, text in sorted(_templates(files("soleus.web").joinpath("templates"), "")):
        claims = tuple(dict.fromkeys(_claims_in(text)))
        if claims:
            found.append(Carrier("page", name.removesuffix(".html"), claims))
    return tuple(found)


def _claims_in(text: str) -> Iterator[str]:
    """Yield the ids in every ``cite("…")`` of a template, as Jinja itself reads it."""
    tree = Environment(extensions=["jinja2.ext.do", "jinja2.ext.i18n"]).parse(text)
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "cite":
            yield from (arg.value for arg in call.args if isinstance(arg, nodes.Const))


def _templates(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _templates(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(".html"):
            yield path + entry.name, entry.read_text("utf-8")
