"""Checks of one person: answered screen by screen, left, resumed, finished and recorded."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Unpack, cast
from uuid import UUID

from soleus.assessment import Decision, Standing, decide
from soleus.assessment.interview import (
    GONE,
    Answers,
    Screen,
    Subject,
    Value,
    answer,
    change,
    established,
    lasting_answers,
    next_screen,
    should_stop,
    to_document,
)
from soleus.coach.gate.earlier_danger import earlier_danger
from soleus.coach.gate.unkept import URGENCIES_THAT_ASK, Unkept, is_there
from soleus.coach.one_at_a_time import OneAtATime
from soleus.coach.person.known_person import HALF_WAY, LAST, KnownLimbs, KnownSex
from soleus.journal import (
    MOST_KNOWN,
    CheckEntry,
    HowRecorded,
    Journal,
    JournalUnavailableError,
    Knew,
    Recorded,
)
from soleus.language import msgid, translate
from soleus.vocabulary import AnswerDocument, Clock, FaultsError, SoleusError, Urgency

DRAFT_LIFETIME = timedelta(days=1)
"""An older draft is dropped: the answers of two days ago do not describe today (G18)."""

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""When a check was begun where no clock tells it: so long ago that it opens nothing."""


class NotThereError(SoleusError):
    """There is no check to end, no such exercise, or the session is not the person's latest."""

    def __init__(self, why: str) -> None:
        super().__init__(translate(why))


@dataclass(frozen=True, slots=True)
class CheckUnderWay:
    """A check that is not finished yet, or has just ended.

    Parameters
    ----------
    answers : those given so far
    began_at : when it was begun; a decision is valid from that moment on
    knew : what was told before that; nothing that is told meanwhile
    decision : what the answers lead to, once an emergency has ended the check
    is_told : whether the last answer made it sure that somebody has to look today
    """

    answers: Answers
    began_at: datetime
    knew: Knew
    decision: Decision | None = None
    is_told: bool = False

    @property
    def so_far(self) -> Decision | None:
        """What is sure already, where somebody has to look today whatever else is answered."""
        decision = decide(to_document(self.answers))
        return decision if decision.urgency is Urgency.TODAY else None

    @property
    def screen(self) -> Screen | None:
        """The first screen with an open question; None when every question was asked."""
        return next_screen(self.answers)


@dataclass(frozen=True, slots=True)
class Checks:
    """Keeps an unfinished check as a draft and a finished one in the journal.

    A check counts from the moment when it was begun and knows what was told before, so a note
    taken meanwhile ends it too, whatever any clock says.
    """

    journal: Journal
    clock: Clock
    unkept: Unkept
    _turns: OneAtATime = field(init=False, repr=False, compare=False)
    """Two tabs may answer at once; neither may overwrite the other's answers."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_turns", OneAtATime(self.journal))

    def current(self, person_id: str) -> CheckUnderWay:
        """Return the check under way, or a new one where there is none or it is too old.

        A journal that cannot be read, or a clock that cannot be right, keeps nobody from saying
        what is wrong: then it is a new one.
        """
        now = _LONG_AGO
        with suppress(JournalUnavailableError):
            now = self.clock.now()
            draft = self._draft(person_id, HALF_WAY)
            if draft is not None:
                return draft
            return CheckUnderWay(self._at_first(person_id), now, self._knows_now(person_id))
        return CheckUnderWay(Answers(Subject.SELF), now, Knew())

    def is_under_way(self, person_id: str) -> bool:
        """Whether there is an unfinished check to go on with."""
        return self._draft(person_id, HALF_WAY) is not None

    def answer(
        self,
        person_id: str,
        screen_id: str,
        values: Mapping[str, Value],
        *,
        none_of_these: bool = False,
    ) -> CheckUnderWay:
        """Add the answers of one screen; an emergency ends the check at once.

        Raises
        ------
        FaultsError
            with every fault; none of the answers is kept then.
        """
        with self._turns.alone():
            check = self.current(person_id)
            answers = answer(check.answers, screen_id, values, none_of_these=none_of_these)
            return self._save(person_id, check, answers)

    def change(self, person_id: str, finding: str, value: Value) -> CheckUnderWay:
        """Change one answer; answers to questions that it no longer leads to are removed.

        Raises
        ------
        FaultsError
            where ``value`` is no answer to the question, or the question is not asked.
        """
        with self._turns.alone():
            check = self.current(person_id)
            answers = change(check.answers, finding, value)
            return self._save(person_id, check, answers)

    def tell(
        self, person_id: str, given: Mapping[str, Value], said_with: UUID | None = None
    ) -> CheckUnderWay:
        """Put answers that were given outside of the check into the one under way, or a new one.

        Parameters
        ----------
        given : finding to value, or to UNSURE
        said_with : the entry by which the same was noted; the check knows it
        """
        with self._turns.alone():
            check = self.current(person_id)
            if said_with is not None:
                also = (*check.knew.also, said_with)[-MOST_KNOWN:]
                check = replace(check, knew=replace(check.knew, also=also))
            return self._save(person_id, check, check.answers.with_given(given))

    def is_told(self, person_id: str, findings: Iterable[str]) -> bool:
        """Whether a check under way has an answer to each of some findings."""
        check = self._draft(person_id, HALF_WAY)
        return check is not None and all(check.answers.has(each) for each in findings)

    def finish(self, person_id: str) -> Decision:
        """Record the check and return its decision; open questions count as unknown.

        Raises
        ------
        NotThereError
            where no check is under way, for instance because it has ended already.
        """
        with self._turns.alone():
            check = self._draft(person_id, HALF_WAY)
            if check is None:
                raise NotThereError(msgid("There is no check to end. Please take it anew."))
            return self._end(person_id, check)

    def record(
        self,
        person_id: str,
        document: object,
        *,
        began_at: datetime | None = None,
        knew: Knew | None = None,
    ) -> Decision:
        """Decide a check that was taken elsewhere, such as an answer file, and record it.

        Parameters
        ----------
        began_at : by default it is begun now, and knows all that was told before
        knew : what it knew when it was begun; where that is not said, nothing

        Raises
        ------
        InvalidAnswers
            with every fault of the document; nothing is recorded then.
        NotKeptError
            where it cannot be recorded and is urgent; the text says what to do now.
        """
        decision = decide(document)
        answered = cast("AnswerDocument", document)
        with self._answering(person_id, answered, decision):
            self.take(person_id, CheckEntry(answered, decision.as_dict(), knew), at=began_at)
        return decision

    def has_unreadable(self, person_id: str, standing: Standing) -> bool:
        """Whether there was a check that counts as none, since its answers cannot be read now."""
        return standing.check is None and self.journal.latest(person_id, CheckEntry) is not None

    def take(
        self, person_id: str, entry: CheckEntry, **how: Unpack[HowRecorded]
    ) -> Recorded[CheckEntry]:
        """Record a decided check; ``at`` is when it was begun.

        One that does not say what it knew is begun now where it does not say when either, and
        else it knew nothing: what it has not answered goes on counting. The same id with the same
        answers is taken once, whatever rules decided it the second time.

        Raises
        ------
        JournalError
            where the id is taken by another entry.
        """
        known = self.journal.find(how.get("id"))
        if known is not None and known.person_id == person_id and known.kind == entry.kind:
            recorded = cast("Recorded[CheckEntry]", known)
            if recorded.entry.document == entry.document:
                return recorded
        if entry.knew is None:
            knew = Knew() if how.get("at") else self._knows_now(person_id)
            entry = replace(entry, knew=knew)
        return self.journal.append(person_id, entry, id=how.get("id"), at=how.get("at"))

    def restart(self, person_id: str) -> None:
        """Drop the unfinished check."""
        self.journal.drop_draft(person_id, HALF_WAY)

    def pressed_wrongly(self, person_id: str) -> CheckUnderWay:
        """Begin a check that says of the danger signs told last that they were never there.

        It takes nothing back by itself: only the whole check opens the gate again.
        """
        with self._turns.alone():
            self.restart(person_id)
            check = self.current(person_id)
            if not check.answers.danger:
                return check
            never_there: Mapping[str, Value] = {"danger_gone_unseen": False}
            return self._save(person_id, check, check.answers.with_given(never_there))

    def last_answers(self, person_id: str) -> Answers | None:
        """Return the answers of the last check taken here; None where it is too old to edit."""
        last = self._draft(person_id, LAST)
        return last.answers if last else None

    def reopen(self, person_id: str) -> CheckUnderWay:
        """Resume the last check to edit it; it keeps when it was begun and what it knew then.

        Besides that it knows the check that it corrects.
        """
        last = self._draft(person_id, LAST)
        if last is None:
            return self.current(person_id)
        danger = earlier_danger(self.journal, person_id, self.clock.now())
        if danger != last.answers.danger:  # it ended as an emergency: what became of its sign?
            asked_anew = last.answers.without(frozenset({GONE}))
            last = replace(last, answers=replace(asked_anew, danger=danger))
        self.journal.save_draft(person_id, HALF_WAY, _as_draft(last))
        return last

    def _knows_now(self, person_id: str) -> Knew:
        return Knew(self.journal.newest_telling(person_id))

    def about(self, person_id: str) -> Answers:
        """Return answers with nothing said, about this person: what decides what they are asked."""
        is_self = self.journal.person_of_id(person_id).is_self
        return Answers(
            Subject.SELF if is_self else Subject.OTHER,
            KnownLimbs(self.journal).of(person_id),
            sex=KnownSex(self.journal).of(person_id),
            danger=earlier_danger(self.journal, person_id, self.clock.now()),
        )

    def _at_first(self, person_id: str) -> Answers:
        """Return the answers that a new check begins with: what of the last one does not change."""
        last = self.journal.latest(person_id, CheckEntry)
        about = self.about(person_id)
        return about.with_kept(lasting_answers(last.entry.document)) if last else about

    def _answering(
        self, person_id: str, document: AnswerDocument, decision: Decision
    ) -> AbstractContextManager[None]:
        """Answer an urgent check even where it cannot be recorded."""
        asks = decision.urgency in URGENCIES_THAT_ASK
        return self.unkept.answering(person_id, *([is_there(document["answers"])] if asks else []))

    def _save(self, person_id: str, before: CheckUnderWay, answers: Answers) -> CheckUnderWay:
        check = replace(before, answers=answers)
        if should_stop(answers):
            return replace(check, decision=self._end(person_id, check))
        self.journal.save_draft(person_id, HALF_WAY, _as_draft(check))
        is_sure = established(answers) is Urgency.TODAY
        return replace(check, is_told=is_sure and before.so_far is None)

    def _end(self, person_id: str, check: CheckUnderWay) -> Decision:
        document = to_document(check.answers)
        decision = decide(document)
        taken = CheckEntry(document, decision.as_dict(), check.knew)
        with self._answering(person_id, document, decision):
            recorded = self.take(person_id, taken, at=check.began_at)
        knew = replace(check.knew, also=(*check.knew.also, recorded.id)[-MOST_KNOWN:])
        self.journal.save_draft(person_id, LAST, _as_draft(replace(check, knew=knew)))
        self.journal.drop_draft(person_id, HALF_WAY)
        return decision

    def _draft(self, person_id: str, kind: str) -> CheckUnderWay | None:
        draft = self.journal.draft(person_id, kind)
        if draft is None or "knew" not in draft.document:  # or of a version that did not keep it
            return None
        began_at = datetime.fromisoformat(draft.document["began_at"])
        if not began_at <= self.clock.now() < began_at + DRAFT_LIFETIME:
            return None
        try:
            answers = Answers.from_dict(draft.document["answers"])
        except FaultsError:  # saved by a version of the check that asked other questions
            return None
        return CheckUnderWay(answers, began_at, Knew.from_dict(draft.document["knew"]))


def _as_draft(check: CheckUnderWay) -> dict[str, object]:
    return {
        "began_at": check.began_at.isoformat(),
        "knew": check.knew.as_dict(),
        "answers": check.answers.as_dict(),
    }


def read_check(payload: Mapping[str, object]) -> CheckEntry:
    """Return a check that was taken elsewhere, decided by the rules here, whatever it says itself.

    Raises
    ------
    InvalidAnswers, InvalidEntryError
        with every fault of its document, or because it has none.
    """
    told = {key: payload[key] for key in ("document", "knew") if key in payload}
    sent = CheckEntry.from_dict({**told, "decision": {}})
    return replace(sent, decision=decide(sent.document).as_dict())
