"""The gate: what a person may do now. Every way in asks here and nowhere else.

The journal keeps answers; at every request they are decided by the rules that run now, together
with what was noted since, the visits, and what the diary shows. What was "since" is told by what
each check knew, never by a clock: neither one set wrong nor a late arrival can hide a danger.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeAlias

from soleus.assessment import (
    LIFETIME,
    Check,
    Circumstance,
    Clearance,
    Evidence,
    Measured,
    Note,
    Permit,
    Refusal,
    Standing,
    Visit,
    can_be_read,
    measured_by,
    standing_of,
)
from soleus.coach.gate.circumstances import During, said_by, said_by_journey, said_in, said_with
from soleus.coach.gate.learning import Learning
from soleus.coach.gate.refusals import refusal_texts
from soleus.coach.gate.unkept import Unkept
from soleus.journal import (
    AnkleIndexEntry,
    CheckEntry,
    Entry,
    Journal,
    JournalUnavailableError,
    JourneyEntry,
    NothingNewEntry,
    Recorded,
    SymptomEntry,
    VisitEntry,
)
from soleus.language import current, measures
from soleus.plan import Profile
from soleus.vocabulary import Activity, Clock, Findings, NotPermittedError

_RUN_OUT = "checks_that_ran_out"
"""A mark kept among the drafts: it is of this journal alone, and goes with the person's data."""


Placed: TypeAlias = tuple[int | None, During]
"""What week or journey says, with the place of the entry that it was said with."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a person told that counts, as it was when ``newest_seq`` was the newest entry."""

    newest_seq: int
    checks: tuple[Check, ...]
    notes: tuple[Note, ...]
    visits: tuple[Visit, ...]
    week: tuple[Placed, ...]
    journeys: tuple[Placed, ...]
    measured: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """Asks the journal what is known of a person and the assessment what that allows."""

    journal: Journal
    clock: Clock
    learning: Learning
    unkept: Unkept
    _read: dict[str, _Told] = field(default_factory=dict, repr=False, compare=False)
    """What was read of each person."""

    def standing(self, person_id: str) -> Standing:
        """Return where the person stands now.

        While one request is answered, it is worked out once, and never from before the newest
        entry: each time it is asked for, the file is asked first whether anything was written, in
        whatever way, by whatever program, and what could not be written is counted. Only the clock
        is read once: the request is answered as of one moment. Outside of a request that only
        reads, it is worked out each time.
        """
        unkept = len(self.unkept.of(person_id))
        in_words = (current(), measures())  # the evidence of the diary is
        return self.journal.once(
            ("standing", person_id, unkept, *in_words),
            lambda: standing_of(self._evidence(person_id)),
        )

    def standing_in(self, person_id: str, profile: Profile) -> Standing:
        """Return where the person would stand if a week with this profile were made now."""
        seq = self.journal.newest_seq() + 1
        said = (*((seq, each) for each in said_by(profile)), *self._told(person_id).journeys)
        now = _holding(said, self.clock.now())
        return standing_of(replace(self._evidence(person_id), circumstances=now))

    def circumstances(self, person_id: str) -> tuple[Placed, ...]:
        """Return what the week's profile and the journeys say, each with its entry's place."""
        told = self._told(person_id)
        return (*told.week, *told.journeys)

    def clearance(self, person_id: str) -> Clearance:
        """Return the clearance that holds now.

        Raises
        ------
        NotPermittedError
            where there is none; the text says why and what to do.
        """
        outcome = self.standing(person_id).outcome
        if isinstance(outcome, Refusal):
            text = refusal_texts()[outcome.cause].said()
            raise NotPermittedError(text.says, text.claims)
        return outcome

    def permit(self, person_id: str, activity: Activity) -> Permit:
        """Return leave for one activity now.

        Raises
        ------
        NotPermittedError
            where there is no clearance, or it does not open this activity.
        """
        return self.clearance(person_id).permit(activity)

    def _evidence(self, person_id: str) -> Evidence:
        """Return what the journal holds of the person that counts before the gate.

        What was noted and taken back counts too: only a new check opens the gate again.
        """
        read = self._told(person_id)
        unkept = [Note(read.newest_seq + 1, findings) for findings in self.unkept.of(person_id)]
        now = self.clock.now()
        return Evidence(
            now=now,
            checks=tuple(self._with_mark(person_id, each) for each in read.checks),
            notes=(*read.notes, *unkept),
            visits=read.visits,
            learnt=self.learning.learnt(person_id),
            circumstances=_holding((*read.week, *read.journeys), now),
            measured=read.measured,
        )

    def _told(self, person_id: str) -> _Told:
        """Return what a person told that counts; read only when the journal took something."""
        newest = self.journal.newest_seq()
        told = self._read.get(person_id)
        if told is None or told.newest_seq != newest:
            told = self._read[person_id] = self._read_of(person_id, newest)
        return told

    def _read_of(self, person_id: str, newest_seq: int) -> _Told:
        settings = self.journal.settings(person_id)
        said_with_ = said_with(settings)
        journeys = self.journal.entries(person_id, [JourneyEntry])
        besides = [*([said_with_] if said_with_ else []), *(each.id for each in journeys)]
        found = self.journal.unanswered(
            person_id, lambda check: can_be_read(check.document), besides
        )
        notes = (
            Note(each.seq, findings)
            for each in found.notes
            if (findings := _newly_noted(each.entry)) is not None
        )
        visits = self.journal.entries(person_id, [VisitEntry])
        week_seq = found.seqs.get(said_with_, newest_seq + 1) if said_with_ else None
        return _Told(
            newest_seq,
            tuple(self._check_of(each.recorded, each.knows) for each in found.checks),
            tuple(notes),
            tuple(visit_of(each, each.entry) for each in visits),
            tuple((week_seq, each) for each in said_in(settings)),
            tuple((each.seq, said) for each in journeys for said in said_by_journey(each.entry)),
            self._measured(person_id),
        )

    def _measured(self, person_id: str) -> tuple[Measured, ...]:
        """Return what noted values show; one that was corrected or taken back shows nothing."""
        noted = self.journal.entries(person_id, [AnkleIndexEntry])
        shown = (measured_by(n.entry.kind, n.entry.as_dict(), n.local_date) for n in noted)
        return tuple(each for each in shown if each)

    def _check_of(self, recorded: Recorded[CheckEntry], knows: frozenset[int]) -> Check:
        has_run_out = self.journal.is_outlived(recorded, recorded.at + LIFETIME)
        return Check(
            recorded.id, recorded.seq, recorded.at, recorded.entry.document, knows, has_run_out
        )

    def _with_mark(self, person_id: str, check: Check) -> Check:
        """Return a check with whether it was found to be over; that is kept once it is.

        A clock that is set back later brings it to life no more. Where the journal cannot be
        written, the gate answers all the same.
        """
        if check.has_run_out:
            return check
        if self.clock.now() >= check.begun_at + LIFETIME:
            if str(check.id) not in self._marked(person_id):
                with suppress(JournalUnavailableError):
                    self._mark(person_id, check)
            return replace(check, has_run_out=True)
        return replace(check, has_run_out=str(check.id) in self._marked(person_id))

    def _marked(self, person_id: str) -> tuple[str, ...]:
        draft = self.journal.draft(person_id, _RUN_OUT)
        return tuple(draft.document["checks"]) if draft else ()

    def _mark(self, person_id: str, check: Check) -> None:
        """Keep that a check is over, with the others of which that still matters.

        Where anything was taken or erased meanwhile, the next question does it: a mark must not
        come back for a person whose data is gone.
        """
        told = self._told(person_id)
        counted = {str(each.id) for each in told.checks}

        def with_it(draft: dict[str, Any]) -> dict[str, Any]:
            if self.journal.newest_seq() != told.newest_seq:
                return draft
            marked = {*draft.get("checks", ()), str(check.id)}
            return {"checks": sorted(marked & counted)}

        self.journal.change_draft(person_id, _RUN_OUT, with_it)


def _holding(said: Iterable[Placed], now: datetime) -> tuple[Circumstance, ...]:
    return tuple(each.as_of(seq) for seq, each in said if each.holds(now))


def visit_of(recorded: Recorded[Entry], entry: VisitEntry) -> Visit:
    """Return a visit of the journal as the assessment takes it."""
    return Visit(
        recorded.seq,
        recorded.local_time,
        recorded.recorded_at,
        entry.cleared,
        entry.review_date,
        entry.saw_everything,
        entry.worse_since,
        entry.better_since,
        entry.clot_ruled_out,
    )


def _newly_noted(entry: Entry) -> Findings | None:
    """Return the findings of an entry that notes something new; None where it does not."""
    if isinstance(entry, SymptomEntry) and (entry.is_new or entry.findings):
        return entry.findings
    return {} if isinstance(entry, NothingNewEntry) and entry.anything_new else None
