"""Exercises that a clinician prescribed: kept, changed, put away, and begun through the gate."""

from collections import Counter
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Unpack, cast
from uuid import UUID

from soleus.assessment import Permit
from soleus.coach.care.held_pictures import HeldPictures
from soleus.coach.gate.checks import NotThereError
from soleus.coach.gate.gate import Gate
from soleus.coach.person.known_person import KnownLimbs
from soleus.evidence import Text
from soleus.journal import (
    ExerciseEntry,
    HowRecorded,
    InvalidEntryError,
    Journal,
    PictureEntry,
    Recorded,
    SessionEntry,
    UnknownEntryError,
    exercise_file,
    read_exercise_file,
)
from soleus.language import msgid, translate
from soleus.session import PREFIX, Script, prescribed_script
from soleus.vocabulary import Activity, Clock, NotPermittedError

_NO_EXERCISE = msgid("There is no such exercise. Please choose one of yours.")

LIKE_NONE = (
    Activity.CALF_RAISES,
    Activity.WALKING,
    Activity.ELEVATION,
    Activity.ANKLE_PUMPS,
)
"""What is like none of them has to be open as all of these are; the most demanding stands first."""


def activities_of(entry: ExerciseEntry) -> tuple[Activity, ...]:
    """Return every activity that has to be open for an exercise."""
    return LIKE_NONE if entry.counts_as is None else (entry.counts_as,)


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
        NotThereError
            where the person has none of this id.
        """
        return self._recorded(person_id, exercise).entry

    def keep(
        self, person_id: str, entry: ExerciseEntry, **how: Unpack[HowRecorded]
    ) -> Recorded[ExerciseEntry]:
        """Keep an exercise, new or changed; what it was before stays in the journal.

        Raises
        ------
        InvalidEntryError
            where its review is over already, or a picture is none of the person's.
        """
        same = self.journal.find(how.get("id"))
        if same is not None and (same.person_id, same.entry) == (person_id, entry):
            return cast("Recorded[ExerciseEntry]", same)
        self.refuse_due(entry)
        shown = [step.picture for step in entry.steps if step.picture is not None]
        for picture in shown:
            self.picture(person_id, picture)
        self.keep_held(person_id, shown)
        known = [each for each in self._current(person_id) if each.entry.exercise == entry.exercise]
        if known and known[0].entry == entry:
            return known[0]
        if known:
            # where the clock was set back, it was first given later than now
            at = min(known[0].at, self.clock.now())
            how |= {"at": at, "supersedes": known[0].id}
        return self.journal.append(person_id, entry, **how)

    def keep_held(self, person_id: str, pictures: Collection[UUID]) -> None:
        """Put into the journal what of the pictures held is wanted; the others are let go of."""
        before = self.held.ids(person_id)
        for id_ in pictures:
            if held := self.held.find(person_id, id_):
                self.journal.append(person_id, held, id=id_)
        self.held.drop(person_id, before)

    @property
    def held(self) -> HeldPictures:
        """The pictures of forms that are not done yet."""
        return HeldPictures(self.journal)

    def refuse_due(self, entry: ExerciseEntry) -> None:
        """Refuse an exercise whose review is over already.

        Raises
        ------
        InvalidEntryError
            unless its review lies ahead, or it is put away.
        """
        if entry.review_date <= self.today() and not entry.is_ended:
            raise InvalidEntryError([translate("the day of the review has to lie ahead")])

    def file(self, person_id: str, exercise: UUID) -> str:
        """Return one exercise as text that :meth:`take_file` reads.

        Raises
        ------
        NotThereError
            where the person has none of this id.
        """
        return exercise_file(
            self.get(person_id, exercise), lambda picture: self.picture(person_id, picture)
        )

    def take_file(self, person_id: str, file: bytes) -> ExerciseEntry:
        """Keep the exercise that a file describes, as a new one, and return it.

        Raises
        ------
        FaultsError
            with every fault of the file; nothing of it is recorded then.
        """
        entry, pictures = read_exercise_file(file)
        self.refuse_due(entry)
        for id_, picture in pictures.items():
            self.journal.append(person_id, picture, id=id_)
        return self.keep(person_id, entry).entry

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
        if held := self.held.find(person_id, picture):
            return held
        raise InvalidEntryError([translate("there is no picture {id}", id=picture)])

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
        NotThereError
            where the person has none.
        """
        try:
            return self.get(person_id, UUID(routine_id.removeprefix(PREFIX)))
        except ValueError:
            raise NotThereError(_NO_EXERCISE) from None

    def script(self, person_id: str, routine_id: str) -> Script:
        """Return the script of an exercise that can be done now.

        Raises
        ------
        NotPermittedError
            where the gate does not open it, or its review is due.
        NotThereError
            where the person has none of this id.
        """
        entry = self.named(person_id, routine_id)
        permits = self._permits(person_id, entry)
        reasons = [reason for permit in permits for reason in permit.ruling.reasons]
        limits = dict.fromkeys(Text(reason.says, reason.claims) for reason in reasons)
        return prescribed_script(
            permits[0],
            entry,
            limits=tuple(limits),
            now=self.clock.now(),
            has_one_leg=KnownLimbs(self.journal).of(person_id).only_leg is not None,
        )

    def _permits(self, person_id: str, entry: ExerciseEntry) -> tuple[Permit, ...]:
        """Return leave for everything that the exercise counts as, the strictest first."""
        if entry.is_ended:
            raise NotPermittedError(
                translate("{name} is put away; take it up again first", name=entry.name), ("G18",)
            )
        if entry.review_date <= self.today():
            raise NotPermittedError(
                translate(
                    "The day of its review has come. Ask whoever gave it to you, "
                    "then note the new day."
                ),
                ("G18",),
            )
        clearance = self.gate.clearance(person_id)
        permits = [clearance.permit(each) for each in activities_of(entry)]
        return tuple(sorted(permits, key=lambda permit: -permit.ruling.strictness))

    def _as_it_stands(self, person_id: str, entry: ExerciseEntry, done: int) -> Prescribed:
        try:
            self._permits(person_id, entry)
        except NotPermittedError as refusal:
            claims = refusal.claims or ("G15", "X20")
            return Prescribed(entry, False, str(refusal), claims, done)
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
        raise NotThereError(_NO_EXERCISE)
