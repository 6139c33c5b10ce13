"""What a person may choose before a session: as the page asks it, and as a device keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.language import inside, translate, translated
from soleus.session import NumberOption, Posture

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


def stance(posture: Posture) -> str:
    """Return which drawing of the leg fits a posture."""
    return "close" if posture in (Posture.LYING, Posture.SEATED) else posture.value


def choices(routine: Routine, scripts: Sequence[Script]) -> dict[str, object]:
    """Return what a device asks before a session, and how each answer changes its script.

    Parameters
    ----------
    routine : fitted to the person
    scripts : one for each combination of options; of each only what differs from the usual one
    """
    shapes = [translated(script.as_dict()) for script in scripts]
    is_usual = (shape for shape in shapes if shape["options"] == routine.defaults)
    base: dict[str, object] = next(is_usual, {})
    return {
        "asks": [_asked(name, option) for name, option in routine.options.items()],
        "ways": [
            {name: value for name, value in shape.items() if base.get(name) != value}
            | {"options": shape["options"]}
            for shape in shapes
        ],
    }


def _asked(name: str, option: NumberOption | ChoiceOption) -> dict[str, object]:
    _, default, labels = offered(option)
    return {
        "name": name,
        "asks": translate(option.label),
        "default": default,
        "usual": inside(translate(dict(labels)[default])),
        "offered": [[value, translate(label)] for value, label in labels],
        "help": translate(option.help.says),
        "claims": list(option.help.claims),
    }
