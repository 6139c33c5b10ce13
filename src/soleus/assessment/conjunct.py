"""Rules made ready to run: each ``when`` becomes conjuncts, each conjunct one number to compare.

A conjunct names, for some findings, the answers that satisfy it. On complete answers it holds where
they have no bit in ``forbidden``; on answers still possible it can hold where they have a bit in
every one of ``allowed``, and surely holds where they have none in ``forbidden``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from soleus.assessment.care import Care
from soleus.assessment.decision import Reason
from soleus.assessment.rule import LEG_WORDS, Rule
from soleus.assessment.rulebook import Rulebook
from soleus.assessment.space import Field, Space
from soleus.assessment.strictness import packed


@dataclass(frozen=True, slots=True, eq=False)
class Conjunct:
    """One way for one rule to fire.

    Parameters
    ----------
    rule : the rule
    order : the place of its rule among all rules
    level : the urgency it makes; 0 for none
    care : the stages of care in which it can fire, as a set of bits
    allowed : the satisfying bits of each finding it speaks of
    forbidden : all other bits of these findings
    fields : the findings it speaks of
    effects : how strict it is with each activity, packed
    strictness : the same, one number for each activity
    reason : the reason to give where it fires
    """

    rule: Rule
    order: int
    level: int
    care: int
    allowed: tuple[int, ...]
    forbidden: int
    fields: tuple[Field, ...]
    effects: int
    strictness: tuple[int, ...]
    reason: Reason

    def counts(self, stage: int) -> bool:
        """Return whether it can fire at this stage of care."""
        return bool(self.care >> stage & 1)

    def can_hold(self, ways: int) -> bool:
        """Return whether some of the answers still possible satisfy it."""
        return all(ways & bits for bits in self.allowed)

    @property
    def trigger(self) -> str | None:
        """The finding whose affirmation it waits for; None where denials alone satisfy it."""
        affirmed = (
            field.finding.id
            for field, bits in zip(self.fields, self.allowed, strict=True)
            if not bits & field.denial
        )
        return next(affirmed, None)


def conjuncts(
    order: int, rule: Rule, book: Rulebook, space: Space, care: Care
) -> Iterator[Conjunct]:
    """Yield every conjunct of a rule that rests on answers, but those that another one covers."""
    made: list[Conjunct] = []
    for entry in rule.when if rule.when is not None else ({},):
        asked = {name: is_so for name, is_so in entry.items() if care.is_term(name)}
        stages = care.where(asked) & care.where(rule.care)
        rest = {name: value for name, value in entry.items() if name not in asked}
        for satisfying in _written_out(rest, book, space):
            made.append(_conjunct(order, rule, satisfying, space, stages))
    for at, one in enumerate(made):
        if not any(_covers(other, one, is_later=place > at) for place, other in enumerate(made)):
            yield one


def _covers(other: Conjunct, one: Conjunct, *, is_later: bool) -> bool:
    """Return whether ``other`` fires wherever ``one`` does; of two alike the first is kept."""
    if one is other or other.forbidden & ~one.forbidden or one.care & ~other.care:
        return False
    return not is_later or (other.forbidden, other.care) != (one.forbidden, one.care)


def _conjunct(
    order: int, rule: Rule, satisfying: dict[str, int], space: Space, care: int
) -> Conjunct:
    names = [name for name in space.fields if name in satisfying]
    fields = tuple(space.fields[name] for name in names)
    allowed = tuple(satisfying[name] for name in names)
    return Conjunct(
        rule=rule,
        order=order,
        level=rule.level,
        care=care,
        allowed=allowed,
        forbidden=sum(field.mask & ~bits for field, bits in zip(fields, allowed, strict=True)),
        fields=fields,
        effects=packed(rule.strictness),
        strictness=rule.strictness,
        reason=Reason(rule.says, rule.claims, rule.id, tuple(names)),
    )


def _written_out(
    entry: Mapping[str, Any], book: Rulebook, space: Space
) -> Iterator[dict[str, int]]:
    """Yield an entry's satisfying bits by finding, for each member of its groups and each leg."""
    choices = [_choices(key, value, book, space) for key, value in entry.items()]
    for chosen in product(*choices):
        satisfying: dict[str, int] = {}
        for part in chosen:
            for name, bits in part.items():
                satisfying[name] = satisfying.get(name, space.all) & bits
        yield satisfying


def _choices(key: str, value: Any, book: Rulebook, space: Space) -> list[dict[str, int]]:  # noqa: ANN401
    if key == "same_leg":
        return [
            {name: _bits(space.fields[name], (leg, "both")) for name in value}
            for leg in ("left", "right")
        ]
    if key in book.terms.groups:
        return [
            {name: space.fields[name].mask & ~space.fields[name].denial}
            for name in book.terms.groups[key]
        ]
    if key in book.terms.signs:
        return [
            satisfying
            for entry in book.terms.signs[key]
            for satisfying in _written_out(entry, book, space)
        ]
    answers = LEG_WORDS[value] if isinstance(value, str) else value
    return [
        {key: _bits(space.fields[key], answers if isinstance(answers, list | tuple) else [answers])}
    ]


def _bits(field: Field, answers: tuple[Any, ...] | list[Any]) -> int:
    return sum(field.bits[answer] for answer in answers)
