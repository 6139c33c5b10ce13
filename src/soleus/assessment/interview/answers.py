"""The answers given so far: a frozen value that can be put away and taken up again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from soleus.assessment.interview.errors import InterviewError
from soleus.assessment.interview.question import UNSURE, Value
from soleus.assessment.interview.questions import questions
from soleus.assessment.interview.wording import Subject
from soleus.vocabulary import Limbs, nearest

_SHAPE = {"subject", "limbs", "values", "unsure"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person has said so far, and nothing that they have not.

    Parameters
    ----------
    subject : whose legs they are about
    limbs : which legs there are to ask about
    values : finding to value, for what was said
    unsure : findings answered "Not sure": unknown to the check, yet not asked again
    """

    subject: Subject = Subject.SELF
    limbs: Limbs = Limbs.BOTH
    values: Mapping[str, Value] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()

    def given(self, finding: str) -> Value | None:
        """Return what was said to ``finding``: a value, UNSURE, or None where nothing was."""
        return UNSURE if finding in self.unsure else self.values.get(finding)

    def has(self, finding: str) -> bool:
        """Whether ``finding`` was answered, be it with "Not sure"."""
        return finding in self.values or finding in self.unsure

    def with_given(self, given: Mapping[str, Value]) -> "Answers":
        """Return these answers with ``given`` put in, UNSURE included; nothing is checked."""
        values = {**self.values, **given}
        unsure = (self.unsure - set(given)) | {f for f, v in given.items() if v == UNSURE}
        kept = {finding: value for finding, value in values.items() if finding not in unsure}
        return replace(self, values=kept, unsure=unsure)

    def without(self, findings: frozenset[str]) -> "Answers":
        """Return these answers with nothing said to ``findings``."""
        kept = {f: value for f, value in self.values.items() if f not in findings}
        return replace(self, values=kept, unsure=self.unsure - findings)

    def as_dict(self) -> dict[str, Any]:
        """Return a JSON object that :meth:`from_dict` reads back to the same answers."""
        return {
            "subject": self.subject.value,
            "limbs": self.limbs.value,
            "values": {
                finding: list(value) if isinstance(value, tuple) else value
                for finding, value in sorted(self.values.items())
            },
            "unsure": sorted(self.unsure),
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Answers":
        """Read what :meth:`as_dict` wrote.

        Raises
        ------
        InterviewError
            with every fault, when it was not written by this version of the check.
        """
        faults = list(_faults(stored))
        if faults:
            raise InterviewError(faults)
        values = {
            finding: tuple(value) if isinstance(value, list) else value
            for finding, value in stored["values"].items()
        }
        limbs = Limbs(stored.get("limbs", Limbs.BOTH))
        return cls(Subject(stored["subject"]), limbs, values, frozenset(stored["unsure"]))


def _faults(stored: Mapping[str, Any]) -> list[str]:
    if set(stored) | {"limbs"} != _SHAPE:
        return ["these half-way answers cannot be read: they need subject, values and unsure"]
    values, unsure = stored["values"], stored["unsure"]
    if not isinstance(values, dict) or not isinstance(unsure, list):
        return ["these half-way answers cannot be read: values or unsure has the wrong shape"]
    faults = [] if stored["subject"] in list(Subject) else ["subject has to be self or other"]
    if stored.get("limbs", Limbs.BOTH) not in list(Limbs):
        faults.append("limbs has to be one of " + ", ".join(Limbs))
    faults += [f"{finding}: both a value and not sure" for finding in unsure if finding in values]
    for finding in (*values, *unsure):
        if finding not in questions():
            near = nearest(str(finding), questions())
            faults.append(f"the check asks nothing called '{finding}'{near}")
    for finding, value in values.items():
        if finding in questions():
            plain = tuple(value) if isinstance(value, list) else value
            faults += questions()[finding].faults(plain)
            if value == UNSURE:
                faults.append(f"{finding}: not sure stands in the list 'unsure', not as a value")
    return faults
