"""What a person may choose of a session: as the page asks it, and as a device keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from soleus.language import inside, translate, translated
from soleus.session import NumberOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus.session import ChoiceOption, Routine, Script


def offered(
    option: NumberOption | ChoiceOption,
) -> tuple[NumberOption | ChoiceOption, str, list[tuple[str, str]]]:
    """Return an option, its default and what is offered, as values and labels."""
    if isinstance(option, NumberOption):
        labels = [(str(value), f"{value} {translate(option.unit)}") for value in option.offered]
        return option, str(option.default), labels
    return option, option.default, list(option.offered.items())


def choices(found: Routine, scripts: Sequence[Script]) -> dict[str, Any]:
    """Return what a device asks before a session, and how each answer changes its script.

    Parameters
    ----------
    found : the routine, fitted to the person
    scripts : one for each way to choose; each is told by what differs from the usual one
    """
    usual = {name: option.default for name, option in found.options.items()}
    shapes = [translated(each.as_dict()) for each in scripts]
    base: dict[str, Any] = next((shape for shape in shapes if shape["options"] == usual), {})
    return {
        "asks": [_asked(name, option) for name, option in found.options.items()],
        "ways": [
            {name: value for name, value in shape.items() if base.get(name) != value}
            | {"options": shape["options"]}
            for shape in shapes
        ],
    }


def _asked(name: str, option: NumberOption | ChoiceOption) -> dict[str, Any]:
    _, default, labels = offered(option)
    return {
        "name": name,
        "asks": translate(option.label),
        "default": default,
        "usual": inside(translate(dict(labels)[default])),
        "offered": [[value, translate(label)] for value, label in labels],
        "help": translate(option.help.text),
        "claims": list(option.help.claims),
    }
