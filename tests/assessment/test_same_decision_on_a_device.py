"""A device decides exactly as the server: the same answer files through both evaluators."""

from __future__ import annotations

import json
import os
from datetime import date
from itertools import chain, islice
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from assessment.device.comparing import compared
from assessment.device.samples import around, samples
from soleus.assessment.bundle import rule_bundle
from soleus.assessment.engine import engine
from soleus.assessment.rulebook import rules
from soleus.assessment.strictness import ACTIVITIES
from soleus.vocabulary import Activity

if TYPE_CHECKING:
    from collections.abc import Iterator

PAIN_GUIDED = ACTIVITIES.index(Activity.PAIN_GUIDED_WALKING)
WALKING = ACTIVITIES.index(Activity.WALKING)
DECISIONS = int(os.environ.get("SOLEUS_DECISIONS", "4000"))
"""How many answer files are compared; 100,000 after a change of either evaluator."""

BUNDLE: dict[str, Any] = rule_bundle(date(2026, 11, 24))
EVERY_RULE = {rule.id for rule in rules()}


def told(mismatches: list[dict[str, Any]]) -> str:
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in mismatches)


def test_a_device_decides_as_the_server() -> None:
    found = compared({"rules": BUNDLE}, islice(samples(Random(1)), 2_000))
    assert not found.mismatches, told(found.mismatches)
    assert found.compared == 2_000


@pytest.mark.slow
def test_a_device_decides_many_answer_files_as_the_server() -> None:
    documents = chain(islice(samples(Random(10)), DECISIONS), around_every_rule())
    found = compared({"rules": BUNDLE}, documents)
    assert not found.mismatches, told(found.mismatches)
    assert found.compared > DECISIONS
    assert found.fired_here == found.fired_there == EVERY_RULE


def test_a_decision_takes_a_device_a_moment_even_if_nothing_is_answered() -> None:
    found = compared({"rules": BUNDLE}, [{"answers": {}}] * 20)
    assert found.milliseconds / found.compared < 100


def around_every_rule() -> Iterator[dict[str, Any]]:
    random = Random(7)
    yield from (dict(example.document()) for rule in rules() for example in rule.examples)
    for one in engine().conjuncts:
        for _ in range(6):
            yield around(random, one)
    yield from islice(samples(random), 1_500)


def planted() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the bundle with one fault in it, by what is wrong."""
    for group in ("rules", "gates", "eases", "bounds"):
        for place, rule in enumerate(BUNDLE[group]):
            others = [each for each in BUNDLE[group] if each is not rule]
            yield f"without {rule['id']}", BUNDLE | {group: others}
            yield f"no claims, {rule['id']}", altered(group, place, claims=[])
    for place, rule in enumerate(BUNDLE["rules"]):
        for at, care in enumerate(rule["care"]):
            if care != engine().care.any:
                anywhere = [*rule["care"][:at], engine().care.any, *rule["care"][at + 1 :]]
                yield f"care of {at}, {rule['id']}", altered("rules", place, care=anywhere)
        for at, effect in enumerate(rule["effects"]):
            # walking binds it: where walking is held as long, nothing is freed
            is_bound = at == PAIN_GUIDED and rule["effects"][WALKING] >= effect
            if effect and not is_bound:
                freer = [*rule["effects"][:at], effect - 1, *rule["effects"][at + 1 :]]
                yield f"freer {at}, {rule['id']}", altered("rules", place, effects=freer)
    for place, finding in enumerate(BUNDLE["findings"]):
        for key in ("needs", "excludes"):
            if finding[key]:
                yield f"no {key}, {finding['id']}", altered("findings", place, **{key: []})
    for term in BUNDLE["of_the_settled"]:
        unshown = BUNDLE["of_the_settled"] | {term: []}
        yield f"nothing shows {term}", BUNDLE | {"of_the_settled": unshown}
    for place, ease in enumerate(BUNDLE["eases"]):
        if ease["care"] != engine().care.any:
            yield f"care, {ease['id']}", altered("eases", place, care=engine().care.any)


def altered(group: str, place: int, **change: object) -> dict[str, Any]:
    """Return the bundle with one of its parts changed."""
    parts = list(BUNDLE[group])
    parts[place] = parts[place] | change
    return BUNDLE | {group: parts}


@pytest.mark.slow
def test_every_planted_fault_is_caught() -> None:
    faults = dict(planted())
    found = compared(faults, around_every_rule(), most=1)
    caught = {each["bundle"] for each in found.mismatches}
    assert caught == set(faults), sorted(set(faults) - caught)
