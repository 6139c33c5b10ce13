"""What a person may choose of a routine, checked against its bounds, all faults at once."""

from collections.abc import Iterator, Mapping
from typing import Any

from soleus.language import meant, msgid, named, translate
from soleus.session.errors import InvalidOptionsError
from soleus.session.routine import ChoiceOption, NumberOption, Routine

_CALLED = (
    msgid("minutes"),
    msgid("per minute"),
    msgid("repetitions"),
    msgid("posture"),
    msgid("feet"),
    msgid("pillows"),
    msgid("position"),
)
"""What the options are called in other languages; in English, by their ids."""


def settle(routine: Routine, given: Mapping[str, object]) -> dict[str, int | str]:
    """Return every option of ``routine``: what was given, else its default.

    Raises
    ------
    InvalidOptionsError
        with one line for each option that is unknown or out of bounds.
    """
    known = routine.options
    faults = [*_unknown(routine, given, list(known)), *_out_of_bounds(known, given)]
    if faults:
        raise InvalidOptionsError(faults)
    chosen: dict[str, Any] = {name: given.get(name, each.default) for name, each in known.items()}
    return dict(sorted(chosen.items()))


def _unknown(routine: Routine, given: Mapping[str, object], known: list[str]) -> Iterator[str]:
    for name in given:
        if name not in known:
            there = translate("; there are {known}", known=", ".join(known))
            title = translate(routine.title)
            line = translate("{routine} has no option {name}", routine=title, name=name)
            yield line + (meant(name, known) or there)


def _out_of_bounds(
    known: Mapping[str, NumberOption | ChoiceOption], given: Mapping[str, object]
) -> Iterator[str]:
    for name, option in known.items():
        if name in given and not _fits(option, given[name]):
            yield translate(
                "{name}: must be {bounds}, not {given}",
                name=named(name),
                bounds=_bounds(option),
                given=repr(given[name]),
            )


def _fits(option: NumberOption | ChoiceOption, value: object) -> bool:
    if isinstance(option, ChoiceOption):
        return isinstance(value, str) and value in option.offered
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    return option.least <= value <= option.most


def _bounds(option: NumberOption | ChoiceOption) -> str:
    if isinstance(option, ChoiceOption):
        return translate(" or ").join(option.offered)
    return translate("a whole number from {least} to {most}", least=option.least, most=option.most)
