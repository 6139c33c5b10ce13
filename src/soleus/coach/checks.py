"""Checks of one person: taken screen by screen, left and taken up again, finished, recorded."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import RLock
from typing import Any
from uuid import UUID

from soleus.assessment import Decision, decide
from soleus.assessment.interview import (
    Answers,
    InterviewError,
    Screen,
    Subject,
    Value,
    answer,
    change,
    next_screen,
    should_stop,
    to_document,
)
from soleus.coach.errors import NoCheckUnderWayError
from soleus.coach.limbs import KnownLimbs
from soleus.journal import CheckEntry, Journal, UnknownEntryError
from soleus.vocabulary import Clock

DRAFT_LIFETIME = timedelta(days=1)
"""Answers of the day before yesterday say nothing of today: an older draft is begun anew (G18)."""

_DRAFT = "check"
_LAST = "last_check"


@dataclass(frozen=True, slots=True)
class CheckUnderWay:
    """A check that is being taken.

    Parameters
    ----------
    answers : what was said so far
    began_at : when it was begun; the decision's life is counted from here
    decision : what it led to, once it is finished or an emergency has ended it
    """

    answers: Answers
    began_at: datetime
    decision: Decision | None = None

    @property
    def screen(self) -> Screen | None:
        """The first screen with something unanswered; None when everything was asked."""
        return next_screen(self.answers)


@dataclass(frozen=True, slots=True)
class Checks:
    """Keeps the half-way check as a draft and the finished one in the journal.

    A check counts from when it was begun, so what is noted while it is under way ends it too.
    """

    journal: Journal
    clock: Clock
    _one_at_a_time: RLock = field(default_factory=RLock, repr=False, compare=False)
    """Two tabs may answer at once; neither may write over what the other has just said."""

    def current(self, person_id: str) -> CheckUnderWay:
        """Return the check under way, or a new one where there is none or it is too old."""
        kept = self._kept(person_id, _DRAFT)
        return kept or CheckUnderWay(self._fresh(person_id), self.clock.now())

    def is_under_way(self, person_id: str) -> bool:
        """Whether there is a half-way check to go on with."""
        return self._kept(person_id, _DRAFT) is not None

    def answer(
        self,
        person_id: str,
        screen_id: str,
        given: Mapping[str, Value],
        *,
        none_of_these: bool = False,
    ) -> CheckUnderWay:
        """Take the answers of one screen; an emergency ends the check at once.

        Raises
        ------
        InterviewError
            with every fault; nothing of a faulty answer is kept.
        """
        with self._one_at_a_time:
            now = self.current(person_id)
            said = answer(now.answers, screen_id, given, none_of_these=none_of_these)
            return self._keep(person_id, said, now.began_at)

    def change(self, person_id: str, finding: str, value: Value) -> CheckUnderWay:
        """Change one answer; what no longer follows from it is taken out.

        Raises
        ------
        InterviewError
            when ``value`` is no answer to it, or it is not asked after these answers.
        """
        with self._one_at_a_time:
            now = self.current(person_id)
            return self._keep(person_id, change(now.answers, finding, value), now.began_at)

    def finish(self, person_id: str) -> Decision:
        """Record the check as it stands and return its decision; what is open stays unknown.

        Raises
        ------
        NoCheckUnderWayError
            where there is none, such as one that was ended already; nothing is recorded then.
        """
        with self._one_at_a_time:
            now = self._kept(person_id, _DRAFT)
            if now is None:
                raise NoCheckUnderWayError
            return self._end(person_id, now.answers, now.began_at)

    def arrived(
        self,
        person_id: str,
        document: Mapping[str, Any],
        *,
        id: UUID,  # noqa: A002  # the word the file format uses
        began_at: datetime,
    ) -> Decision:
        """Record a check that was taken on a device, and decide it again by the rules here.

        The same id with the same answers is taken once, however often it is sent.

        Raises
        ------
        InvalidAnswers
            with every fault of the document; nothing is recorded then.
        EntryConflictError
            where the id is taken by another entry.
        """
        with suppress(UnknownEntryError):
            known = self.journal.get(id)
            kept = known.entry.document if isinstance(known.entry, CheckEntry) else None
            if (known.person_id, kept) == (person_id, document):
                return decide(document)
        return self.record(person_id, document, began_at=began_at, id=id)

    def record(
        self,
        person_id: str,
        document: Mapping[str, Any],
        *,
        began_at: datetime | None = None,
        id: UUID | None = None,  # noqa: A002  # the word the file format uses
    ) -> Decision:
        """Record a check that was taken elsewhere, such as an answer file.

        Raises
        ------
        InvalidAnswers
            with every fault of the document; nothing is recorded then.
        """
        decision = decide(document)
        entry = CheckEntry(document=dict(document), decision=decision.as_dict())
        self.journal.append(person_id, entry, id=id, at=began_at or self.clock.now())
        return decision

    def restart(self, person_id: str) -> None:
        """Forget the half-way check."""
        self.journal.drop_draft(person_id, _DRAFT)

    def last_answers(self, person_id: str) -> Answers | None:
        """Return the answers of the last check taken here, to be seen; None if too old to edit."""
        kept = self._kept(person_id, _LAST)
        return kept.answers if kept else None

    def reopen(self, person_id: str) -> CheckUnderWay:
        """Take the last check up again to edit it; it keeps the moment when it was begun."""
        kept = self._kept(person_id, _LAST)
        if kept is None:
            return self.current(person_id)
        self.journal.save_draft(person_id, _DRAFT, _as_draft(kept.answers, kept.began_at))
        return kept

    def _fresh(self, person_id: str) -> Answers:
        is_self = self.journal.person(person_id).is_self
        limbs = KnownLimbs(self.journal).of(person_id)
        return Answers(Subject.SELF if is_self else Subject.OTHER, limbs)

    def _keep(self, person_id: str, answers: Answers, began_at: datetime) -> CheckUnderWay:
        self.journal.save_draft(person_id, _DRAFT, _as_draft(answers, began_at))
        decision = self._end(person_id, answers, began_at) if should_stop(answers) else None
        return CheckUnderWay(answers, began_at, decision)

    def _end(self, person_id: str, answers: Answers, began_at: datetime) -> Decision:
        decision = self.record(person_id, to_document(answers), began_at=began_at)
        self.journal.save_draft(person_id, _LAST, _as_draft(answers, began_at))
        self.journal.drop_draft(person_id, _DRAFT)
        return decision

    def _kept(self, person_id: str, kind: str) -> CheckUnderWay | None:
        draft = self.journal.draft(person_id, kind)
        if draft is None:
            return None
        began_at = datetime.fromisoformat(draft.document["began_at"])
        if not began_at <= self.clock.now() < began_at + DRAFT_LIFETIME:
            return None
        try:
            return CheckUnderWay(Answers.from_dict(draft.document["answers"]), began_at)
        except InterviewError:  # kept by a version of the check that asked other questions
            return None


def _as_draft(answers: Answers, began_at: datetime) -> dict[str, Any]:
    return {"began_at": began_at.isoformat(), "answers": answers.as_dict()}
