"""Guided sessions of one person: begun through the gate, kept at every event, recorded at the end.

A running session is a draft in the journal, so a dropped tab or a killed process loses nothing.
The gate is asked again at every event; a stop is taken even when it has closed.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from soleus.coach.care.exercises import Exercises
from soleus.coach.gate.checks import NotThereError
from soleus.coach.gate.gate import Gate
from soleus.coach.gate.refusals import CheckAgainError
from soleus.coach.one_at_a_time import OneAtATime
from soleus.coach.person.known_person import KnownLimbs
from soleus.journal import (
    Entry,
    Journal,
    NothingNewEntry,
    Outcome,
    SymptomEntry,
    UnknownEntryError,
)
from soleus.language import msgid
from soleus.session import (
    Act,
    Cause,
    Event,
    Practised,
    Script,
    Session,
    Stopped,
    routine,
    routines,
    script,
    stop_rule,
    variants,
)
from soleus.vocabulary import Activity, Clock, FaultsError, Leg, Limbs, NotPermittedError

_DRAFT = "session"
_NO_SESSION = msgid("There is no such session to go on with. Please begin a new one.")
_LEG_NOT_NAMED = "The leg was not named; kept as one leg, the more careful reading."


@dataclass(frozen=True, slots=True)
class Practice:
    """Begins, carries on and records guided sessions."""

    journal: Journal
    clock: Clock
    gate: Gate
    exercises: Exercises
    _turns: OneAtATime = field(init=False, repr=False, compare=False)
    """Two tabs may report at once; a stop must not be lost between reading and keeping."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_turns", OneAtATime(self.journal))

    def standing_still(self) -> AbstractContextManager[None]:
        """Let no session of this program go on meanwhile."""
        return self._turns.alone()

    def begin(
        self,
        person_id: str,
        routine_id: str,
        options: Mapping[str, object] | None = None,
        *,
        anything_new: bool,
        item: str = "",
    ) -> Practised:
        """Begin a session after the question "anything new since your last check?".

        A session still open is recorded as dropped first.

        Parameters
        ----------
        item : the item of the week's plan that it is begun from; it is the one that it ticks

        Raises
        ------
        CheckAgainError
            when something is new: the check comes first.
        NotPermittedError
            when the gate does not open the routine's activity now.
        FaultsError
            when there is no such routine, or an option is unknown or out of bounds.
        """
        if anything_new:
            with self.gate.unkept.answering(person_id, {}):
                self.journal.append(person_id, NothingNewEntry(anything_new=True))
            raise CheckAgainError
        now = self.clock.now()
        limbs = KnownLimbs(self.journal).of(person_id)
        script = self._script(person_id, routine_id, options, limbs)
        self.journal.append(person_id, NothingNewEntry(anything_new=False))
        activity = self.activity(person_id, routine_id)
        session = Session.start(script, now)
        begun = Practised(uuid4(), activity, script.planned_seconds, session, script, item)
        with self._turns.alone():
            self._close_open(person_id)
            self.journal.save_draft(person_id, _DRAFT, begun.as_dict())
        return begun

    def current(self, person_id: str) -> Practised | None:
        """Return the session that is still open, where it can be taken up again."""
        kept = self._kept(person_id)
        if kept is None or kept.session.is_over:
            return None
        practised = self.get(person_id, kept.id)
        return None if practised.session.is_over else practised

    def get(self, person_id: str, session_id: UUID) -> Practised:
        """Return a session as it stands now.

        Raises
        ------
        NotThereError
            when it is not the person's latest.
        """
        return self.on(person_id, session_id, ())

    def on(self, person_id: str, session_id: UUID, events: Sequence[Event]) -> Practised:
        """Apply events in order and return the session after them.

        Raises
        ------
        NotThereError
            when it is not the person's latest, or gone; stops are noted even so.
        FaultsError
            when an answer is not among those offered; all other events are applied.
        NotKeptError
            when a stop cannot be recorded; the text says what to do now.
        """
        stops = [each for each in events if each.do is Act.STOP]
        said = [stop_rule(each.rule).findings_in(each.leg) for each in stops]
        with self._turns.alone(), self.gate.unkept.answering(person_id, *said):
            only_leg = KnownLimbs(self.journal).of(person_id).only_leg
            named = [_with_leg(event, only_leg) for event in events]
            try:
                return self._on(person_id, session_id, named)
            except NotThereError:
                self._note_late(person_id, session_id, named)
                raise

    def _on(self, person_id: str, session_id: UUID, events: Sequence[Event]) -> Practised:
        kept = self._kept(person_id)
        if kept is None or kept.id != session_id:
            raise NotThereError(_NO_SESSION)
        now = self.clock.now()
        leave = self._leave_to_go_on(person_id, kept.session)
        if isinstance(leave, Script):
            script, session = leave, kept.session.at(now, leave)
        else:
            script, session = None, kept.session.ended(leave, now).at(now, None)
        session, refused = _after(session, events, now, script)
        practised = replace(kept, session=session, script=script)
        self._go_on(person_id, practised, noted=len(kept.session.stops))
        if refused is not None:
            raise refused
        return practised

    def ready(self, person_id: str) -> dict[str, Script]:
        """Return the script of all that the gate opens now, at its usual settings, by routine.

        A device keeps them for when there is no network; it asks its own gate before each.
        """
        prescribed = [exercise.routine for exercise in self.exercises.prescribed(person_id)]
        limbs = KnownLimbs(self.journal).of(person_id)
        scripts: dict[str, Script] = {}
        for name in (*routines(), *prescribed):
            with suppress(NotPermittedError, NotThereError):
                scripts[name] = self._script(person_id, name, None, limbs)
        return scripts

    def variants(self, person_id: str, routine_id: str) -> tuple[Script, ...]:
        """Return a script for each combination of the options that a routine offers.

        Raises
        ------
        NotPermittedError
            when the gate does not open the routine's activity now.
        """
        permit = self.gate.permit(person_id, routine(routine_id).activity)
        limbs = KnownLimbs(self.journal).of(person_id)
        return variants(permit, routine_id, now=self.clock.now(), limbs=limbs)

    def _script(
        self,
        person_id: str,
        routine_id: str,
        options: Mapping[str, object] | None,
        limbs: Limbs = Limbs.BOTH,
    ) -> Script:
        """Return the script of a session, with a permit that the gate gives now."""
        if self.exercises.is_one(routine_id):
            return self.exercises.script(person_id, routine_id)
        permit = self.gate.permit(person_id, routine(routine_id).activity)
        return script(permit, routine_id, options, now=self.clock.now(), limbs=limbs)

    def _leave_to_go_on(self, person_id: str, session: Session) -> Script | Cause:
        """Return the script of a session under way, or why it cannot go on."""
        try:
            script = self._script(person_id, session.routine, session.options)
        except (NotPermittedError, NotThereError):
            return Cause.GATE
        except FaultsError:
            return Cause.CHANGED
        return script if session.is_of(script) else Cause.CHANGED

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

    def _kept(self, person_id: str) -> Practised | None:
        """Return the person's latest session as it was kept, where it can be read."""
        draft = self.journal.draft(person_id, _DRAFT)
        with suppress(FaultsError):
            return Practised.read(draft.document) if draft else None
        return None

    def _go_on(self, person_id: str, practised: Practised, *, noted: int) -> None:
        """Keep a session in place of what it was; ``noted`` stops have been noted before."""
        for number, stopped in enumerate(practised.session.stops[noted:], noted):
            self._note_wrong(person_id, uuid5(practised.id, f"stop {number}"), stopped)
        if not self.journal.replace_draft(person_id, _DRAFT, practised.as_dict()):
            raise NotThereError(_NO_SESSION)  # erased meanwhile; nothing of it comes back
        if practised.session.is_over:
            self._record(person_id, practised)

    def _close_open(self, person_id: str) -> None:
        kept = self._kept(person_id)
        if kept is not None and not kept.session.is_over:
            ended = kept.session.ended(Cause.LOST, self.clock.now())
            self._go_on(person_id, replace(kept, session=ended), noted=len(ended.stops))

    def _note_late(self, person_id: str, session_id: UUID, events: Sequence[Event]) -> None:
        """Note what was wrong in a session that is gone, such as one that was deleted meanwhile."""
        now = self.clock.now()
        for event in events:
            if event.do is Act.STOP:
                id_ = uuid5(session_id, f"gone {event.id or uuid4()}")
                self._note_wrong(person_id, id_, Stopped.by(event, now))

    def _record(self, person_id: str, practised: Practised) -> None:
        """Record a session that is over, once; a stop after its end corrects what was recorded."""
        id_, entry = practised.id, practised.entry()
        recorded, at = self._recorded(id_), min(entry.started_at, self.clock.now())
        if recorded is None:
            self.journal.append(person_id, entry, id=id_, at=at)
        elif entry.outcome is Outcome.STOPPED and recorded != entry:
            corrected = uuid5(id_, f"stopped {len(practised.session.stops)}")
            if self._recorded(corrected) is None:
                self.journal.append(person_id, entry, id=corrected, supersedes=id_, at=at)

    def _note_wrong(self, person_id: str, id_: UUID, stopped: Stopped) -> None:
        """Record what was wrong as new, once, which ends the last check."""
        rule = stop_rule(stopped.rule)
        unnamed = rule.asks_leg and stopped.leg is None
        entry = SymptomEntry(
            findings=stopped.findings,
            is_new=True,
            note=rule.label + (f". {_LEG_NOT_NAMED}" if unnamed else ""),
        )
        if self._recorded(id_) != entry:
            # a session's time never runs back: if the clock was set back, it may lie ahead of now
            self.journal.append(person_id, entry, id=id_, at=min(stopped.at, self.clock.now()))

    def _recorded(self, id_: UUID) -> Entry | None:
        with suppress(UnknownEntryError):
            return self.journal.get(id_).entry
        return None


def _after(
    session: Session, events: Sequence[Event], now: datetime, script: Script | None
) -> tuple[Session, FaultsError | None]:
    """Return the session after all events but those refused, and the first refusal."""
    refused: FaultsError | None = None
    for event in events:
        try:
            session = session.on(event, now, script)
        except FaultsError as error:
            refused = refused or error
    return session, refused


def _with_leg(event: Event, only_leg: Leg | None) -> Event:
    """Return a stop with the leg named where the person has only one; other events as they are."""
    is_stop = only_leg is not None and event.do is Act.STOP
    return replace(event, leg=only_leg) if is_stop else event
