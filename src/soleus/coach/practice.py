"""Guided sessions of one person: begun through the gate, kept at every event, recorded at the end.

A running session is a draft in the journal, so a dropped tab or a killed process loses nothing.
The gate is asked again at every event; a stop is taken even when it has closed.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import RLock
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID, uuid4, uuid5

from soleus.coach.errors import CheckAgainError, NoSuchExerciseError, NoSuchSessionError
from soleus.coach.limbs import KnownLimbs
from soleus.coach.session_record import SessionRecord
from soleus.journal import NothingNewEntry, Outcome
from soleus.session import (
    Cause,
    Phase,
    Script,
    Sent,
    Session,
    SessionError,
    Stop,
    Stopped,
    leads_to,
    resume,
    routine,
    routines,
    script,
    stop_rule,
    variants,
)
from soleus.vocabulary import Activity, Clock, Leg, NotPermittedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from soleus.assessment import Permit
    from soleus.coach.exercises import Exercises
    from soleus.coach.gate import Gate
    from soleus.journal import Journal

_DRAFT = "session"


@dataclass(frozen=True, slots=True)
class Practised:
    """A guided session as it stands.

    Parameters
    ----------
    id : of the session, and of its entry in the journal once it is over
    state : the JSON shape of the session (``Session.as_dict``)
    script : its timeline; None once the gate has closed, since nothing may be played then
    """

    id: UUID
    state: Mapping[str, Any]
    script: Script | None

    @property
    def is_over(self) -> bool:
        """Whether nothing but a stop can still happen."""
        return self.state["outcome"] is not None

    @property
    def page(self) -> str | None:
        """Where a stop leads: ``emergency``, ``today``, ``elevation_stop`` or ``check``."""
        page: str | None = self.state["page"]
        return page


@dataclass(frozen=True, slots=True)
class Practice:
    """Begins, carries on and records guided sessions."""

    journal: Journal
    clock: Clock
    gate: Gate
    exercises: Exercises
    _one_at_a_time: RLock = field(default_factory=RLock, repr=False, compare=False)
    """Two tabs may report at once; a stop must not be lost between reading and keeping."""

    @property
    def _record(self) -> SessionRecord:
        return SessionRecord(self.journal, self.clock)

    def standing_still(self) -> RLock:
        """Return what keeps every session of this program from going on while it is held."""
        return self._one_at_a_time

    def begin(
        self,
        person_id: str,
        routine_id: str,
        options: Mapping[str, Any] | None = None,
        *,
        anything_new: bool,
    ) -> Practised:
        """Begin a session after the question "anything new since your last check?".

        A session still open is recorded as dropped first.

        Raises
        ------
        CheckAgainError
            when something is new: the check comes first.
        NotPermittedError
            when the gate does not open the routine's activity now.
        UnknownRoutineError, InvalidOptionsError
            when there is no such routine, or its options are not so.
        """
        if anything_new:
            self.journal.append(person_id, NothingNewEntry(anything_new=True))
            raise CheckAgainError
        now = self.clock.now()
        permit, made = self._leave(person_id, routine_id, options)
        self.journal.append(person_id, NothingNewEntry(anything_new=False))
        with self._one_at_a_time:
            self._close_open(person_id)
            begun = Session.start(permit, made, now)
            return self._keep(person_id, uuid4(), begun, begins=True)

    def current(self, person_id: str) -> Practised | None:
        """Return the session that is still open, where it can be taken up again."""
        draft = self.journal.draft(person_id, _DRAFT)
        if draft is None or draft.document["state"]["outcome"] is not None:
            return None
        practised = self.get(person_id, UUID(draft.document["id"]))
        return None if practised.is_over else practised

    def get(self, person_id: str, session_id: UUID) -> Practised:
        """Return a session as it stands now.

        Raises
        ------
        NoSuchSessionError
            when it is not the person's latest.
        """
        return self.on(person_id, session_id, ())

    def on(self, person_id: str, session_id: UUID, sent: Sequence[Sent]) -> Practised:
        """Take what happened, in order, and return the session after it.

        Raises
        ------
        NoSuchSessionError
            when it is not the person's latest, or gone; what is wrong is taken down even so.
        SessionError
            when an answer is not among those offered; all else that was sent is taken.
        """
        only_leg = KnownLimbs(self.journal).of(person_id).only_leg
        named = [_with_leg(each, only_leg) for each in sent]
        with self._one_at_a_time:
            try:
                return self._on(person_id, session_id, named)
            except NoSuchSessionError:
                self._note_late(person_id, session_id, named)
                raise

    def _on(self, person_id: str, session_id: UUID, sent: Sequence[Sent]) -> Practised:
        state = self._state(person_id, session_id)
        now = self.clock.now()
        try:
            permit, made = self._leave_to_go_on(person_id, state["routine"])
            session = resume(state, permit, now=now, made=made)
        except (NotPermittedError, NoSuchExerciseError):
            return self._without_leave(person_id, session_id, state, sent, Cause.GATE)
        except SessionError:  # begun before an update, or before its exercise was changed
            return self._without_leave(person_id, session_id, state, sent, Cause.CHANGED)
        session, refused = _after(session.at(now), sent, now)
        practised = self._keep(person_id, session_id, session)
        if refused is not None:
            raise refused
        return practised

    def ready(self, person_id: str) -> dict[str, Script]:
        """Return the script of all that the gate opens now, at its usual settings, by routine.

        A device keeps them for when there is no network; it asks its own gate before each.
        """
        prescribed = [each.routine for each in self.exercises.prescribed(person_id)]
        found: dict[str, Script] = {}
        for each in (*routines(), *prescribed):
            with suppress(NotPermittedError, NoSuchExerciseError):
                found[each] = self._leave(person_id, each, None)[1]
        return found

    def variants(self, person_id: str, routine_id: str) -> tuple[Script, ...]:
        """Return a script for each way in which a routine's choices can be made now.

        Raises
        ------
        NotPermittedError
            when the gate does not open the routine's activity now.
        """
        permit = self.gate.permit(person_id, routine(routine_id).activity)
        limbs = KnownLimbs(self.journal).of(person_id)
        return variants(permit, routine_id, now=self.clock.now(), limbs=limbs)

    def _leave(
        self, person_id: str, routine_id: str, options: Mapping[str, Any] | None
    ) -> tuple[Permit, Script]:
        """Return leave from the gate, asked now, and the script that it allows."""
        if self.exercises.is_one(routine_id):
            return self.exercises.leave(person_id, routine_id)
        permit = self.gate.permit(person_id, routine(routine_id).activity)
        limbs = KnownLimbs(self.journal).of(person_id)
        return permit, script(permit, routine_id, options, now=self.clock.now(), limbs=limbs)

    def _leave_to_go_on(self, person_id: str, routine_id: str) -> tuple[Permit, Script | None]:
        """Return leave from the gate, asked again, and the script of what is not built in."""
        if self.exercises.is_one(routine_id):
            return self.exercises.leave(person_id, routine_id)
        return self.gate.permit(person_id, routine(routine_id).activity), None

    def title(self, person_id: str, routine_id: str) -> str:
        """Return what a routine or a prescribed exercise is called."""
        if self.exercises.is_one(routine_id):
            return self.exercises.named(person_id, routine_id).name
        return routine(routine_id).title

    def activity(self, person_id: str, routine_id: str) -> Activity:
        """Return what a session of it is recorded as."""
        if self.exercises.is_one(routine_id):
            return self.exercises.counted_as(person_id, routine_id)
        return routine(routine_id).activity

    def _state(self, person_id: str, session_id: UUID) -> Mapping[str, Any]:
        draft = self.journal.draft(person_id, _DRAFT)
        if draft is None or draft.document["id"] != str(session_id):
            raise NoSuchSessionError
        state: Mapping[str, Any] = draft.document["state"]
        return state

    def _keep(
        self, person_id: str, session_id: UUID, session: Session, *, begins: bool = False
    ) -> Practised:
        for number, stopped in enumerate(session.stops):
            id_ = _stop_id(session_id, number)
            self._record.note_wrong(person_id, id_, stopped.rule, stopped.leg, stopped.at)
        state = session.as_dict()
        self._save(person_id, session_id, state, session.script, begins=begins)
        return Practised(session_id, state, session.script)

    def _save(
        self,
        person_id: str,
        session_id: UUID,
        state: Mapping[str, Any],
        made: Script | None,
        *,
        begins: bool = False,
    ) -> None:
        planned = made.planned_seconds if made else None
        before = self.journal.draft(person_id, _DRAFT)
        if planned is None and before is not None:
            planned = before.document.get("planned_seconds")
        known = before.document if before and before.document["id"] == str(session_id) else {}
        activity = known.get("activity") or self.activity(person_id, state["routine"]).value
        document = {
            "id": str(session_id),
            "activity": activity,
            "planned_seconds": planned,
            "state": dict(state),
        }
        if begins:
            self.journal.save_draft(person_id, _DRAFT, document)
        elif not known or not self.journal.replace_draft(person_id, _DRAFT, document):
            raise NoSuchSessionError  # erased meanwhile; nothing of it comes back
        if state["outcome"] is not None:
            self._record.keep(person_id, session_id, document)

    def _close_open(self, person_id: str) -> None:
        draft = self.journal.draft(person_id, _DRAFT)
        if draft is None or draft.document["state"]["outcome"] is not None:
            return
        state = {**draft.document["state"], **_ended(Cause.LOST)}
        self._save(person_id, UUID(draft.document["id"]), state, None)

    def _without_leave(
        self,
        person_id: str,
        session_id: UUID,
        state: Mapping[str, Any],
        sent: Sequence[Sent],
        cause: Cause,
    ) -> Practised:
        """End a session that cannot go on; what is wrong is still taken down."""
        if state["outcome"] is None:
            state = {**state, **_ended(cause)}
        for each in sent:
            if isinstance(each.event, Stop) and (each.id is None or each.id not in state["seen"]):
                state = self._stopped(person_id, session_id, state, each)
        self._save(person_id, session_id, state, None)
        return Practised(session_id, state, None)

    def _stopped(
        self, person_id: str, session_id: UUID, state: Mapping[str, Any], sent: Sent
    ) -> Mapping[str, Any]:
        stop = cast("Stop", sent.event)
        stopped = Stopped(stop_rule(stop.rule), stop.leg, self.clock.now())
        id_ = _stop_id(session_id, len(state["stops"]))
        self._record.note_wrong(person_id, id_, stopped.rule, stop.leg, stopped.at)
        stops = [*state["stops"], stopped.as_dict()]
        page = leads_to(stop_rule(each["rule"]) for each in stops)
        return {
            **state,
            "phase": Phase.STOPPED.value,
            "outcome": Outcome.STOPPED.value,
            "page": page.value if page else None,
            "stops": stops,
            "seen": [*state["seen"], *([sent.id] if sent.id else [])],
        }

    def _note_late(self, person_id: str, session_id: UUID, sent: Sequence[Sent]) -> None:
        """Note what was wrong in a session that is gone, such as one that was deleted meanwhile."""
        for each in sent:
            if isinstance(each.event, Stop):
                name, rule = f"gone {each.id or uuid4()}", stop_rule(each.event.rule)
                self._record.note_wrong(person_id, uuid5(session_id, name), rule, each.event.leg)


def _after(
    session: Session, sent: Sequence[Sent], now: datetime
) -> tuple[Session, SessionError | None]:
    """Return the session after all events but those refused, and the first refusal."""
    refused: SessionError | None = None
    for each in sent:
        try:
            session = session.on(each, now)
        except SessionError as error:
            refused = refused or error
    return session, refused


def _stop_id(session_id: UUID, number: int) -> UUID:
    return uuid5(session_id, f"stop {number}")


def _with_leg(sent: Sent, only_leg: Leg | None) -> Sent:
    """Name the leg in a stop where the person has one and did not name it."""
    if only_leg is None or not isinstance(sent.event, Stop):
        return sent
    return replace(sent, event=replace(sent.event, leg=only_leg))


def _ended(cause: Cause) -> dict[str, Any]:
    return {
        "phase": Phase.ENDED.value,
        "cause": cause.value,
        "outcome": Outcome.DROPPED.value,
    }
