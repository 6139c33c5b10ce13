"""A lifestyle thread: what it asks, when it asks again, and what it says to which answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Literal

from soleus.evidence import Text
from soleus.language import (
    Sodium,
    amount,
    day_and_month,
    measures,
    milligrams,
    number_words,
    sodium_words,
    translate,
)
from soleus.records import NonBlank, Record, load_folder
from soleus.vocabulary import FaultsError

Answers = Mapping[str, bool | str | int]
Facts = Mapping[str, bool | None]
"""Findings of the check: yes, no, or None where nobody has said."""

When = Mapping[str, tuple[str, ...]]


class InvalidHabitError(FaultsError):
    """Answers to a thread are wrong."""


class AnswerKind(StrEnum):
    """What kind of answer a question takes; sodium is kept in milligrams."""

    CHOICE = "choice"
    DAY = "day"
    NUMBER = "number"
    SODIUM = "sodium"

    @property
    def is_number(self) -> bool:
        """Whether the answer is a number within bounds."""
        return self in (AnswerKind.NUMBER, AnswerKind.SODIUM)


@dataclass(frozen=True, slots=True, kw_only=True)
class HabitQuestion(Record):
    """One question; asked only where the answers so far are among ``only``.

    Parameters
    ----------
    offered : the label of each answer of a choice
    least, most : the bounds of a number
    """

    id: NonBlank
    asks: NonBlank
    hint: str = ""
    kind: AnswerKind = AnswerKind.CHOICE
    offered: Mapping[str, NonBlank] = field(default_factory=dict)
    least: int = 0
    most: int = 0
    is_optional: bool = False
    only: When = field(default_factory=dict)

    def _faults_between(self) -> tuple[str, ...]:
        if (self.kind is AnswerKind.CHOICE) != bool(self.offered):
            return ("a choice needs what is offered, and nothing else does",)
        if self.kind.is_number != (self.least < self.most):
            return ("a number needs its least and most, and nothing else does",)
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HabitText(Text):
    """A text for certain answers.

    Parameters
    ----------
    when : answers of which each has to be among those named
    has, lacks : answers that have to be there, or not
    ahead, past : a day that has to lie ahead, or be today or behind
    of, state : findings of the check, and whether one is yes, all are no, or it is unknown
    """

    when: When = field(default_factory=dict)
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    ahead: str = ""
    past: str = ""
    of: tuple[str, ...] = ()
    state: tuple[Literal["yes", "no", "unknown"], ...] = ()

    def fits(self, answers: Answers, facts: Facts, today: date) -> bool:
        """Whether it is said to these answers."""
        days = [(self.ahead, True), (self.past, False)]
        return (
            fit(self.when, answers)
            and all(name in answers for name in self.has)
            and not any(name in answers for name in self.lacks)
            and all(_lies(answers, name, today, ahead=ahead) for name, ahead in days if name)
            and (not self.of or _state(self.of, facts) in self.state)
        )


@dataclass(frozen=True, slots=True)
class Again(Record):
    """After how many days a thread is asked again, where the answers are among ``when``."""

    when: When
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread(Record):
    """One habit kept in view.

    Parameters
    ----------
    id : its file's name
    order : its place among the threads
    why, claims : why it is asked, and what that rests on
    again_days : after how many days it is asked again, unless one of ``again`` fits; the last
        that fits counts
    """

    id: NonBlank
    order: int
    title: NonBlank
    why: NonBlank
    claims: tuple[str, ...]
    questions: tuple[HabitQuestion, ...]
    texts: tuple[HabitText, ...]
    again_days: int
    again: tuple[Again, ...] = ()

    def _faults_between(self) -> tuple[str, ...]:
        """Return what is well-formed and yet names a question or an answer that is not there."""
        offered = {question.id: question.offered for question in self.questions}
        conditions = [
            *(question.only for question in self.questions),
            *(text.when for text in self.texts),
            *(again.when for again in self.again),
        ]
        faults = [
            f"there is no answer {name} = {value}"
            for when in conditions
            for name, values in when.items()
            for value in values
            if value not in offered.get(name, ())
        ]
        for text in self.texts:
            others = {*text.has, *text.lacks, text.ahead, text.past} - {"", *offered}
            faults += [f"there is no question {name}" for name in others]
        return tuple(faults)

    def texts_for(self, answers: Answers, facts: Facts, today: date) -> tuple[Text, ...]:
        """Return what is said to these answers, in the language spoken now."""
        values = dict(_values(self.questions, answers, today))
        return tuple(text.said(**values) for text in self.texts if text.fits(answers, facts, today))

    def due_on(self, answers: Answers, answered_on: date) -> date:
        """Return the day on which it is asked again: by its schedule, or on the day chosen."""
        days = self.again_days
        for again in self.again:
            days = again.days if fit(again.when, answers) else days
        due = answered_on + timedelta(days=days)
        chosen = [
            day
            for question in self.questions
            if question.kind is AnswerKind.DAY
            and (day := _day(answers.get(question.id))) is not None
            and day > answered_on
        ]
        return min([due, *chosen])

    def read(self, form: Mapping[str, str]) -> dict[str, bool | str | int]:
        """Return the answers in the texts of a form; the answer to what is not asked is left out.

        Raises
        ------
        InvalidHabitError
            with every fault.
        """
        faults: list[str] = []
        answers: dict[str, bool | str | int] = {}
        for question in self.questions:
            if not fit(question.only, answers):
                continue
            text = form.get(question.id, "").strip()
            if not text:
                if not question.is_optional:
                    asks = translate(question.asks)
                    faults.append(translate("Please answer: {asks}", asks=asks))
                continue
            unit = _unit_of(question, form)
            value = _read(question, text, unit)
            if value is None:
                faults.append(f"{translate(question.asks)} {_wanted(question, unit)}")
            else:
                answers[question.id] = value
        if faults:
            raise InvalidHabitError(faults)
        return answers


@cache
def threads() -> Mapping[str, Thread]:
    """Return every thread by its id, in the order in which they are asked.

    Raises
    ------
    InvalidDataError
        with every fault of every file.
    """
    loaded = load_folder(Thread, files("soleus.lifestyle") / "threads")
    return dict(sorted(loaded.items(), key=lambda item: item[1].order))


def fit(when: When, answers: Answers) -> bool:
    """Whether each answer is among those named."""
    return all(answers.get(name) in among for name, among in when.items())


def unit_name(question_id: str) -> str:
    """Return the name of the field that says in which unit a question was answered."""
    return f"{question_id}_unit"


def _unit_of(question: HabitQuestion, form: Mapping[str, str]) -> Sodium:
    """Return the unit that came with the answer; without one it is in the unit that is kept."""
    unit = form.get(unit_name(question.id), "")
    return Sodium(unit) if unit in tuple(Sodium) else Sodium.MG


def _read(question: HabitQuestion, text: str, unit: Sodium) -> str | int | None:
    if question.kind is AnswerKind.CHOICE:
        return text if text in question.offered else None
    if question.kind is AnswerKind.DAY:
        return text if _day(text) else None
    least, most = question.least, question.most
    number = int(text) if text.isdecimal() and len(text) < 9 else None
    if question.kind is AnswerKind.SODIUM:
        quantity = amount(text, unit)
        number = None if quantity is None else milligrams(quantity, unit)
    return number if number is not None and least <= number <= most else None


def _wanted(question: HabitQuestion, unit: Sodium) -> str:
    if question.kind is AnswerKind.CHOICE:
        return translate("Please choose one of the answers.")
    if question.kind is AnswerKind.DAY:
        return translate("Please give a day.")
    least, most = number_words(question.least), number_words(question.most)
    if question.kind is AnswerKind.SODIUM:
        least, most = _sodium(question.least, unit), _sodium(question.most, unit)
    return translate("Please give a number from {least} to {most}.", least=least, most=most)


def _sodium(bound_mg: int, unit: Sodium) -> str:
    """Return a bound in the unit of the answer; milligrams with the reader's own unit beside."""
    return (
        translate(f"{{sodium:{bound_mg}}}") if unit is Sodium.MG else sodium_words(bound_mg, unit)
    )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _lies(answers: Answers, name: str, today: date, *, ahead: bool) -> bool:
    day = _day(answers.get(name))
    return day is not None and (day > today) == ahead


def _state(of: tuple[str, ...], facts: Facts) -> str:
    """Return whether one is yes, all are no, or it is not known: unknown is never read as no."""
    answers = [facts.get(name) for name in of]
    if True in answers:
        return "yes"
    return "unknown" if None in answers else "no"


def _values(
    questions: tuple[HabitQuestion, ...], answers: Answers, today: date
) -> Iterator[tuple[str, str]]:
    """Yield what fills the places of the texts: the answers, as words."""
    of_sodium = {each.id for each in questions if each.kind is AnswerKind.SODIUM}
    for name, value in answers.items():
        day = _day(value)
        if day is not None:
            yield name, f"{day_and_month(day)} {day.year}"
            yield "days", str((today - day).days)
        elif type(value) is int:
            is_sodium = name in of_sodium
            yield name, sodium_words(value, measures().sodium) if is_sodium else number_words(value)
        else:
            yield name, str(value)
