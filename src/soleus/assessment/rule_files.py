"""Reads the rule files: one rule a file, its path its id; ``rules/README.md`` says the keys."""

from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any

from soleus.assessment.finding import COURSES, Finding, Kind
from soleus.assessment.rule import LEG_WORDS, URGENCY_FOLDERS, Rule
from soleus.assessment.terms import Terms
from soleus.records import Limit, limits, load_file, toml_files
from soleus.vocabulary import InvalidDataError, Urgency

FOLDERS = (*URGENCY_FOLDERS, "gate", "activities")

_OF_KIND = {
    Kind.SIDED: limits.literal(*LEG_WORDS),
    Kind.YES_NO: limits.flag(),
    Kind.COURSE: limits.list_of(limits.literal(*COURSES), least=1),
}
"""What a rule may say of findings of each kind; it cannot rest on any other kind."""

_OF_DECISION = ("urgency", "cleared")

_ONLY_TRUE = Limit(lambda value: None if value is True else "can only be true")


def read_rules(root: Traversable, findings: tuple[Finding, ...], terms: Terms) -> tuple[Rule, ...]:
    """Return every rule under ``root``, the most urgent first, each folder in table order.

    Raises
    ------
    InvalidDataError
        with every fault of every file.
    """
    conditions = _conditions(findings, terms)
    rules: list[Rule] = []
    faults = [
        f"terms.toml: {name}: {fault}"
        for name, tables in terms.signs.items()
        for table in tables
        for fault in limits.read_object(conditions, (), table)[1]
    ]
    for folder in FOLDERS:
        for file in toml_files(root / "rules" / folder):
            where = f"rules/{folder}/{file.name}"
            try:
                rule = load_file(Rule, file, where)
            except InvalidDataError as error:
                faults += error.faults
                continue
            rules.append(rule)
            path_id = f"{folder}.{file.name.removesuffix('.toml')}"
            if rule.id != path_id:
                faults.append(f"{where}: id is '{rule.id}' but the path says '{path_id}'")
            faults += [f"{where}: {fault}" for fault in _misfits(rule, conditions, findings)]
    if faults:
        raise InvalidDataError(faults)
    place = {finding.id: at for at, finding in enumerate(findings)}
    return tuple(sorted(rules, key=lambda rule: _table_order(rule, place, terms)))


def findings_named(entry: Mapping[str, Any], terms: Terms) -> tuple[str, ...]:
    """Return the findings that one table of a ``when`` speaks of, groups and signs written out."""
    named: list[str] = []
    for key, value in entry.items():
        if key == "same_leg":
            named += value
        elif key in terms.signs:
            named += (name for table in terms.signs[key] for name in findings_named(table, terms))
        elif key not in (*_OF_DECISION, *_care_terms(terms)):
            named += terms.groups.get(key, (key,))
    return tuple(named)


def _care_terms(terms: Terms) -> tuple[str, ...]:
    return ("settled", *terms.of_the_settled)


def _table_order(rule: Rule, place: Mapping[str, int], terms: Terms) -> tuple[int, int, str]:
    named = [name for entry in rule.when or () for name in findings_named(entry, terms)]
    first = min((place.get(name, len(place)) for name in named), default=len(place))
    return FOLDERS.index(rule.folder), first, rule.id


def _conditions(findings: tuple[Finding, ...], terms: Terms) -> Mapping[str, Limit]:
    """Return what a table of a ``when`` may say of each finding and term."""
    sided = [finding.id for finding in findings if finding.kind is Kind.SIDED]
    return {
        **{each.id: _OF_KIND[each.kind] for each in findings if each.kind in _OF_KIND},
        **dict.fromkeys((*terms.groups, *terms.signs, "cleared"), _ONLY_TRUE),
        **dict.fromkeys(_care_terms(terms), limits.flag()),
        "same_leg": limits.list_of(limits.literal(*sided), least=2),
        "urgency": limits.one_of(Urgency),
    }


def _misfits(
    rule: Rule, conditions: Mapping[str, Limit], findings: tuple[Finding, ...]
) -> Iterator[str]:
    """Yield each name or answer in a rule that the findings and terms do not know."""
    for entry in rule.when or ():
        yield from limits.read_object(conditions, (), entry)[1]
    known = {finding.id: limits.anything() for finding in findings}
    for example in rule.examples:
        yield from limits.read_object(known, (), example.document()["answers"])[1]
