"""The rule bundle: all that decides, as one JSON value that a device can keep and decide by.

It is made from the loaded rulebook and the engine's own conjuncts, so the rules stand in one place.
``web/static/js/check/`` reads it; ``tests/assessment/test_same_decision_on_a_device.py`` holds the
two evaluators to the same decisions.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from soleus.assessment.clearance import LIFETIME, URGENCIES_THAT_OPEN
from soleus.assessment.conjunct import Conjunct
from soleus.assessment.engine import Engine, engine
from soleus.assessment.explanation import sections, texts
from soleus.assessment.finding import AGES, Finding
from soleus.assessment.rule import LEVELS, Rule
from soleus.assessment.space import Field
from soleus.assessment.strictness import ACTIVITIES, GRADES
from soleus.records import read_toml
from soleus.vocabulary import Urgency

FORMAT = 3
"""The form of the bundle; a device that reads another one refuses it."""


def rule_bundle(issued_on: date) -> dict[str, object]:
    """Return the rule bundle as given to a device on a day; plain JSON values.

    ``version`` names the rules and changes when anything in them does; ``expires_on`` is the first
    day on which the device must refuse them.
    """
    content = rules_as_json(engine())
    return {
        **content,
        "version": version_of(content),
        "issued_on": issued_on.isoformat(),
        "expires_on": (issued_on + lifetime()).isoformat(),
    }


def version_of(content: Mapping[str, object]) -> str:
    """Return a short digest of JSON values: the same content, the same version."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def rules_as_json(ready: Engine) -> dict[str, object]:
    """Return an engine's rules, terms and texts as plain JSON values."""
    book = ready.book
    return {
        "format": FORMAT,
        "findings": [_finding(each, ready) for each in book.findings],
        "ages": [AGES[0], AGES[-1]],
        "activities": [activity.value for activity in ACTIVITIES],
        "urgencies": [urgency.value for urgency in Urgency],
        "levels": [level.value for level in LEVELS],
        "grades": [[grade.status.value, grade.until and grade.until.value] for grade in GRADES],
        "settled": dict(book.terms.settled),
        "of_the_settled": {name: list(of) for name, of in book.terms.of_the_settled.items()},
        "groups": {name: list(members) for name, members in book.terms.groups.items()},
        "patterns": [pattern.as_dict() for pattern in book.terms.patterns],
        **_rules(ready),
        "clearance": {
            "days": LIFETIME.days,
            "opens": sorted(urgency.value for urgency in URGENCIES_THAT_OPEN),
        },
        "texts": {name: text.as_dict() for name, text in texts().items()},
        "sections": [section.as_dict() for section in sections()],
    }


def _finding(finding: Finding, ready: Engine) -> dict[str, object]:
    field = ready.space.fields.get(finding.id)
    return {
        "id": finding.id,
        "kind": finding.kind.value,
        "needs": list(finding.needs),
        "excludes": list(finding.excludes),
        "values": list(field.bits) if field else [],
        "least": [_answer(field, bit) for bit in field.least] if field else [],
    }


def _rules(ready: Engine) -> dict[str, object]:
    """Return the rules by what they do, each in the order of the rulebook."""
    fired: dict[int, list[Conjunct]] = {}
    for one in ready.conjuncts:
        fired.setdefault(one.order, []).append(one)
    return {
        "rules": [
            {
                **_told(same[0].rule),
                "level": same[0].level,
                "effects": list(same[0].strictness),
                "when": [_when(one) for one in same],
                "care": [one.care for one in same],
            }
            for same in fired.values()
        ],
        "gates": [
            {**_told(gate), "urgency": urgency.value, "effects": list(gate.strictness)}
            for urgency in Urgency
            for gate in ready.gates[urgency]
        ],
        "eases": [
            {
                **_told(ease.rule),
                "urgency": LEVELS[ease.level].value,
                "care": ease.care,
                "before": list(ease.before),
                "after": ease.after,
            }
            for ease in ready.eases
        ],
        "bounds": [
            {**_told(bound.rule), "lower": bound.lower, "upper": bound.upper}
            for bound in ready.bounds
        ],
    }


def _told(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "says": rule.says,
        "suspects": rule.suspects,
        "explainable": rule.can_be_explained,
        "claims": list(rule.claims),
    }


def _when(one: Conjunct) -> dict[str, list[Any]]:
    """Return the answers that satisfy a conjunct, by finding."""
    return {
        field.finding.id: [value for value, bit in field.bits.items() if bit & allowed]
        for field, allowed in zip(one.fields, one.allowed, strict=True)
    }


def _answer(field: Field, bit: int) -> Any:  # noqa: ANN401  an answer of any kind
    return next(value for value, own in field.bits.items() if own == bit)


@cache
def lifetime() -> timedelta:
    """Return how long a device may decide by a bundle, from ``bundle.toml``."""
    file = files("soleus.assessment") / "bundle.toml"
    return timedelta(days=read_toml(file)["good_for_days"])
