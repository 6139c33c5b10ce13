"""Lifestyle threads of one person: the next one to ask, what was answered, what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from soleus.journal import HabitEntry
from soleus.lifestyle import InvalidHabitError, Thread, Told, threads

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from soleus.coach.gate import Gate
    from soleus.journal import Journal, Recorded

PUT_OFF = "put_off"
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
    told : what is said to it today
    due_on : the day from which it is asked again
    is_due : whether it is asked now
    """

    thread: Thread
    answers: Mapping[str, bool | str | int] | None
    answered_on: date | None
    told: tuple[Told, ...]
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
        denied = _denied(standing.document)
        due = (each for each in self.all(person_id) if each.is_due)
        return next(
            (each for each in due if each.answers is not None or each.thread.id not in denied), None
        )

    def record(self, person_id: str, thread_id: str, given: Mapping[str, str]) -> HabitEntry:
        """Keep the answers to a thread, as texts from a form.

        Raises
        ------
        InvalidHabitError
            with every fault; nothing is kept then.
        """
        entry = HabitEntry(thread_id, _known(thread_id).read(given))
        self.journal.append(person_id, entry)
        return entry

    def arrived(
        self,
        person_id: str,
        entry: HabitEntry,
        *,
        id: UUID,  # noqa: A002  # the word the file format uses
        at: datetime,
        supersedes: UUID | None = None,
    ) -> None:
        """Keep answers that a device took down, by the same limits; what is put off as well.

        Raises
        ------
        InvalidHabitError
            with every fault; nothing is kept then.
        """
        thread, given = _known(entry.thread), dict(entry.answers)
        if given != {PUT_OFF: True}:
            given = thread.read({name: str(value) for name, value in given.items()})
        recorded = HabitEntry(thread.id, given)
        self.journal.append(person_id, recorded, id=id, at=at, supersedes=supersedes)

    def put_off(self, person_id: str, thread_id: str) -> None:
        """Ask a thread again in a week; what was answered before stays."""
        self.journal.append(person_id, HabitEntry(_known(thread_id).id, {PUT_OFF: True}))

    def _habit(
        self,
        thread: Thread,
        recorded: tuple[Recorded[HabitEntry], ...],
        facts: Mapping[str, bool | None],
    ) -> Habit:
        of_this = [each for each in recorded if each.entry.thread == thread.id]
        said = [each for each in of_this if PUT_OFF not in each.entry.answers]
        last, today = (said[-1] if said else None), self.today()
        answers = last.entry.answers if last else None
        due = today
        if last is not None:
            due = thread.due_on(last.entry.answers, last.local_date)
        if of_this and of_this[-1] is not last:
            due = max(due, of_this[-1].local_date + _LATER)
        told = thread.told(answers, facts, today) if answers is not None else ()
        answered_on = last.local_date if last else None
        return Habit(thread, answers, answered_on, told, due, due <= today)

    def _facts(self, person_id: str) -> dict[str, bool | None]:
        """Return what the check says: yes, no, or nothing where it was not answered."""
        document = self.gate.standing(person_id).document or {"answers": {}}
        denied = False if document.get("others") == "no" else None
        named = {name for thread in threads().values() for say in thread.says for name in say.of}
        return {name: _as_fact(document["answers"].get(name, denied)) for name in named}


def _denied(document: Mapping[str, Any] | None) -> set[str]:
    """Return the threads whose first question the check has answered with no already."""
    given = (document or {}).get("answers", {})
    rest = False if (document or {}).get("others") == "no" else None
    return {
        thread for thread, finding in _ASKED_BY_CHECK.items() if given.get(finding, rest) is False
    }


def _as_fact(answer: object) -> bool | None:
    """Return an answer of the check as yes or no, where it is one; a leg is a yes."""
    return (
        answer != "none"
        if isinstance(answer, str)
        else answer
        if isinstance(answer, bool)
        else None
    )


def _known(thread_id: str) -> Thread:
    if thread_id not in threads():
        raise InvalidHabitError([f"there is no habit '{thread_id}'"])
    return threads()[thread_id]
