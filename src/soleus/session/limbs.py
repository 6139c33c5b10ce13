"""A routine fitted to the legs and feet that a person has."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from soleus.language import msgid, translate
from soleus.session.routine import ChoiceOption, Routine
from soleus.vocabulary import Limbs, NotPermittedError

FEET = "feet"

_NO_FOOT = msgid(
    "{routine} moves a foot, and you have told us that there is none; "
    "ask your physiotherapist which exercises fit, or change it under Whose legs"
)


def fitted(routine: Routine, limbs: Limbs) -> Routine:
    """Return ``routine`` with only the choices that these limbs allow, and a default among them.

    Raises
    ------
    NotPermittedError
        where the routine moves a foot and there is none.
    """
    if FEET not in routine.choices:
        return routine
    if not limbs.feet:
        raise NotPermittedError(translate(_NO_FOOT, routine=translate(routine.title)))
    return replace(routine, choices=dict(_fitted(routine.choices, limbs)))


def _fitted(
    choices: Mapping[str, ChoiceOption], limbs: Limbs
) -> Iterator[tuple[str, ChoiceOption]]:
    for name, choice in choices.items():
        allowed = _allowed(name, choice, limbs)
        default = choice.default if choice.default in allowed else allowed[0]
        offered = {value: label for value, label in choice.offered.items() if value in allowed}
        yield name, replace(choice, default=default, offered=offered)


def _allowed(name: str, choice: ChoiceOption, limbs: Limbs) -> tuple[str, ...]:
    if len(limbs.feet) > 1:
        return tuple(choice.offered)
    if name == FEET:
        return tuple(foot.value for foot in limbs.feet)
    return choice.with_one_foot or tuple(choice.offered)
