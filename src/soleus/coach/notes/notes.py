"""One way to note anything: a page, a program, the terminal and a device all come through here."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar, Unpack

from soleus.assessment import Standing, decide
from soleus.coach.breaks.reminders import Reminders
from soleus.coach.care.exercises import Exercises
from soleus.coach.care.visits import Visits
from soleus.coach.gate.checks import Checks, read_check
from soleus.coach.gate.gate import Gate
from soleus.coach.gate.unkept import Unkept
from soleus.coach.journey.journeys import Journeys
from soleus.coach.notes.habits import Habits
from soleus.coach.notes.meaning import Meaning, Meanings
from soleus.coach.notes.unlikely import Unlikely, UnlikelyError
from soleus.journal import (
    KINDS,
    ActivityEntry,
    AnkleIndexEntry,
    BloodPressureEntry,
    BreakEntry,
    CheckEntry,
    Entry,
    ExerciseEntry,
    HabitEntry,
    HeelRaisesEntry,
    HowRecorded,
    InvalidEntryError,
    Journal,
    JourneyEntry,
    JourneyStepEntry,
    NothingNewEntry,
    PictureEntry,
    Recorded,
    SessionEntry,
    StepsEntry,
    SymptomEntry,
    TapeEntry,
    VisitEntry,
    WeightEntry,
    entry_from_dict,
)
from soleus.language import msgid, named, translate

_MADE_OF_A_NAME = 5
"""The version of such an id (RFC 9562); those that a device makes are random, of version 4."""

EntryT = TypeVar("EntryT", bound=Entry)
EntryT_co = TypeVar("EntryT_co", bound=Entry, covariant=True)


@dataclass(frozen=True, slots=True)
class Noted(Generic[EntryT_co]):
    """A note that was taken, and where the person stands with it.

    Parameters
    ----------
    recorded : the entry as the journal holds it
    """

    recorded: Recorded[EntryT_co]
    _gate: Gate = field(repr=False, compare=False)
    _meanings: Meanings = field(repr=False, compare=False)

    @property
    def standing(self) -> Standing:
        """Where the person stands now; worked out on reading, since a device sends hundreds."""
        return self._gate.standing(self.recorded.person_id)

    @property
    def meaning(self) -> Meaning:
        """What the notes of its day mean; worked out on reading, as well."""
        return self._meanings.of(self.recorded.person_id, self.recorded.local_date)


class Notes:
    """Takes each note once by its id, by the limits of its kind, and does what follows from it.

    ``_takers`` says what takes each kind. Kinds without limits beyond those of the entry itself go
    into the journal as they are. A plan is no note: it is made (``Weeks``).

    Attributes
    ----------
    unlikely : what is asked about once before it is noted
    """

    def __init__(
        self,
        journal: Journal,
        gate: Gate,
        unkept: Unkept,
        *,
        meanings: Meanings,
        checks: Checks,
        exercises: Exercises,
        habits: Habits,
        journeys: Journeys,
        reminders: Reminders,
        visits: Visits,
    ) -> None:
        self.unlikely = Unlikely(journal)
        self._journal = journal
        self._gate = gate
        self._unkept = unkept
        self._meanings = meanings
        self._takers: Mapping[type[Entry], Callable[..., Recorded[Any]]] = {
            CheckEntry: checks.take,
            SymptomEntry: self._take_symptom,
            VisitEntry: visits.take,
            BreakEntry: reminders.take,
            HabitEntry: habits.take,
            ExerciseEntry: exercises.keep,
            JourneyEntry: journeys.take,
            JourneyStepEntry: journal.append,
            TapeEntry: journal.append,
            BloodPressureEntry: journal.append,
            AnkleIndexEntry: journal.append,
            WeightEntry: journal.append,
            HeelRaisesEntry: journal.append,
            ActivityEntry: self._take_once,
            SessionEntry: self._take_once,
            NothingNewEntry: journal.append,
            PictureEntry: journal.append,
            StepsEntry: journal.append,
        }

    def read(self, kind: str, payload: Mapping[str, object], among: Collection[str]) -> Entry:
        """Return the note that a program or a device sends; a check is decided by the rules here.

        Parameters
        ----------
        among : the kinds that may come this way; others have addresses of their own

        Raises
        ------
        InvalidAnswers, InvalidEntryError
            with every fault of the payload, or because its kind does not come this way.
        """
        if kind in KINDS and kind not in among:
            text = msgid("{kind} is recorded at its own address; send {kinds}")
            fault = translate(text, kind=named(kind), kinds=", ".join(among))
            raise InvalidEntryError([fault])
        return read_check(payload) if kind == CheckEntry.kind else entry_from_dict(kind, payload)

    def take(self, person_id: str, entry: EntryT, **how: Unpack[HowRecorded]) -> Noted[EntryT]:
        """Record a note; the same id with the same content counts once, however often it is sent.

        Raises
        ------
        SoleusError
            where a limit forbids it or the id is taken by other content; nothing is recorded then.
        NotKeptError
            where something new cannot be recorded; the text says what to do now.
        """
        take = self._takers[type(entry)]
        with self._unkept.answering(person_id, *_newly_said(entry)):
            return Noted(take(person_id, entry, **how), self._gate, self._meanings)

    def take_asking(
        self,
        person_id: str,
        entry: EntryT,
        sure: Collection[str] | None = (),
        **how: Unpack[HowRecorded],
    ) -> Noted[EntryT]:
        """Record a note as :meth:`take` does, once each unlikely value in it is said to be right.

        What is there already under its id is not asked about again.

        Parameters
        ----------
        sure : keys of the values that are right (``Asked.key``); None where all of them are

        Raises
        ------
        UnlikelyError
            with the questions; nothing is recorded then.
        """
        is_there = self._journal.find(how.get("id")) is not None
        if sure is not None and not is_there:
            asked = self.unlikely.asked(person_id, entry)
            if left := [each for each in asked if each.key not in sure]:
                raise UnlikelyError(left)
        return self.take(person_id, entry, **how)

    def _take_once(
        self, person_id: str, entry: EntryT, **how: Unpack[HowRecorded]
    ) -> Recorded[Any]:
        """Record what was done; under an id made of what it is, once whenever it is told.

        An item of today's list that was ticked on two devices was ticked at two moments.
        """
        known = self._journal.find(how.get("id"))
        is_same = known is not None and known.person_id == person_id and _is_same(known, entry)
        return known if known and is_same else self._journal.append(person_id, entry, **how)

    def _take_symptom(
        self, person_id: str, entry: SymptomEntry, **how: Unpack[HowRecorded]
    ) -> Recorded[SymptomEntry]:
        if self._journal.find(how.get("id")) is None:
            decide({"answers": dict(entry.findings)})  # refuses what the check could not read back
        return self._journal.append(person_id, entry, **how)


def _is_same(known: Recorded[Entry], entry: Entry) -> bool:
    """Whether an entry under an id that was made of what it is says that again."""
    if known.id.version != _MADE_OF_A_NAME:
        return False
    before = known.entry
    if isinstance(before, SessionEntry) and isinstance(entry, SessionEntry):
        before = replace(before, started_at=entry.started_at)
    return before == entry


def _newly_said(entry: Entry) -> tuple[Mapping[str, Any], ...]:
    """Return the findings of what an entry says is new, none where nothing is."""
    if isinstance(entry, SymptomEntry) and (entry.is_new or entry.findings):
        return (entry.findings,)
    if isinstance(entry, VisitEntry) and entry.worse_since:
        return ({},)
    return ({},) if isinstance(entry, NothingNewEntry) and entry.anything_new else ()
