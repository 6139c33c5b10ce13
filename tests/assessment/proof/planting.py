"""Plants faults in the loaded rules, to see that the proofs would notice them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assessment.proof.encoding import BOOK
from soleus.assessment import Rule

Entries = tuple[Mapping[str, Any], ...]

_NARROWER = {"any_leg": ("one_leg", "both_legs"), "one_leg": ("both_legs",), "both_legs": ()}
_MILDER = {"emergency": "today", "today": "within_days"}


@dataclass(frozen=True)
class Fault:
    """One change of one rule; ``instead`` stands in its place, nothing where that is None."""

    rule: str
    what: str
    instead: Rule | None

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}"


def plant(rules: Sequence[Rule], fault: Fault) -> tuple[Rule, ...]:
    """Return the rules with the fault among them."""
    changed = [fault.instead if rule.id == fault.rule else rule for rule in rules]
    return tuple(rule for rule in changed if rule is not None)


def removed(rule: Rule) -> Fault:
    """The rule is not there."""
    return Fault(rule.id, "removed", None)


def lifted_by_an_evaluation(rule: Rule) -> Fault:
    """The rule no longer counts for who is settled."""
    return Fault(rule.id, "lifted by an evaluation", replace(rule, settled=False))


def without_claims(rule: Rule) -> Fault:
    """The rule names no source."""
    return Fault(rule.id, "without claims", replace(rule, claims=()))


def made_milder(rule: Rule) -> Fault:
    """The rule makes the next lower urgency."""
    folder, name = rule.id.split(".")
    milder = replace(rule, id=f"{_MILDER[folder]}.{name}_made_milder")
    return Fault(rule.id, "made milder", milder)


def weakened(rule: Rule) -> Iterator[Fault]:
    """Each effect of the rule in turn becomes one grade freer."""
    for activity, grade in rule.effects.items():
        effects = {**rule.effects, activity: grade - 1}
        yield Fault(rule.id, f"freer with {activity}", replace(rule, effects=effects))


def narrowed(rule: Rule) -> Iterator[Fault]:
    """The rule asks for more before it fires, in every way that rule files can say so."""
    entries = rule.when or ()
    for at, entry in enumerate(entries):
        before, after = entries[:at], entries[at + 1 :]
        if len(entries) > 1:
            yield _fires_only(rule, f"without entry {at + 1}", (*before, *after))
        for what, narrower in _narrower(entry):
            yield _fires_only(rule, f"entry {at + 1} {what}", (*before, narrower, *after))


def _fires_only(rule: Rule, what: str, entries: Entries) -> Fault:
    return Fault(rule.id, what, replace(rule, when=entries))


def _narrower(entry: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if "urgency" not in entry:
        yield "asks for smoking too", {**entry, "smoker": True}
    for key, value in entry.items():
        rest = {name: wanted for name, wanted in entry.items() if name != key}
        if key == "same_leg":
            yield "asks for both legs", {**rest, **dict.fromkeys(value, "both_legs")}
        elif key in BOOK.terms.groups:
            yield from _without_members(key, rest)
        elif isinstance(value, list) and len(value) > 1:
            for course in value:
                yield f"not for {course}", {**entry, key: [one for one in value if one != course]}
        else:
            for word in _NARROWER.get(str(value), ()):
                yield f"asks for {word} of {key}", {**entry, key: word}


def _without_members(
    group: str, rest: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    sided = {finding.id for finding in BOOK.findings if finding.kind == "sided"}
    member = BOOK.terms.groups[group][0]
    yield f"for {member} alone", {**rest, member: "any_leg" if member in sided else True}
