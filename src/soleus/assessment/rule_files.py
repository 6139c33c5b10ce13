"""Reads the rule files: one rule a file, its path its id; the keys are told in rules/README.md."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from soleus.assessment.finding import COURSES, Finding, Kind
from soleus.assessment.reading import (
    Faults,
    check_keys,
    flag,
    nearest,
    one_of,
    read_toml,
    text,
    texts,
)
from soleus.assessment.rule import LEG_WORDS, LEVELS, Example, Rule
from soleus.assessment.strictness import GRADES, PHRASES
from soleus.assessment.terms import Terms
from soleus.vocabulary import Activity, Status, Urgency

URGENCY_FOLDERS = tuple(level.value for level in LEVELS[:0:-1])
FOLDERS = (*URGENCY_FOLDERS, "gate", "activities")
_KEYS = (
    *("id", "says", "claims", "when", "always", "unless_settled", "only_settled"),
    *("effects", "eases", "no_better_than", "example"),
)
_EXAMPLE_KEYS = ("name", "answers", "unknown", "others", "fires", "urgency", "activities")
_EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class _Names:
    findings: Mapping[str, Finding]
    terms: Terms


def read_rules(
    root: Traversable, findings: tuple[Finding, ...], terms: Terms, faults: Faults
) -> tuple[Rule, ...]:
    """Return every rule under ``root``, the most urgent first, each folder in table order."""
    names = _Names({finding.id: finding for finding in findings}, terms)
    found = [
        _rule(file, f"rules/{folder}/{file.name}", f"{folder}.{file.name[:-5]}", names, faults)
        for folder in FOLDERS
        for file in _toml_files(root / "rules" / folder)
    ]
    place = {finding.id: at for at, finding in enumerate(findings)}
    return tuple(sorted(found, key=lambda rule: _table_order(rule, place, terms)))


def _toml_files(folder: Traversable) -> Iterator[Traversable]:
    if folder.is_dir():
        yield from (file for file in folder.iterdir() if file.name.endswith(".toml"))


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


def _rule(file: Traversable, where: str, path_id: str, names: _Names, faults: Faults) -> Rule:
    table = read_toml(file, where, faults)
    check_keys(table, _KEYS, where, faults)
    rule_id = text(table, "id", where, faults)
    if rule_id and rule_id != path_id:
        faults.add(where, f"id is '{rule_id}' but the path says '{path_id}'")
    rule = Rule(
        id=path_id,
        says=text(table, "says", where, faults),
        claims=texts(table, "claims", where, faults),
        when=_when(table, where, names, faults),
        settled=_settled(table, where, faults),
        effects=_effects(table.get("effects", {}), f"{where}, effects", faults),
        eases=_eases(table.get("eases"), where, faults),
        no_better_than=_bounds(table.get("no_better_than", {}), where, faults),
        examples=tuple(
            _example(example, f"{where}, example {number}", names, faults)
            for number, example in enumerate(table.get("example", []), 1)
        ),
    )
    _check_sense(rule, where, faults)
    return rule


def _check_sense(rule: Rule, where: str, faults: Faults) -> None:
    does = [bool(rule.effects), rule.eases is not None, bool(rule.no_better_than)]
    if rule.id.partition(".")[0] in URGENCY_FOLDERS:
        if any(does):
            faults.add(where, "a rule that makes an urgency has no effects of its own")
    elif sum(does) != 1:
        faults.add(where, "needs exactly one of 'effects', 'eases' and 'no_better_than'")
    _check_decision_words(rule, where, faults)
    shown = {example.fires for example in rule.examples}
    if "yes" not in shown:
        faults.add(where, "no example in which it fires")
    if rule.when is not None and "unknown" not in shown and rule.id != "gate.incomplete":
        faults.add(where, "no example in which a fact is unknown")


def _check_decision_words(rule: Rule, where: str, faults: Faults) -> None:
    """Note where a rule mixes what rests on answers with what rests on the decision."""
    of_decision = {"urgency", "cleared"}
    keys = [set(entry) for entry in rule.when or ()]
    if rule.eases is not None:
        if any(key != of_decision for key in keys):
            faults.add(where, "a rule that eases needs exactly 'urgency' and 'cleared' in 'when'")
    elif rule.no_better_than:
        if rule.when is not None or rule.settled is not None:
            faults.add(where, "'no_better_than' needs 'always = true' and nothing else")
    elif rule.id.startswith("gate."):
        if rule.settled is not None or any(key != {"urgency"} for key in keys):
            faults.add(where, "a rule of the gate needs exactly 'urgency' in its 'when'")
    elif any(key & of_decision for key in keys):
        faults.add(where, "'urgency' and 'cleared' belong to the gate and to rules that ease")


def _settled(table: Mapping[str, Any], where: str, faults: Faults) -> bool | None:
    unless = flag(table, "unless_settled", where, faults)
    only = flag(table, "only_settled", where, faults)
    if unless and only:
        faults.add(where, "'unless_settled' and 'only_settled' exclude each other")
    return (not unless) if unless or only else None


def _when(
    table: Mapping[str, Any], where: str, names: _Names, faults: Faults
) -> tuple[Mapping[str, Any], ...] | None:
    entries = table.get("when")
    always = flag(table, "always", where, faults)
    if always and entries is None:
        return None
    if always or not isinstance(entries, list) or not entries:
        faults.add(where, "needs either 'when', a list of tables, or 'always = true'")
        return ()
    for number, entry in enumerate(entries, 1):
        at = f"{where}, when {number}"
        if not isinstance(entry, dict) or not entry:
            faults.add(at, "must be a table with at least one entry")
            continue
        for key, value in entry.items():
            _check_condition(key, value, at, names, faults)
    return tuple(entry for entry in entries if isinstance(entry, dict))


def _check_condition(key: str, value: Any, where: str, names: _Names, faults: Faults) -> None:  # noqa: ANN401
    if key == "same_leg":
        _check_same_leg(value, where, names, faults)
    elif key == "urgency":
        one_of(str(value), (*LEVELS, Urgency.INCOMPLETE), "urgency", where, faults)
    elif key in names.terms.groups or key == "cleared":
        if value is not True:
            faults.add(where, f"'{key}' can only be true")
    elif key in names.findings:
        _check_answer(names.findings[key], value, where, faults)
    else:
        known = [*names.findings, *names.terms.groups, "same_leg", "urgency", "cleared"]
        faults.add(where, f"unknown finding or term '{key}'{nearest(key, known)}")


def _check_same_leg(value: Any, where: str, names: _Names, faults: Faults) -> None:  # noqa: ANN401
    sided = [name for name, finding in names.findings.items() if finding.kind is Kind.SIDED]
    if not isinstance(value, list) or len(value) < 2:
        faults.add(where, "'same_leg' must be a list of at least two sided findings")
        return
    for name in value:
        one_of(str(name), sided, "sided finding", where, faults)


def _check_answer(finding: Finding, value: Any, where: str, faults: Faults) -> None:  # noqa: ANN401
    if finding.kind is Kind.SIDED:
        one_of(str(value), LEG_WORDS, f"word for '{finding.id}'", where, faults)
    elif finding.kind is Kind.YES_NO:
        if not isinstance(value, bool):
            faults.add(where, f"'{finding.id}' must be true or false")
    elif finding.kind is Kind.COURSE and isinstance(value, list) and value:
        for course in value:
            one_of(str(course), COURSES, "course", where, faults)
    else:
        faults.add(where, f"no rule can rest on '{finding.id}' in this way")


def _effects(table: Mapping[str, Any], where: str, faults: Faults) -> dict[Activity, int]:
    effects: dict[Activity, int] = {}
    for name, phrase in table.items():
        named = one_of(name, (*Activity, _EVERYTHING), "activity", where, faults)
        if one_of(str(phrase), PHRASES, "effect", where, faults) and named:
            chosen = tuple(Activity) if name == _EVERYTHING else (Activity(name),)
            effects |= dict.fromkeys(chosen, PHRASES[phrase])
    return effects


def _eases(
    table: Mapping[str, str] | None, where: str, faults: Faults
) -> tuple[tuple[int, ...], int] | None:
    if table is None:
        return None
    if set(table) != {"from", "to"} or table["from"] not in list(Status):
        faults.add(where, "'eases' must be { from = a status, to = a status }")
        return None
    if not one_of(table["to"], PHRASES, "effect", where, faults):
        return None
    before = tuple(at for at, grade in enumerate(GRADES) if grade.status == table["from"])
    return before, PHRASES[table["to"]]


def _bounds(table: Mapping[str, str], where: str, faults: Faults) -> dict[Activity, Activity]:
    good = {
        name: bound
        for name, bound in table.items()
        if one_of(name, list(Activity), "activity", where, faults)
        and one_of(bound, list(Activity), "activity", where, faults)
    }
    return {Activity(name): Activity(bound) for name, bound in good.items()}


def _example(table: Mapping[str, Any], where: str, names: _Names, faults: Faults) -> Example:
    check_keys(table, _EXAMPLE_KEYS, where, faults)
    answers = table.get("answers", {})
    unknown = texts(table, "unknown", where, faults, required=False)
    for name in (*answers, *unknown):
        one_of(name, names.findings, "finding", where, faults)
    fires = text(table, "fires", where, faults)
    one_of(fires, ("yes", "no", "unknown"), "value of fires", where, faults)
    return Example(
        name=text(table, "name", where, faults),
        answers=answers,
        unknown=unknown,
        others=str(table.get("others", "no")),
        fires=fires,
        urgency=_urgency(table.get("urgency"), where, faults),
        activities=_effects(table.get("activities", {}), f"{where}, activities", faults),
    )


def _urgency(word: str | None, where: str, faults: Faults) -> Urgency | None:
    if word is None or not one_of(word, _words(Urgency), "urgency", where, faults):
        return None
    return Urgency(word)


def _words(words: type[Urgency]) -> Collection[str]:
    return [word.value for word in words]
