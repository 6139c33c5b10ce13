"""Exercises that a clinician prescribed: kept, changed, put away, and begun through the gate."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from soleus.coach.errors import NoSuchExerciseError
from soleus.coach.limbs import KnownLimbs
from soleus.journal import (
    MOVE_SECONDS,
    ExerciseEntry,
    InvalidEntryError,
    PictureEntry,
    Recorded,
    SessionEntry,
    Sides,
    UnknownEntryError,
)
from soleus.language import translate
from soleus.session import (
    Posture,
    PrescribedStep,
    Prescription,
    Script,
    Text,
    prescribed_script,
)
from soleus.vocabulary import Activity, Leg, NotPermittedError, Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from soleus.assessment import Permit
    from soleus.coach.gate import Gate
    from soleus.journal import Journal
    from soleus.vocabulary import Clock

PREFIX = "prescribed-"

LIKE_NONE = (
    Activity.CALF_RAISES,
    Activity.WALKING,
    Activity.ELEVATION,
    Activity.ANKLE_PUMPS,
)
"""What is like none of them has to be open as all of these are; the most demanding stands first."""


@dataclass(frozen=True, slots=True)
class Prescribed:
    """One prescribed exercise as it stands today.

    Parameters
    ----------
    entry : what was prescribed
    is_open : whether it can be begun now
    why_not : one sentence where it cannot; empty otherwise
    claims : what that sentence rests on
    done_today : how often it was finished today
    """

    entry: ExerciseEntry
    is_open: bool
    why_not: str
    claims: tuple[str, ...]
    done_today: int

    @property
    def routine(self) -> str:
        """The id under which a session of it is begun."""
        return f"{PREFIX}{self.entry.exercise}"


@dataclass(frozen=True, slots=True)
class Exercises:
    """Keeps the prescribed exercises of each person. ``today`` gives the person's own day."""

    journal: Journal
    clock: Clock
    gate: Gate
    today: Callable[[], date]

    def prescribed(self, person_id: str) -> tuple[Prescribed, ...]:
        """Return every exercise that is not put away, in the order in which they were given."""
        done = self._done_today(person_id)
        return tuple(
            self._as_it_stands(person_id, each.entry, done[f"{PREFIX}{each.entry.exercise}"])
            for each in self._current(person_id)
            if not each.entry.is_ended
        )

    def get(self, person_id: str, exercise: UUID) -> ExerciseEntry:
        """Return one exercise, put away or not.

        Raises
        ------
        NoSuchExerciseError
            where the person has none of this id.
        """
        return self._recorded(person_id, exercise).entry

    def keep(self, person_id: str, entry: ExerciseEntry) -> ExerciseEntry:
        """Keep an exercise, new or changed; what it was before stays in the journal.

        Raises
        ------
        InvalidEntryError
            where its review is over already, or a picture is none of the person's.
        """
        self.refuse_due(entry)
        for step in entry.steps:
            if step.picture is not None:
                self.picture(person_id, step.picture)
        known = [each for each in self._current(person_id) if each.entry.exercise == entry.exercise]
        before = known[0] if known else None
        if before is None or before.entry != entry:
            at = before.at if before else None
            self.journal.append(person_id, entry, supersedes=before.id if before else None, at=at)
        return entry

    def refuse_due(self, entry: ExerciseEntry) -> None:
        """Refuse an exercise whose review is over already.

        Raises
        ------
        InvalidEntryError
            unless its review lies ahead, or it is put away.
        """
        if entry.review_date <= self.today() and not entry.is_ended:
            raise InvalidEntryError([translate("the day of the review has to lie ahead")])

    def end(self, person_id: str, exercise: UUID) -> None:
        """Put an exercise away; it stays in the journal."""
        self.keep(person_id, replace(self.get(person_id, exercise), is_ended=True))

    def picture(self, person_id: str, picture: UUID) -> PictureEntry:
        """Return a picture of the person's.

        Raises
        ------
        InvalidEntryError
            where there is none of this id.
        """
        with suppress(UnknownEntryError):
            found = self.journal.get(picture)
            entry, is_theirs = found.entry, found.person_id == person_id and found.is_current
            if is_theirs and isinstance(entry, PictureEntry):
                return entry
        raise InvalidEntryError([f"there is no picture {picture}"])

    def is_one(self, routine_id: str) -> bool:
        """Whether this is the id of a prescribed exercise."""
        return routine_id.startswith(PREFIX)

    def counted_as(self, person_id: str, routine_id: str) -> Activity:
        """Return the activity that a session is recorded as.

        What is like none is recorded as the lightest, which counts toward no target.
        """
        return self.named(person_id, routine_id).counts_as or Activity.ANKLE_PUMPS

    def named(self, person_id: str, routine_id: str) -> ExerciseEntry:
        """Return the exercise whose sessions have this id.

        Raises
        ------
        NoSuchExerciseError
            where the person has none.
        """
        try:
            return self.get(person_id, UUID(routine_id.removeprefix(PREFIX)))
        except ValueError:
            raise NoSuchExerciseError from None

    def leave(self, person_id: str, routine_id: str) -> tuple[Permit, Script]:
        """Return leave to do an exercise now, and its script.

        Raises
        ------
        NotPermittedError
            where the gate does not open it, or its review is due.
        NoSuchExerciseError
            where the person has none of this id.
        """
        entry = self.named(person_id, routine_id)
        permits = self._permits(person_id, entry)
        limits = {
            (reason.text, reason.claims): Text(reason.text, reason.claims)
            for each in permits
            for reason in each.ruling.reasons
        }
        one_leg = KnownLimbs(self.journal).of(person_id).only_leg is not None
        made = prescribed_script(
            permits[0],
            _prescription(entry, one_leg=one_leg),
            limits=tuple(limits.values()),
            now=self.clock.now(),
        )
        return permits[0], made

    def _permits(self, person_id: str, entry: ExerciseEntry) -> tuple[Permit, ...]:
        """Return leave for everything that the exercise counts as, the strictest first."""
        if entry.is_ended:
            raise NotPermittedError(
                translate("{name} is put away; take it up again first [G18]", name=entry.name)
            )
        if entry.review_date <= self.today():
            raise NotPermittedError(
                translate(
                    "The day of its review has come. Ask whoever gave it to you, "
                    "then note the new day. [G18]"
                )
            )
        clearance = self.gate.clearance(person_id)
        activities = LIKE_NONE if entry.counts_as is None else (entry.counts_as,)
        permits = [clearance.permit(each) for each in activities]
        return tuple(sorted(permits, key=lambda each: -tuple(Status).index(each.ruling.status)))

    def _as_it_stands(self, person_id: str, entry: ExerciseEntry, done: int) -> Prescribed:
        try:
            self._permits(person_id, entry)
        except NotPermittedError as refusal:
            says, _, claims = str(refusal).partition(" [")
            cited = tuple(each for each in claims.rstrip("]").split(", ") if each) or ("G15", "X20")
            return Prescribed(entry, False, says, cited, done)
        return Prescribed(entry, True, "", (), done)

    def finished(self, person_id: str, since: date) -> tuple[tuple[str, datetime], ...]:
        """Return the sessions done to their end since a day, each by its routine and when."""
        return tuple(
            (
                each.entry.routine,
                each.entry.started_at + timedelta(seconds=each.entry.active_seconds),
            )
            for each in self.journal.entries(person_id, [SessionEntry], since=since)
            if each.entry.outcome == "finished"
        )

    def _done_today(self, person_id: str) -> Counter[str]:
        return Counter(routine for routine, _ in self.finished(person_id, self.today()))

    def _current(self, person_id: str) -> tuple[Recorded[ExerciseEntry], ...]:
        return self.journal.entries(person_id, [ExerciseEntry])

    def _recorded(self, person_id: str, exercise: UUID) -> Recorded[ExerciseEntry]:
        for each in self._current(person_id):
            if each.entry.exercise == exercise:
                return each
        raise NoSuchExerciseError


def _prescription(entry: ExerciseEntry, *, one_leg: bool) -> Prescription:
    return Prescription(
        id=f"{PREFIX}{entry.exercise}",
        title=entry.name,
        posture=Posture(entry.position.value),
        steps=tuple(
            PrescribedStep(
                does=step.does,
                repetitions=step.repetitions,
                move_seconds=MOVE_SECONDS,
                hold_seconds=step.hold_seconds,
                rest_seconds=step.rest_seconds,
                legs=tuple(Leg) if step.sides is Sides.EACH and not one_leg else (),
                picture=f"/api/exercises/pictures/{step.picture}" if step.picture else None,
            )
            for step in entry.steps
        ),
    )
