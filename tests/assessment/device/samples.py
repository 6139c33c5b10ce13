"""Answer files for comparing evaluators: by chance, around each rule, wide open, and faulty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.documents import FAMILIES, VALUES, random_document
from assessment.reference import ACTIVITIES
from soleus.assessment.engine import engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from soleus.assessment.conjunct import Conjunct

Document = dict[str, Any]

_WRONG: tuple[Any, ...] = (
    True,
    False,
    "left",
    "yes",
    "sudden",
    "absent",
    17,
    121,
    40.5,
    -1,
    "",
    [],
    ["walking"],
)
_NAMES = (*VALUES, "age", "cleared_activities")
_LOOKED_AT = (
    "swelling",
    "swelling_course",
    "warm_red_or_tender",
    "leg_pain",
    "heaviness_or_aching",
    "foot_or_joint_pain",
    "breathless_gradually",
    "racing_heart",
    "fever_or_unwell",
    "danger_gone_unseen",
    "recent_leg_surgery",
    "hormones",
    "earlier_dvt",
    "diabetes",
)


def samples(random: Random) -> Iterator[Document]:
    """Yield answer files for ever: by chance, around a rule, about care, and one of the others."""
    rules = engine().conjuncts
    place = 0
    while True:
        yield random_document(random)
        yield around(random, rules[place % len(rules)])
        yield looked_at(random)
        yield _RARER[place % len(_RARER)](random)
        place += 1


def around(random: Random, one: Conjunct) -> Document:
    """Return an answer file in which a rule fires, may fire, or only just does not."""
    document: Document = {"answers": {}, "others": "no"}
    if random.random() < 0.5:
        document = random_document(random)
    answers = document["answers"]
    for field, allowed in zip(one.fields, one.allowed, strict=True):
        answers[field.finding.id] = random.choice(
            [value for value, bit in field.bits.items() if bit & allowed and value != "absent"]
        )
    if one.care != engine().care.any or random.random() < 0.3:
        answers |= cared_for(random, one)
    if random.random() < 0.3 and one.fields:
        spoiled = random.choice(one.fields).finding.id
        answers[spoiled] = random.choice((None, *VALUES[spoiled]))
    return mended(document)


def cared_for(random: Random, one: Conjunct | None = None) -> dict[str, Any]:
    """Return answers about care: of any stage, or mostly of one at which a rule can fire."""
    care = engine().care
    answers: dict[str, Any] = {}
    for _ in range(8):
        answers = {field.finding.id: random.choice((True, False, None)) for field in care.fields}
        if random.random() < 0.7:
            answers |= engine().book.terms.settled
        known = ((field, answers[field.finding.id]) for field in care.fields)
        ways = sum(field.mask if value is None else field.bits[value] for field, value in known)
        if one is None or one.counts(care.of(ways)):
            break
    return answers


def mended(document: Document) -> Document:
    """Return the document with a parent affirmed for each child, and of two that exclude one."""
    answers = document["answers"]
    for need in engine().space.needs:
        if answers.get(need.child.finding.id) not in (None, False):
            parents = [parent.finding.id for parent in need.parents]
            if all(answers.get(name, "none") == "none" for name in parents):
                answers[parents[0]] = "both"
    for exclusion in engine().space.exclusions:
        one, other = exclusion.one.finding.id, exclusion.other.finding.id
        if answers.get(one) is True and answers.get(other) is True:
            answers[one] = False
    return document


def dense(random: Random) -> Document:
    """Return an answer file in which nearly all is answered, and much affirmed."""
    chance = random.random()
    answers = {
        name: random.choice(values[1:]) if random.random() < chance else values[0]
        for name, values in VALUES.items()
        if random.random() < 0.97
    }
    answers["cleared_activities"] = random.sample(ACTIVITIES, random.randint(0, 6))
    return mended({"answers": answers, "others": "no"})


def wide_open(random: Random) -> Document:
    """Return an answer file in which a few findings are answered and all others unknown."""
    names = random.sample(list(VALUES), random.randint(0, 12))
    answers = {name: random.choice((None, *VALUES[name])) for name in names}
    return mended({"answers": answers} | random.choice(({}, {"others": "unknown"})))


def looked_at(random: Random) -> Document:
    """Return an answer file about what counts otherwise once somebody has looked at it."""
    document = random_document(random)
    names = random.sample(_LOOKED_AT, random.randint(1, 4))
    document["answers"] |= {name: random.choice((None, *VALUES[name][1:] * 2)) for name in names}
    document["answers"] |= cared_for(random)
    return mended(document)


def half_open(random: Random) -> Document:
    """Return an answer file with a score of unknowns; the hardest families among them."""
    document = dense(random) if random.random() < 0.5 else random_document(random)
    unknown = [*random.sample(list(VALUES), random.randint(4, 20)), *random.choice(FAMILIES)]
    document["answers"] |= dict.fromkeys(unknown)
    return document


def faulty(random: Random) -> Document:
    """Return an answer file with one to three mistakes, or one that contradicts itself."""
    document = random_document(random)
    answers = document["answers"]
    for _ in range(random.randint(1, 3)):
        answers[random.choice(_NAMES)] = random.choice(_WRONG)
    if random.random() < 0.2:
        answers["headache"] = True
    if random.random() < 0.1:
        document["others"] = random.choice((None, "none", True))
    if random.random() < 0.05:
        document["notes"] = "x"
    if random.random() < 0.05:
        document["answers"] = random.choice((None, [], "no"))
    return document


def contradictory(random: Random) -> Document:
    """Return an answer file that may contradict itself in any of the ways there are."""
    document = random_document(random)
    for exclusion in engine().space.exclusions:
        for field in (exclusion.one, exclusion.other):
            document["answers"][field.finding.id] = random.choice((True, True, False, None))
    for need in random.sample(engine().space.needs, 2):
        child = need.child.finding.id
        document["answers"][child] = random.choice(VALUES[child][1:])
        for parent in need.parents:
            document["answers"][parent.finding.id] = random.choice(("none", "none", None, "left"))
    return document


_RARER: tuple[Callable[[Random], Document], ...] = (
    dense,
    faulty,
    half_open,
    dense,
    contradictory,
    random_document,
    wide_open,
    faulty,
    dense,
    half_open,
    contradictory,
    random_document,
)
