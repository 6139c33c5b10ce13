"""A lifestyle thread: what it asks, when it asks again, and what it says to which answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

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
from soleus.lifestyle.errors import InvalidHabitError

Answers = Mapping[str, bool | str | int]
Facts = Mapping[str, bool | None]
"""Findings of the check: yes, no, or None where nobody has said."""

When = Mapping[str, tuple[str, ...]]


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


@dataclass(frozen=True, slots=True)
class HabitQuestion:
    """One question; asked only where the answers so far are among ``only``."""

    id: str
    asks: str
    hint: str
    kind: AnswerKind
    options: Mapping[str, str]
    bounds: tuple[int, int]
    is_optional: bool
    only: When


@dataclass(frozen=True, slots=True)
class Say:
    """Words for certain answers, and the claims they rest on.

    Parameters
    ----------
    when : answers of which each has to be among those named
    has, lacks : answers that have to be there, or not
    ahead, past : a day that has to lie ahead, or be today or behind
    of, state : findings of the check, and whether one is yes, all are no, or it is unknown
    """

    text: str
    claims: tuple[str, ...]
    when: When
    has: tuple[str, ...]
    lacks: tuple[str, ...]
    ahead: str
    past: str
    of: tuple[str, ...]
    state: tuple[str, ...]

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
class Again:
    """After how many days a thread is asked again, given certain answers."""

    when: When
    days: int


@dataclass(frozen=True, slots=True)
class Told:
    """Words for a person and the claims they rest on."""

    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """One habit kept in view. ``id`` is its file's name; ``again`` the last that fits counts."""

    id: str
    order: int
    title: str
    why: Told
    questions: tuple[HabitQuestion, ...]
    says: tuple[Say, ...]
    again_days: int
    again: tuple[Again, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """Every claim that it rests on, sorted."""
        return tuple(sorted({*self.why.claims, *(c for say in self.says for c in say.claims)}))

    def told(self, answers: Answers, facts: Facts, today: date) -> tuple[Told, ...]:
        """Return what is said to these answers."""
        values = dict(_filled(self.questions, answers, today))
        return tuple(
            Told(translate(say.text, **values), say.claims)
            for say in self.says
            if say.fits(answers, facts, today)
        )

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

    def read(self, given: Mapping[str, str]) -> dict[str, bool | str | int]:
        """Return the answers that texts from a form give; what is not asked is left out.

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
            text = given.get(question.id, "").strip()
            if not text:
                if not question.is_optional:
                    asks = translate(question.asks)
                    faults.append(translate("Please answer: {asks}", asks=asks))
                continue
            unit = _unit_of(question, given)
            value = _read(question, text, unit)
            if value is None:
                faults.append(f"{translate(question.asks)} {_wanted(question, unit)}")
            else:
                answers[question.id] = value
        if faults:
            raise InvalidHabitError(faults)
        return answers


def fit(when: When, answers: Answers) -> bool:
    """Whether each answer is among those named."""
    return all(answers.get(name) in among for name, among in when.items())


def unit_name(question_id: str) -> str:
    """Return the name of the field that says in which unit a question was answered."""
    return f"{question_id}_unit"


def _unit_of(question: HabitQuestion, given: Mapping[str, str]) -> Sodium:
    """Return the unit that came with the answer; without one it is in the unit that is kept."""
    said = given.get(unit_name(question.id), "")
    return Sodium(said) if said in tuple(Sodium) else Sodium.MG


def _read(question: HabitQuestion, text: str, unit: Sodium) -> str | int | None:
    if question.kind is AnswerKind.CHOICE:
        return text if text in question.options else None
    if question.kind is AnswerKind.DAY:
        return text if _day(text) else None
    least, most = question.bounds
    number = int(text) if text.isdecimal() and len(text) < 9 else None
    if question.kind is AnswerKind.SODIUM:
        given = amount(text, unit)
        number = None if given is None else milligrams(given, unit)
    return number if number is not None and least <= number <= most else None


def _wanted(question: HabitQuestion, unit: Sodium) -> str:
    if question.kind is AnswerKind.CHOICE:
        return translate("Please choose one of the answers.")
    if question.kind is AnswerKind.DAY:
        return translate("Please give a day.")
    least, most = map(number_words, question.bounds)
    if question.kind is AnswerKind.SODIUM:
        least, most = (sodium_words(bound, unit) for bound in question.bounds)
    return translate("Please give a number from {least} to {most}.", least=least, most=most)


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
    said = [facts.get(name) for name in of]
    if True in said:
        return "yes"
    return "unknown" if None in said else "no"


def _filled(
    questions: tuple[HabitQuestion, ...], answers: Answers, today: date
) -> Iterator[tuple[str, str]]:
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
