"""The end of a session: what was done, what it adds up to this week, and how the legs feel."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from soleus.coach.notes.notes import Notes
from soleus.coach.practice.milestones import Milestones
from soleus.coach.simulated.cycles import Cycles, SessionMotion
from soleus.coach.simulated.session_end import simulated_end
from soleus.coach.week.aim import Aim, Aims
from soleus.evidence import Text
from soleus.journal import Entry, Felt, Journal, Recorded, SessionEntry, SymptomEntry
from soleus.session import Practised


@dataclass(frozen=True, slots=True)
class Ending:
    """What the end of a session says.

    Parameters
    ----------
    cycles : how many pumps or raises were done; 0 where nothing is counted
    week_cycles : how many of that activity in the week of the aim, with these
    aim : the aim of the week
    felt : how the legs feel, once that was said
    milestones : what was reached with it, in words
    simulated : what the simulated leg did; empty where none was simulated
    """

    cycles: int
    week_cycles: int
    aim: Aim
    felt: Felt | None
    milestones: tuple[str, ...]
    simulated: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Endings:
    """Reads the end of a person's session, and notes how the legs feel then."""

    journal: Journal
    notes: Notes
    aims: Aims
    milestones: Milestones
    cycles: Cycles

    def of(self, person_id: str, practised: Practised) -> Ending:
        """Return the end of a session that is over and that nobody stopped."""
        aim = self.aims.of(person_id)
        return Ending(
            cycles=practised.session.cycles,
            week_cycles=self._cycles(person_id, practised, aim),
            aim=aim,
            felt=self._felt(practised.id),
            milestones=self.milestones.at(person_id, practised.id),
            simulated=self._simulated(person_id, practised),
        )

    def feel(self, person_id: str, session_id: UUID, felt: Felt) -> None:
        """Note how the legs feel after a session, once; worse is something new, said ever so late.

        Raises
        ------
        NotKeptError
            where something new cannot be recorded; the text says what to do now.
        """
        if felt is Felt.WORSE or self._felt(session_id) is None:
            entry = SymptomEntry(felt=felt, is_new=felt is Felt.WORSE)
            self.notes.take(person_id, entry, id=_note_of(session_id, felt))

    def _simulated(self, person_id: str, practised: Practised) -> tuple[Text, ...]:
        session = practised.session
        motion = SessionMotion.of(session.routine, session.options)
        table = self.cycles.table(person_id, motion)
        if table is None:
            return ()
        return simulated_end(table, session.options.get("per_minute"), session.active_seconds)

    def _felt(self, session_id: UUID) -> Felt | None:
        found = (self.journal.find(_note_of(session_id, felt)) for felt in reversed(Felt))
        return next(
            (each.entry.felt for each in found if each and isinstance(each.entry, SymptomEntry)),
            None,
        )

    def _cycles(self, person_id: str, practised: Practised, aim: Aim) -> int:
        recorded: tuple[Recorded[Entry], ...] = self.journal.entries(
            person_id, (SessionEntry,), since=aim.since, until=aim.until
        )
        return sum(
            each.entry.cycles
            for each in recorded
            if each.is_current
            and isinstance(each.entry, SessionEntry)
            and each.entry.activity is practised.activity
        )


def _note_of(session_id: UUID, felt: Felt) -> UUID:
    """Return the id of the note: the same press sent twice counts once."""
    return uuid5(session_id, f"felt {felt}")
