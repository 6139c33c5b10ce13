"""The answers given so far: a frozen value that can be put away and taken up again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from soleus.assessment.interview.question import UNSURE, Value
from soleus.assessment.interview.question_files import nothing_called, questions
from soleus.assessment.interview.wording import Subject
from soleus.language import msgid, translate
from soleus.vocabulary import FaultsError, Limbs, Sex

_UNREADABLE = msgid("these half-way answers cannot be read; begin the check anew")
_NEEDED = {"subject", "values", "unsure"}
_SHAPE = _NEEDED | {"limbs", "sex", "danger", "kept"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person has said so far, and nothing that they have not.

    Parameters
    ----------
    subject : whose legs they are about
    limbs : which legs there are to ask about
    values : finding to value, for what was said
    unsure : findings answered "Not sure": unknown to the check, yet not asked again
    sex : decides whether questions about pregnancy concern them
    danger : signs of an emergency told in the last days, with what was said
    kept : findings whose values are those of the last check, until they are said to be still so
    """

    subject: Subject = Subject.SELF
    limbs: Limbs = Limbs.BOTH
    values: Mapping[str, Value] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    sex: Sex = Sex.UNSAID
    danger: Mapping[str, Value] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()

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
        return replace(self, values=kept, unsure=unsure, kept=self.kept - set(given))

    def without(self, findings: frozenset[str]) -> "Answers":
        """Return these answers with nothing said to ``findings``."""
        kept = {f: value for f, value in self.values.items() if f not in findings}
        return replace(self, values=kept, unsure=self.unsure - findings, kept=self.kept - findings)

    def with_kept(self, values: Mapping[str, Value]) -> "Answers":
        """Return these answers with those of an earlier check, to be asked about as still so."""
        return replace(self, values={**values, **self.values}, kept=frozenset(values))

    def still_so(self) -> "Answers":
        """Return these answers with all that was kept said anew."""
        return replace(self, kept=frozenset())

    def as_dict(self) -> dict[str, object]:
        """Return a JSON object that :meth:`from_dict` reads back to the same answers."""
        return {
            "subject": self.subject.value,
            "limbs": self.limbs.value,
            "values": _plain(self.values),
            "unsure": sorted(self.unsure),
            "sex": self.sex.value,
            "danger": _plain(self.danger),
            "kept": sorted(self.kept),
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Answers":
        """Read what :meth:`as_dict` wrote.

        Raises
        ------
        FaultsError
            with every fault, when it was not written by this version of the check.
        """
        faults = list(_faults(stored))
        if faults:
            raise FaultsError(faults)
        return cls(
            Subject(stored["subject"]),
            Limbs(stored.get("limbs", Limbs.BOTH)),
            _taken(stored["values"]),
            frozenset(stored["unsure"]),
            Sex(stored.get("sex", Sex.UNSAID)),
            _taken(stored.get("danger", {})),
            frozenset(stored.get("kept", ())),
        )


def _plain(values: Mapping[str, Value]) -> dict[str, object]:
    return {f: list(v) if isinstance(v, tuple) else v for f, v in sorted(values.items())}


def _taken(stored: Mapping[str, Any]) -> dict[str, Value]:
    return {f: tuple(v) if isinstance(v, list) else v for f, v in stored.items()}


def _faults(stored: Mapping[str, Any]) -> list[str]:
    if not _NEEDED <= set(stored) <= _SHAPE:
        return [translate(_UNREADABLE)]
    values, unsure = stored["values"], stored["unsure"]
    if not isinstance(values, dict) or not isinstance(unsure, list):
        return [translate(_UNREADABLE)]
    faults = [] if _is_known(stored) else [translate(_UNREADABLE)]
    says = msgid("{finding}: both a value and not sure")
    faults += [translate(says, finding=finding) for finding in unsure if finding in values]
    for finding in (*values, *unsure):
        if finding not in questions():
            faults.append(nothing_called(str(finding)))
    for finding, value in values.items():
        if finding in questions():
            plain = tuple(value) if isinstance(value, list) else value
            faults += questions()[finding].faults(plain)
            if value == UNSURE:
                says = msgid("{finding}: not sure stands in the list 'unsure', not as a value")
                faults.append(translate(says, finding=finding))
    return faults


def _is_known(stored: Mapping[str, Any]) -> bool:
    """Whether what is kept beside the answers is of the words that there are."""
    danger, kept = stored.get("danger", {}), stored.get("kept", [])
    return (
        stored["subject"] in list(Subject)
        and stored.get("limbs", Limbs.BOTH) in list(Limbs)
        and stored.get("sex", Sex.UNSAID) in list(Sex)
        and isinstance(danger, dict)
        and isinstance(kept, list)
        and set(danger) <= set(questions())
        and set(kept) <= set(stored["values"])
    )
