"""The ids that the journal and the ledger keep, as words for the terminal.

In English these are the ids with spaces, so that a person can type what is shown. An id without
a translation, such as a routine of a later version, is shown like that in every language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.language import ENGLISH, current, msgid, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

_ANSWERS = (
    msgid("yes"),
    msgid("no"),
    msgid("both"),
    msgid("unsure"),
    msgid("unknown"),
    msgid("put off"),
)
"""Answers that are no member of an enumeration; ``scripts/messages.py`` collects those."""


def words(value: object) -> str:
    """Return an id or an answer as a person reads it; True and False are yes and no."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    return translate(str(value).replace("_", " "))


def finding(name: str) -> str:
    """Return what a finding of the check is called, in a few words."""
    from soleus.assessment import findings

    return _label(name, {known.id: known.short for known in findings()})


def stop_reason(name: str) -> str:
    """Return why a session was stopped, in the words of the menu."""
    from soleus.session import stop_rules

    return _label(name, {id_: rule.label for id_, rule in stop_rules().items()})


def step_title(step: str) -> str:
    """Return what a step of a journey is called, without when it was due."""
    from soleus.plan import step_kinds

    name = step.partition("@")[0]
    return _label(name, {id_: kind.title for id_, kind in step_kinds().items()})


def habit_answer(thread: str, name: str, value: bool | str | int) -> str:
    """Return the answer to a question about a habit, with the question."""
    from soleus.language import measures, sodium_words
    from soleus.lifestyle import AnswerKind, threads

    questions = threads()[thread].questions if thread in threads() else ()
    question = next((question for question in questions if question.id == name), None)
    if current() == ENGLISH or question is None:
        return f"{words(name)}: {words(value)}"
    if question.kind is AnswerKind.SODIUM and isinstance(value, int):
        said = sodium_words(value, measures().sodium)
    else:
        said = _label(str(value), question.offered)
    return f"{translate(question.asks)} {said}"


def _label(name: str, labels: Mapping[str, str]) -> str:
    """Return the label of an id, translated; the id itself in English or without a label."""
    return words(name) if current() == ENGLISH or name not in labels else translate(labels[name])
