"""Lifestyle threads of one person: the next one to ask, what was answered, what follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Unpack

from soleus.coach.gate.gate import Gate
from soleus.evidence import Text
from soleus.journal import HabitEntry, HowRecorded, Journal, Recorded
from soleus.language import translate
from soleus.lifestyle import InvalidHabitError, Thread, threads
from soleus.vocabulary import AnswerDocument, if_not_answered

_PUT_OFF = "put_off"
_LATER = timedelta(days=7)
_ASKED_BY_CHECK = {"smoking": "smoker"}
"""Threads that begin with what the check asks too: whoever said no there is not asked again."""


@dataclass(frozen=True, slots=True)
class Habit:
    """One thread as it stands for a person.

    Parameters
    ----------
    thread : what it asks and says
    answers : what was answered last; None where nothing was
    answered_on : the day of that
    texts : what is said to it today
    due_on : the day from which it is asked again
    is_due : whether it is asked now
    """

    thread: Thread
    answers: Mapping[str, bool | str | int] | None
    answered_on: date | None
    texts: tuple[Text, ...]
    due_on: date
    is_due: bool


@dataclass(frozen=True, slots=True)
class Habits:
    """Keeps the answers to the threads. ``today`` gives the person's own day."""

    journal: Journal
    gate: Gate
    today: Callable[[], date]

    def all(self, person_id: str) -> tuple[Habit, ...]:
        """Return every thread as it stands, in the order in which they are asked."""
        recorded = self.journal.entries(person_id, [HabitEntry])
        facts = self._facts(person_id)
        return tuple(self._habit(thread, recorded, facts) for thread in threads().values())

    def next(self, person_id: str) -> Habit | None:
        """Return the thread to ask now; None where all were asked, or a doctor comes first."""
        standing = self.gate.standing(person_id)
        if standing.clearance is None or not standing.builds_up:
            return None
        for habit in self.all(person_id):
            asked = _ASKED_BY_CHECK.get(habit.thread.id)
            is_denied = asked is not None and _answer(standing.document, asked) is False
            if habit.is_due and (habit.answers is not None or not is_denied):
                return habit
        return None

    def read(self, thread_id: str, texts: Mapping[str, str]) -> HabitEntry:
        """Return the answers to a thread that texts from a form give.

        Raises
        ------
        InvalidHabitError
            with every fault.
        """
        return HabitEntry(thread_id, _known(thread_id).read(texts))

    def put_off(self, thread_id: str) -> HabitEntry:
        """Return the note that a thread is to be asked again in a week; earlier answers stay.

        Raises
        ------
        InvalidHabitError
            where there is no such thread.
        """
        return HabitEntry(_known(thread_id).id, {_PUT_OFF: True})

    def take(
        self, person_id: str, entry: HabitEntry, **how: Unpack[HowRecorded]
    ) -> Recorded[HabitEntry]:
        """Record answers to a thread by its own limits, or that it is put off for a week.

        Raises
        ------
        InvalidHabitError
            with every fault; nothing is recorded then.
        """
        if entry != self.put_off(entry.thread):
            texts = {name: str(value) for name, value in entry.answers.items()}
            entry = self.read(entry.thread, texts)
        return self.journal.append(person_id, entry, **how)

    def _habit(
        self,
        thread: Thread,
        recorded: tuple[Recorded[HabitEntry], ...],
        facts: Mapping[str, bool | None],
    ) -> Habit:
        of_this = [each for each in recorded if each.entry.thread == thread.id]
        said = [each for each in of_this if _PUT_OFF not in each.entry.answers]
        last, today = (said[-1] if said else None), self.today()
        answers = last.entry.answers if last else None
        due = today
        if last is not None:
            due = thread.due_on(last.entry.answers, last.local_date)
        if of_this and of_this[-1] is not last:
            due = max(due, of_this[-1].local_date + _LATER)
        texts = thread.texts_for(answers, facts, today) if answers is not None else ()
        answered_on = last.local_date if last else None
        return Habit(thread, answers, answered_on, texts, due, due <= today)

    def _facts(self, person_id: str) -> dict[str, bool | None]:
        """Return what the check says: yes, no, or nothing where it was not answered."""
        document = self.gate.standing(person_id).document
        named = {name for thread in threads().values() for text in thread.texts for name in text.of}
        return {name: _as_fact(_answer(document, name)) for name in named}


def _answer(document: AnswerDocument | None, finding: str) -> object:
    """Return what the check was answered, "no" to all others included; None where it was not."""
    if document is None:
        return None
    return document["answers"].get(finding, if_not_answered(document))


def _as_fact(answer: object) -> bool | None:
    """Return an answer of the check as yes or no, where it is one; a leg is a yes."""
    if isinstance(answer, str):
        return answer != "none"
    return answer if isinstance(answer, bool) else None


def _known(thread_id: str) -> Thread:
    if thread_id not in threads():
        raise InvalidHabitError([translate("there is no habit '{id}'", id=thread_id)])
    return threads()[thread_id]
