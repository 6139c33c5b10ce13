"""Laying what was learnt over the answers: it may hold back and refer, never loosen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from soleus.assessment import Decision, InvalidAnswers, Ruling, decide
from soleus.vocabulary import Status, Until, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from soleus.learning import Learnt

_SIDES = ("left", "right", "both")
_SWELLING, _COURSE = "swelling", "swelling_course"
_URGENCIES = tuple(Urgency)
_STATUSES = tuple(Status)
_UNTILS = (None, Until.ANSWERS, Until.EVALUATION, Until.CLEARANCE)


def answers_learnt(answers: Mapping[str, Any], learnt: Learnt) -> dict[str, Any]:
    """Return the answers that what was learnt puts in place of those given.

    What a finding cannot be without (swelling, where it does not get better) is put there too
    where the person has not said it.
    """
    found: dict[str, Any] = {}
    for each in learnt.findings:
        implied = {name: value for name, value in each.implies.items() if _is_open(answers, name)}
        found = {**implied, **found, each.finding: each.value}
    if answers.get(_COURSE) == "sudden":  # the earlier of two courses is the more careful one
        found.pop(_COURSE, None)
    if answers.get("evaluated_by_clinician") is True and found:
        found["worse_since_evaluation"] = True  # it began after that visit: nobody has seen it
    return found


def tightened(
    decision: Decision | None, document: Mapping[str, Any], learnt: Learnt
) -> Decision | None:
    """Return the decision with what was learnt; never less urgent, never freer than before."""
    if not learnt.findings:
        return decision
    found = [*([decision] if decision else []), *_decisions(document, learnt)]
    return strictest(found) if found else None


def strictest(decisions: Iterable[Decision]) -> Decision:
    """Return the most urgent decision, with the strictest ruling of any of them by activity."""
    decisions = tuple(decisions)
    first = min(decisions, key=lambda each: _URGENCIES.index(each.urgency))
    ordered = (first, *(each for each in decisions if each is not first))
    activities = {
        activity: max((each.activities[activity] for each in ordered), key=_strictness)
        for activity in first.activities
    }
    return replace(first, activities=activities)


def _decisions(document: Mapping[str, Any], learnt: Learnt) -> Iterator[Decision]:
    """Decide with the leg that has grown alone, and with both where the other was named too."""
    answers, others = document["answers"], document.get("others", "unknown")
    found = answers_learnt(answers, learnt)
    ways = [found]
    if found.get(_SWELLING) in _SIDES and answers.get(_SWELLING) in _SIDES:
        ways.append({**found, _SWELLING: answers[_SWELLING]})
        ways.append({**found, _SWELLING: "both"})
    for way in ways:
        with suppress(InvalidAnswers):
            yield decide({"answers": {**answers, **way}, "others": others})


def _is_open(answers: Mapping[str, Any], name: str) -> bool:
    return answers.get(name) in (None, "none")


def _strictness(ruling: Ruling) -> tuple[int, int]:
    return _STATUSES.index(ruling.status), _UNTILS.index(ruling.until)
