"""The rules: each file's own examples hold, and a faulty file is told in full."""

from importlib.resources import files
from pathlib import Path
from shutil import copytree

import pytest

from soleus.assessment import decide
from soleus.assessment.answers import AnswerReader
from soleus.assessment.conjunct import Conjunct
from soleus.assessment.engine import engine
from soleus.assessment.rule import Example, Rule
from soleus.assessment.rulebook import read_rulebook, rules
from soleus.assessment.strictness import GRADES
from soleus.evidence import claims
from soleus.vocabulary import InvalidDataError, Urgency

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}: {example.name}")
    for rule in rules()
    for example in rule.examples
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_leads_where_its_file_says(rule: Rule, example: Example) -> None:
    decision = decide(example.document())
    if example.urgency:
        assert decision.urgency is example.urgency
    for activity, strictness in example.activities.items():
        ruling = decision.activities[activity]
        assert (ruling.status, ruling.until) == GRADES[strictness]
    assert example.urgency or example.activities


FIRING = [
    pytest.param(rule, example, id=f"{rule.id}: {example.name}")
    for rule in rules()
    if rule.when is not None and not any("urgency" in entry for entry in rule.when)
    for example in rule.examples
]


@pytest.mark.parametrize(("rule", "example"), FIRING)
def test_a_rule_fires_as_its_example_says(rule: Rule, example: Example) -> None:
    assert fires(rule, example) == example.fires


def fires(rule: Rule, example: Example) -> str:
    """Say by the rule's own conjuncts whether it fires on an example."""
    ready = engine()
    ways = AnswerReader(ready).read(example.document()).ways
    told = {_certainty(one, ways) for one in ready.conjuncts if one.rule is rule}
    return "yes" if "yes" in told else "unknown" if "unknown" in told else "no"


def _certainty(conjunct: Conjunct, ways: int) -> str:
    care = engine().care
    known = care.of(ways)
    can_be = {stage for stage, _ in care.cases(ways)}
    if not conjunct.can_hold(ways) or not any(map(conjunct.counts, can_be | {known})):
        return "no"
    # for an urgency somebody not known to be settled is read as not settled
    counts = [conjunct.counts(known)] if conjunct.level else [*map(conjunct.counts, can_be)]
    return "unknown" if ways & conjunct.forbidden or not all(counts) else "yes"


def test_every_claim_of_a_rule_is_in_the_ledger() -> None:
    assert {claim for rule in rules() for claim in rule.claims} <= set(claims())


def test_urgent_rules_come_first_and_gates_before_activities() -> None:
    folders = [rule.id.partition(".")[0] for rule in rules()]
    order = ["emergency", "today", "within_days", "gate", "activities"]
    assert folders == sorted(folders, key=order.index)
    assert folders.count("gate") == len(Urgency) - 1


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the check's data that may be spoiled."""
    return Path(copytree(str(files("soleus.assessment")), tmp_path / "data"))


def faults_of(root: Path) -> list[str]:
    with pytest.raises(InvalidDataError) as raised:
        read_rulebook(root)
    return list(raised.value.faults)


def spoil(root: Path, old: str, new: str, rule: str = "today/leg_pain_one_leg") -> None:
    file = root / "rules" / f"{rule}.toml"
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "today.leg_pain_one_leg"', 'id = "today.other"', ["path", "today.other"]),
        ("says =", "sayz =", ["sayz", "says"]),
        ('claims = ["X04"]', "claims = []", ["claims"]),
        ("leg_pain = ", "legpain = ", ["legpain", "leg_pain"]),
        ('"one_leg"', '"oneleg"', ["oneleg", "one_leg"]),
        ('"one_leg"', "true", ["leg_pain"]),
        ("unless_settled = true", 'unless_settled = "yes"', ["unless_settled"]),
        ("unless_settled = true", "unless_settled = true\nonly_settled = true", ["exclude"]),
        ("when = [", "always = true\nwhen = [", ["either"]),
        ('fires = "yes"', 'fires = "maybe"', ["fires"]),
        ('fires = "unknown"', 'fires = "no"', ["unknown"]),
        ("when = [", 'effects = { walking = "caution" }\nwhen = [', ["no effects"]),
        ('leg_pain = "one_leg"', 'leg_pain = "one_leg", urgency = "today"', ["gate"]),
        ('leg_pain = "one_leg"', 'same_leg = ["leg_pain"]', ["same_leg"]),
        ('leg_pain = "one_leg"', "clot_risk = false", ["clot_risk"]),
        ('leg_pain = "one_leg"', "age = 70", ["age"]),
        ("id =", "id = =", ["TOML"]),
    ],
)
def test_a_fault_is_told_with_its_file(copied: Path, old: str, new: str, words: list[str]) -> None:
    spoil(copied, old, new)
    told = "\n".join(faults_of(copied))
    assert "today/leg_pain_one_leg.toml" in told
    assert all(word in told for word in words)


@pytest.mark.parametrize(
    ("rule", "old", "new", "words"),
    [
        ("gate/today", "everything", "everythin", ["everythin", "everything"]),
        ("gate/today", '"hold until evaluation"\n\n', '"hold"\n\n', ["hold"]),
        ("gate/today", 'urgency = "today"', 'urgency = "today", chest_pain = true', ["gate"]),
        ("activities/known_pad", "known_pad = true }]", "known_pad = 1 }]", ["known_pad"]),
        ("activities/cleared_by_name", 'to = "caution"', 'to = "free"', ["free"]),
        ("activities/cleared_by_name", "cleared = true", "bed_rest = true", ["eases"]),
        ("activities/never_better_than_walking", '"walking" }', '"running" }', ["running"]),
    ],
)
def test_a_fault_of_an_effect_is_told(
    copied: Path, rule: str, old: str, new: str, words: list[str]
) -> None:
    spoil(copied, old, new, rule)
    told = "\n".join(faults_of(copied))
    assert f"{rule}.toml" in told
    assert all(word in told for word in words)


def test_the_faults_of_all_rule_files_are_told_at_once(copied: Path) -> None:
    spoil(copied, "says =", "sayz =")
    spoil(copied, "claims =", "claim =", "emergency/chest_pain")
    told = "\n".join(faults_of(copied))
    assert all(word in told for word in ("sayz", "'claim'"))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("findings.toml", 'needs = ["swelling"]', 'needs = ["swell"]'),
        ("terms.toml", '"bed_rest",', '"bedrest",'),
        ("terms.toml", 'groups = ["venous_finding"]', 'groups = ["venousfinding"]'),
    ],
)
def test_a_name_that_is_not_there_is_told(copied: Path, file: str, old: str, new: str) -> None:
    path = copied / file
    path.write_text(path.read_text().replace(old, new))
    told = "\n".join(faults_of(copied))
    assert file in told
    assert new.split('"')[1] in told
