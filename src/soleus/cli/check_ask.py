"""Asks the check at the terminal, screen by screen, and stops at an emergency at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from soleus.cli.check_text import told
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from soleus.assessment.interview import Question, Screen, Value
    from soleus.cli.keyboard import Keyboard
    from soleus.coach import Coach
    from soleus.vocabulary import Limbs

LEAVE = ("q", "quit")
_HOW = msgid(
    "Type q to leave; what you said is kept for a day. Type ? to read what a question means."
)
_LEFT = msgid("Left half-way. Your answers are kept. Go on with: soleus check")
_NONE, _UNSURE = "none", "unsure"
_NO = (_NONE, "no")


class _LeftHalfWay(Exception):  # noqa: N818  leaving is no error
    """The person wants to go on another time."""


def ask(
    person: str, country: str | None, limbs: Limbs | None = None, *, anew: bool, as_json: bool
) -> None:
    """Take the check of one person from where it was left, and tell what it found.

    ``limbs`` is kept first, where it is given.
    """
    from soleus.cli.keyboard import keyboard
    from soleus.compose import Settings, open_coach

    with open_coach(Settings.from_environment()) as coach:
        person_id = coach.journal.person(person).id
        if limbs is not None:
            coach.limbs.keep(person_id, limbs)
        if anew:
            coach.checks.restart(person_id)
        try:
            _take(coach, person_id, keyboard(), country, as_json)
        except (_LeftHalfWay, KeyboardInterrupt):
            print(f"\n{translate(_LEFT)}")


def _take(coach: Coach, person_id: str, keys: Keyboard, country: str | None, as_json: bool) -> None:
    from soleus.assessment.interview import progress, to_document

    now = coach.checks.current(person_id)
    print(translate(_HOW))
    while now.decision is None and now.screen is not None:
        done, of = progress(now.answers)
        step = translate("Step {n} of {of}: {title}", n=done + 1, of=of, title=now.screen.title)
        print(f"\n{step}")
        screen = now.screen.id
        for given, none_of_these in _screen(keys, now.screen):
            now = coach.checks.answer(person_id, screen, given, none_of_these=none_of_these)
            if now.decision:  # an emergency: ask nothing more, not even the rest of this screen
                break
    decision = now.decision or coach.checks.finish(person_id)
    if as_json:
        print(json.dumps(decision.as_dict(), indent=2, ensure_ascii=False))
    else:
        print(f"\n{told(to_document(now.answers), decision, country)}")


def _screen(keys: Keyboard, screen: Screen) -> Iterator[tuple[Mapping[str, Value], bool]]:
    """Yield what is given on a screen, answer by answer, and whether all else is denied."""
    if screen.note:
        print(screen.note)
    if not screen.is_group:
        question = screen.questions[0]
        yield {question.finding: _question(keys, question)}, False
    else:
        yield from _group(keys, screen)


def _group(keys: Keyboard, screen: Screen) -> Iterator[tuple[Mapping[str, Value], bool]]:
    print(screen.asks)
    for number, question in enumerate(screen.questions, 1):
        print(f"  {number}. {question.item}")
    how = msgid("Type the numbers that apply, or none ({none}), or unsure.")
    print(translate(how, none=screen.none_label))
    words = _chosen(keys, screen)
    if words == [_UNSURE]:
        yield dict.fromkeys(screen.findings, _UNSURE), False
        return
    given: dict[str, Value] = {}
    for at in _numbered(words, len(screen.questions)):
        question = screen.questions[at]
        given[question.finding] = _marked(keys, question)
        yield dict(given), False
    yield given, True


def _chosen(keys: Keyboard, screen: Screen) -> list[str]:
    """Return what was typed to a group once it is none, unsure or numbers that stand there."""
    while True:
        words = _line(keys).replace(",", " ").split()
        if len(words) == 1 and words[0] in (*_NO, _UNSURE):
            return words
        if _numbered(words, len(screen.questions)):
            return words
        if words and words[0].startswith("?"):
            _explain(screen, words)
        else:
            how = msgid("Please type none, unsure, or numbers from 1 to {n}.")
            print(translate(how, n=len(screen.questions)))


def _marked(keys: Keyboard, question: Question) -> Value:
    """Return the answer to a line that was chosen: yes, or which leg."""
    is_yes_no = [choice.value for choice in question.choices] == [True, False]
    return True if is_yes_no else _question(keys, question)


def _numbered(words: list[str], most: int) -> list[int]:
    """Return the places that these words number; nothing where one of them does not."""
    numbers = [int(word) for word in words if word.isdecimal()]
    fits = len(numbers) == len(words) and all(0 < number <= most for number in numbers)
    return sorted({number - 1 for number in numbers}) if fits else []


def _explain(screen: Screen, words: list[str]) -> None:
    """Tell what the lines mean that stand after the question mark; all where none does."""
    named = [word for word in (words[0].lstrip("?"), *words[1:]) if word]
    for at in _numbered(named, len(screen.questions)) or range(len(screen.questions)):
        question = screen.questions[at]
        print(f"{at + 1}. {question.asks}\n{question.means}\n")


def _question(keys: Keyboard, question: Question) -> Value:
    from soleus.assessment.interview import UNSURE

    print(question.asks)
    for number, choice in enumerate(question.choices, 1):
        print(f"  {number}. {choice.label}")
    print(_prompt(question))
    while True:
        words = _line(keys).replace(",", " ").split()
        if words == ["?"]:
            print(question.means)
            continue
        value: Value | None = UNSURE if words == [_UNSURE] else _value(question, words)
        if value is not None and not question.faults(value):
            return value
        print(f"{translate('That is no answer here.')} {_prompt(question)}")


def _prompt(question: Question) -> str:
    if not question.choices:
        return translate("Type a whole number, or unsure.")
    tokens = ", ".join(choice.token for choice in question.choices)
    if question.takes_several:
        how = msgid("Type a number (several with a space between) or {tokens}, unsure.")
        return translate(how, tokens=tokens)
    return translate("Type a number or {tokens}, unsure.", tokens=tokens)


def _value(question: Question, words: list[str]) -> Value | None:
    """Return the value of what was typed, by number or by token; None where it has none."""
    if not question.choices:
        return int(words[0]) if len(words) == 1 and words[0].isdecimal() else None
    by_word: dict[str, Value] = {}
    if question.denial is not None:
        by_word |= dict.fromkeys(_NO, question.denial)
    for number, choice in enumerate(question.choices, 1):
        by_word |= {str(number): choice.value, choice.token: choice.value}
    values = [by_word.get(word) for word in words]
    if question.takes_several and len(values) > 1:
        several = [
            name for value in values for name in (value if isinstance(value, tuple) else [value])
        ]
        return tuple(str(name) for name in several)
    return values[0] if len(values) == 1 else None


def _line(keys: Keyboard) -> str:
    print("> ", end="", flush=True)
    line = keys.line()
    if line is None or line.strip().lower() in LEAVE:
        raise _LeftHalfWay
    return line.strip().lower()
