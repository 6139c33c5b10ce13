"""Plants faults in the loaded rules, to see that the proofs would notice them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from assessment.proof.encoding import BOOK, care_terms
from soleus.assessment.finding import COURSES
from soleus.assessment.rule import Rule
from soleus.assessment.rulebook import Rulebook
from soleus.assessment.terms import Terms

Entries = tuple[Mapping[str, Any], ...]
Change = Callable[[Mapping[str, Any]], Iterable[tuple[str, Mapping[str, Any]]]]

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


@dataclass(frozen=True)
class FaultyTerm:
    """One change of the shared terms."""

    what: str
    terms: Terms

    def __str__(self) -> str:
        return self.what


def plant(fault: Fault | FaultyTerm) -> Rulebook:
    """Return the rulebook with the fault in it."""
    if isinstance(fault, FaultyTerm):
        return replace(BOOK, terms=fault.terms)
    changed = [fault.instead if rule.id == fault.rule else rule for rule in BOOK.rules]
    return replace(BOOK, rules=tuple(rule for rule in changed if rule is not None))


def removed(rule: Rule) -> Fault:
    """The rule is not there."""
    return Fault(rule.id, "removed", None)


def lifted_by_an_evaluation(rule: Rule) -> Fault:
    """The rule no longer counts for who is settled."""
    return Fault(rule.id, "lifted by an evaluation", replace(rule, unless_settled=True))


def without_claims(rule: Rule) -> Fault:
    """The rule names no source, which no reader of rules would take."""
    without = copy(rule)
    object.__setattr__(without, "claims", ())
    return Fault(rule.id, "without claims", without)


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
    yield from _changed(rule, _narrower)


def widened(rule: Rule) -> Iterator[Fault]:
    """The rule asks for less before it fires, in every way that rule files can say so."""
    if rule.unless_settled:
        yield Fault(rule.id, "without unless_settled", replace(rule, unless_settled=False))
    if rule.only_settled:
        yield Fault(rule.id, "without only_settled", replace(rule, only_settled=False))
    for at, entry in enumerate(rule.when or ()):
        before, after = (rule.when or ())[:at], (rule.when or ())[at + 1 :]
        for what, wider in _wider(entry):
            yield _fires_only(rule, f"entry {at + 1} {what}", (*before, wider, *after))


def faulty_terms() -> Iterator[FaultyTerm]:
    """Each term that rules rest on lacks a part in turn, or asks for other than it should."""
    terms = BOOK.terms
    for name in terms.settled:
        settled = {one: so for one, so in terms.settled.items() if one != name}
        yield FaultyTerm(f"settled without {name}", replace(terms, settled=settled))
    for kind in ("groups", "of_the_settled"):
        members_of = getattr(terms, kind)
        for term, members in members_of.items():
            for member in members if len(members) > 1 and term in _asked() else ():
                fewer = members_of | {term: tuple(one for one in members if one != member)}
                yield FaultyTerm(f"{term} without {member}", replace(terms, **{kind: fewer}))
    for sign, tables in terms.signs.items():
        for change in (_narrower, _wider):
            for what, changed in _changed_entries(tables, change):
                signs = {**terms.signs, sign: changed}
                yield FaultyTerm(f"{sign} {what}", replace(terms, signs=signs))


def _asked() -> set[str]:
    """Return every key of a table that rules or signs ask."""
    tables = [entry for rule in BOOK.rules for entry in rule.when or ()]
    tables += [table for tables in BOOK.terms.signs.values() for table in tables]
    return {key for table in tables for key in table}


def _changed(rule: Rule, change: Change) -> Iterator[Fault]:
    for what, entries in _changed_entries(rule.when or (), change):
        yield _fires_only(rule, what, entries)


def _changed_entries(entries: Entries, change: Change) -> Iterator[tuple[str, Entries]]:
    for at, entry in enumerate(entries):
        before, after = entries[:at], entries[at + 1 :]
        if len(entries) > 1:
            yield f"without entry {at + 1}", (*before, *after)
        for what, changed in change(entry):
            yield f"entry {at + 1} {what}", (*before, changed, *after)


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
        elif len(BOOK.terms.signs.get(key, ())) > 1:
            yield f"for {key} by its first table", {**rest, **BOOK.terms.signs[key][0]}
        elif isinstance(value, list) and len(value) > 1:
            for course in value:
                yield f"not for {course}", {**entry, key: [one for one in value if one != course]}
        else:
            for word in _NARROWER.get(str(value), ()):
                yield f"asks for {word} of {key}", {**entry, key: word}


def _wider(entry: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key, value in entry.items():
        rest = {name: wanted for name, wanted in entry.items() if name != key}
        if rest and key != "urgency":
            yield f"does not ask for {key}", rest
        if value == "one_leg":
            yield f"takes any_leg of {key}", {**entry, key: "any_leg"}
        elif isinstance(value, bool) and key in care_terms(BOOK.terms):
            yield f"turns {key} round", {**entry, key: not value}
        elif isinstance(value, list) and key == "swelling_course":
            later = [course for course in COURSES if course not in value][:1]
            yield f"takes {later[0]} too", {**entry, key: [*value, *later]}


def _without_members(
    group: str, rest: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    sided = {finding.id for finding in BOOK.findings if finding.kind == "sided"}
    member = BOOK.terms.groups[group][0]
    yield f"for {member} alone", {**rest, member: "any_leg" if member in sided else True}
