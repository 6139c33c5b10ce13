"""Rules made ready to run: each ``when`` becomes conjuncts, each conjunct one number to compare.

A conjunct names, for some findings, the answers that satisfy it. On complete answers it holds where
they have no bit in ``forbidden``; on answers still possible it can hold where they have a bit in
every one of ``allowed``, and surely holds where they have none in ``forbidden``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from soleus.assessment.decision import Reason
from soleus.assessment.rule import LEG_WORDS, Rule
from soleus.assessment.rulebook import Rulebook
from soleus.assessment.space import Field, Space
from soleus.assessment.strictness import packed, unpacked


@dataclass(frozen=True, slots=True, eq=False)
class Conjunct:
    """One way for one rule to fire.

    Parameters
    ----------
    rule : the rule
    order : the place of its rule among all rules
    level : the urgency it makes; 0 for none
    settled : None, or whether the person must be settled
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
    settled: bool | None
    allowed: tuple[int, ...]
    forbidden: int
    fields: tuple[Field, ...]
    effects: int
    strictness: tuple[int, ...]
    reason: Reason

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


def conjuncts(order: int, rule: Rule, book: Rulebook, space: Space) -> Iterator[Conjunct]:
    """Yield every conjunct of a rule that rests on answers."""
    for entry in rule.when if rule.when is not None else ({},):
        for satisfying in _written_out(entry, book, space):
            yield _conjunct(order, rule, satisfying, space)


def _conjunct(order: int, rule: Rule, satisfying: dict[str, int], space: Space) -> Conjunct:
    names = [name for name in space.fields if name in satisfying]
    fields = tuple(space.fields[name] for name in names)
    allowed = tuple(satisfying[name] for name in names)
    effects = packed(dict(rule.effects))
    return Conjunct(
        rule=rule,
        order=order,
        level=rule.level,
        settled=rule.settled,
        allowed=allowed,
        forbidden=sum(field.mask & ~bits for field, bits in zip(fields, allowed, strict=True)),
        fields=fields,
        effects=effects,
        strictness=unpacked(effects),
        reason=Reason(rule.id, tuple(names), rule.claims, rule.says),
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
    answers = LEG_WORDS[value] if isinstance(value, str) else value
    return [
        {key: _bits(space.fields[key], answers if isinstance(answers, list | tuple) else [answers])}
    ]


def _bits(field: Field, answers: tuple[Any, ...] | list[Any]) -> int:
    return sum(field.bits[answer] for answer in answers)
