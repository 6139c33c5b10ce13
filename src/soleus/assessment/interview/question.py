"""One question to a person: its words, its possible answers, and what it must not be read as."""

from dataclasses import dataclass
from typing import TypeAlias

from soleus.assessment.finding import AGES, Kind
from soleus.language import msgid, translate
from soleus.records import NonBlank, Record

Value: TypeAlias = str | bool | int | tuple[str, ...]
"""An answer as the check takes it; a tuple names activities."""

UNSURE = "unsure"
"""Given in place of a value by somebody who does not know; never read as no."""

DENIALS: dict[Kind, Value] = {Kind.SIDED: "none", Kind.YES_NO: False, Kind.ACTIVITIES: ()}
"""What "no" is for each kind of finding; a course and an age cannot be denied."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose: ``token`` in forms and at the terminal, ``value`` for the check."""

    token: str
    value: Value
    label: str


@dataclass(frozen=True, slots=True)
class Misreading(Record):
    """A wrong reading of a question, and what the wording does ``against`` it."""

    reading: NonBlank
    against: NonBlank


@dataclass(frozen=True, slots=True)
class Question:
    """One finding as it is asked of one subject.

    Parameters
    ----------
    finding, kind, short : the finding's id and kind, and a noun phrase for it
    item : the line on a screen that asks several things together
    asks : the whole question, one sentence
    asks_marked : the question that names what was marked in the place of ``{marked}``; may be empty
    means : what it means, with an example; one thought a line
    find_out : a test or a look that makes sure of it; empty where there is none
    unsure_leads_to : what "Not sure" does
    picture : id of a picture that shows it, or None
    choices : the answers in the order shown, "Not sure" left out; empty for the age
    unsure_label : the label of "Not sure"
    rules_out : wrong readings, and what the wording does against them
    claims : ids of the ledger's claims that make it worth asking
    """

    finding: str
    kind: Kind
    short: str
    item: str
    asks: str
    asks_marked: str
    means: str
    find_out: str
    unsure_leads_to: str
    picture: str | None
    choices: tuple[Choice, ...]
    unsure_label: str
    rules_out: tuple[Misreading, ...]
    claims: tuple[str, ...]

    @property
    def denial(self) -> Value | None:
        """The value that says no, or None where there is none."""
        return DENIALS.get(self.kind)

    @property
    def takes_several(self) -> bool:
        """Whether more than one choice may be taken together."""
        return self.kind is Kind.ACTIVITIES

    def label(self, value: Value) -> str:
        """Return ``value``, or UNSURE, in the words of the choices."""
        if value == UNSURE:
            return self.unsure_label
        if isinstance(value, tuple) and value:
            return ", ".join(c.label for c in self.choices if c.token in value)
        return next((c.label for c in self.choices if _same(c.value, value)), str(value))

    def faults(self, value: object) -> tuple[str, ...]:
        """Return what is wrong with ``value`` as an answer; UNSURE is always right."""
        if value == UNSURE or self._takes(value):
            return ()
        says = msgid("{finding}: {value} is no answer; choose {expected}")
        expected = self._expected()
        return (translate(says, finding=self.finding, value=repr(value), expected=expected),)

    def _takes(self, value: object) -> bool:
        if self.kind is Kind.AGE:
            return type(value) is int and value in AGES
        if isinstance(value, tuple) and self.takes_several:
            tokens = {c.token for c in self.choices if c.value}
            return set(value) <= tokens and len(set(value)) == len(value)
        return any(_same(choice.value, value) for choice in self.choices)

    def _expected(self) -> str:
        if self.kind is Kind.AGE:
            says = msgid("a whole number from {least} to {most}")
            return translate(says, least=AGES[0], most=AGES[-1])
        return translate(" or ").join(choice.token for choice in self.choices)


def _same(one: object, other: object) -> bool:
    """Whether two values are equal and of one type: in Python ``True == 1``."""
    return type(one) is type(other) and one == other
