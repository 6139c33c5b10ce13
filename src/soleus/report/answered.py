"""What was answered, as short noun phrases for somebody who reads many reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.assessment import findings as all_findings
from soleus.assessment.interview import Subject, question
from soleus.report.since import is_so

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from soleus.report.since import History, Since
    from soleus.vocabulary import Answer, Findings

SYMPTOMS = ("danger", "arteries", "veins")
RISKS = ("person", "conditions", "situation")
CARE = ("care",)


@dataclass(frozen=True, slots=True)
class AnsweredFinding:
    """One answer: a noun phrase, its value in words where "yes" does not say it, since when."""

    finding: str
    what: str
    value: str
    since: Since | None


def answered(
    names: Iterable[str], answers: Findings, history: History
) -> tuple[AnsweredFinding, ...]:
    """Return the answers that say yes in any way, each finding once."""
    so = (each for each in dict.fromkeys(names) if is_so(answers.get(each)))
    return tuple(_answered(each, answers[each], history) for each in so)


def of_groups(groups: Collection[str], without: Collection[str] = ()) -> tuple[str, ...]:
    """Return the findings of some groups, by group, then in the order of the published table."""
    return tuple(
        each.id
        for group in groups
        for each in all_findings()
        if each.group == group and each.id not in without
    )


def _answered(finding: str, value: Answer, history: History) -> AnsweredFinding:
    asked = question(finding, Subject.SELF)
    if value is True:
        words = ""
    elif isinstance(value, list):
        words = asked.label(tuple(value))
    else:
        assert value is not None
        words = asked.label(value)
    return AnsweredFinding(finding, asked.short, words, history.since(finding))
