"""Reads the rule files: one rule a file, its path its id; the keys are told in rules/README.md."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from soleus.assessment.finding import COURSES, Finding, Kind
from soleus.assessment.reading import is_one_of, part, read_file
from soleus.assessment.rule import LEG_WORDS, LEVELS, Example, Rule
from soleus.assessment.strictness import GRADES, PHRASES
from soleus.assessment.terms import Terms
from soleus.vocabulary import Activity, Status, Table, Urgency, nearest

URGENCY_FOLDERS = tuple(level.value for level in LEVELS[:0:-1])
FOLDERS = (*URGENCY_FOLDERS, "gate", "activities")
_EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class _Names:
    findings: Mapping[str, Finding]
    terms: Terms


def read_rules(
    root: Traversable, findings: tuple[Finding, ...], terms: Terms, faults: list[str]
) -> tuple[Rule, ...]:
    """Return every rule under ``root``, the most urgent first, each folder in table order."""
    names = _Names({finding.id: finding for finding in findings}, terms)
    found = [
        _rule(read_file(root, f"rules/{folder}/{name}.toml", faults), f"{folder}.{name}", names)
        for folder in FOLDERS
        for name in _names_in(root / "rules" / folder)
    ]
    place = {finding.id: at for at, finding in enumerate(findings)}
    return tuple(sorted(found, key=lambda rule: _table_order(rule, place, terms)))


def _names_in(folder: Traversable) -> Iterator[str]:
    if folder.is_dir():
        yield from (f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml"))


def _table_order(rule: Rule, place: Mapping[str, int], terms: Terms) -> tuple[int, int, str]:
    named = [name for entry in rule.when or () for name in findings_named(entry, terms)]
    first = min((place.get(name, len(place)) for name in named), default=len(place))
    return FOLDERS.index(rule.id.partition(".")[0]), first, rule.id


def findings_named(entry: Mapping[str, Any], terms: Terms) -> tuple[str, ...]:
    """Return the findings that one table of a ``when`` speaks of, groups written out."""
    named: list[str] = []
    for key, value in entry.items():
        if key == "same_leg":
            named += value
        else:
            named += terms.groups.get(key, () if key in ("urgency", "cleared") else (key,))
    return tuple(named)


def _rule(table: Table, path_id: str, names: _Names) -> Rule:
    rule_id = table.text("id")
    if rule_id and rule_id != path_id:
        table.fault(f"id is '{rule_id}' but the path says '{path_id}'")
    rule = Rule(
        id=path_id,
        says=table.text("says"),
        claims=table.texts("claims"),
        when=_when(table, names),
        settled=_settled(table),
        effects=_effects(part(table, "effects")),
        eases=_eases(part(table, "eases")),
        no_better_than=_bounds(part(table, "no_better_than")),
        examples=tuple(_example(example, names) for example in table.tables("example")),
    )
    table.close()
    _check_sense(rule, table)
    return rule


def _check_sense(rule: Rule, table: Table) -> None:
    does = [bool(rule.effects), rule.eases is not None, bool(rule.no_better_than)]
    if rule.id.partition(".")[0] in URGENCY_FOLDERS:
        if any(does):
            table.fault("a rule that makes an urgency has no effects of its own")
    elif sum(does) != 1:
        table.fault("needs exactly one of 'effects', 'eases' and 'no_better_than'")
    _check_decision_words(rule, table)
    shown = {example.fires for example in rule.examples}
    if "yes" not in shown:
        table.fault("no example in which it fires")
    if rule.when is not None and "unknown" not in shown and rule.id != "gate.incomplete":
        table.fault("no example in which a fact is unknown")


def _check_decision_words(rule: Rule, table: Table) -> None:
    """Tell where a rule mixes what rests on answers with what rests on the decision."""
    of_decision = {"urgency", "cleared"}
    keys = [set(entry) for entry in rule.when or ()]
    if rule.eases is not None:
        if any(key != of_decision for key in keys):
            table.fault("a rule that eases needs exactly 'urgency' and 'cleared' in its 'when'")
    elif rule.no_better_than:
        if rule.when is not None or rule.settled is not None:
            table.fault("'no_better_than' needs 'always = true' and nothing else")
    elif rule.id.startswith("gate."):
        if rule.settled is not None or any(key != {"urgency"} for key in keys):
            table.fault("a rule of the gate needs exactly 'urgency' in its 'when'")
    elif any(key & of_decision for key in keys):
        table.fault("'urgency' and 'cleared' belong to the gate and to rules that ease")


def _settled(table: Table) -> bool | None:
    unless = table.flag("unless_settled", False)
    only = table.flag("only_settled", False)
    if unless and only:
        table.fault("'unless_settled' and 'only_settled' exclude each other")
    return (not unless) if unless or only else None


def _when(table: Table, names: _Names) -> tuple[Mapping[str, Any], ...] | None:
    always = table.flag("always", False)
    table.known.add("when")
    if always == ("when" in table.values):
        table.fault("needs either 'when', a list of tables, or 'always = true'")
        return ()
    if always:
        return None
    entries = table.tables("when")
    for entry in entries:
        for key, value in entry.values.items():
            _check_condition(entry, key, value, names)
        if not entry.values:
            entry.fault("is empty; 'always = true' says that a rule always fires")
    return tuple(entry.values for entry in entries)


def _check_condition(entry: Table, key: str, value: object, names: _Names) -> None:
    if key == "same_leg":
        _check_same_leg(entry, value, names)
    elif key == "urgency":
        is_one_of(entry, value, list(Urgency), "urgency")
    elif key in names.terms.groups or key == "cleared":
        if value is not True:
            entry.fault(f"'{key}' can only be true")
    elif key in names.findings:
        _check_answer(entry, names.findings[key], value)
    else:
        known = [*names.findings, *names.terms.groups, "same_leg", "urgency", "cleared"]
        entry.fault(f"unknown finding or term '{key}'{nearest(key, known)}")


def _check_same_leg(entry: Table, value: object, names: _Names) -> None:
    sided = [name for name, finding in names.findings.items() if finding.kind is Kind.SIDED]
    if not isinstance(value, list) or len(value) < 2:
        entry.fault("'same_leg' has to be a list of at least two sided findings")
        return
    for name in value:
        is_one_of(entry, name, sided, "sided finding")


def _check_answer(entry: Table, finding: Finding, value: object) -> None:
    if finding.kind is Kind.SIDED:
        is_one_of(entry, value, list(LEG_WORDS), f"word for '{finding.id}'")
    elif finding.kind is Kind.YES_NO:
        if not isinstance(value, bool):
            entry.fault(f"'{finding.id}' has to be true or false")
    elif finding.kind is Kind.COURSE and isinstance(value, list) and value:
        for course in value:
            is_one_of(entry, course, COURSES, "course")
    else:
        entry.fault(f"no rule can rest on '{finding.id}' in this way")


def _effects(table: Table) -> dict[Activity, int]:
    effects: dict[Activity, int] = {}
    for name, phrase in table.values.items():
        named = is_one_of(table, name, [*Activity, _EVERYTHING], "activity")
        if is_one_of(table, phrase, PHRASES, "effect") and named:
            chosen = tuple(Activity) if name == _EVERYTHING else (Activity(name),)
            effects |= dict.fromkeys(chosen, PHRASES[str(phrase)])
    return effects


def _eases(table: Table) -> tuple[tuple[int, ...], int] | None:
    if not table.values:
        return None
    before, after = table.choice("from", Status), table.choice("to", PHRASES)
    table.close()
    grades = tuple(at for at, grade in enumerate(GRADES) if grade.status == before)
    return grades, PHRASES.get(after, 0)


def _bounds(table: Table) -> dict[Activity, Activity]:
    return {
        Activity(name): Activity(str(bound))
        for name, bound in table.values.items()
        if is_one_of(table, name, list(Activity), "activity")
        and is_one_of(table, bound, list(Activity), "activity")
    }


def _example(table: Table, names: _Names) -> Example:
    answers = part(table, "answers").values
    urgency = table.choice("urgency", Urgency, "")
    example = Example(
        name=table.text("name"),
        answers=answers,
        unknown=table.texts("unknown", ()),
        others=table.choice("others", ("unknown", "no"), "no"),
        fires=table.choice("fires", ("yes", "no", "unknown")),
        urgency=Urgency(urgency) if urgency in list(Urgency) else None,
        activities=_effects(part(table, "activities")),
    )
    for name in (*answers, *example.unknown):
        is_one_of(table, name, names.findings, "finding")
    table.close()
    return example
