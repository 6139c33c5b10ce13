"""Activity out of files of watches and phones: looked at first, counted once said so, undone whole.

What was read is held as a draft until the person has seen what of it counts. What is the same
activity as another in the files, or as one that the journal knows, is asked about and not counted
by itself. What came in is what was done; it opens nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from soleus.coach.files.proposal import CountsAs, Proposal, ProposedDay, proposed, still_new
from soleus.devices import WALK_BY_STEPS, efforts
from soleus.journal import (
    ActivityEntry,
    Entry,
    FromFile,
    Happening,
    Intensity,
    SessionEntry,
    StepsEntry,
    append_new,
    withdraw_all,
)
from soleus.language import translate
from soleus.vocabulary import FaultsError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import datetime

    from soleus.coach.files.proposal import ProposedActivity
    from soleus.coach.gate.gate import Gate
    from soleus.devices import FileFindings
    from soleus.journal import Journal, Recorded

DRAFT = "activity_files"
_FROM_FILES: tuple[type[Entry], ...] = (ActivityEntry, StepsEntry)
_ACTIVITY: tuple[type[Entry], ...] = (*_FROM_FILES, SessionEntry)

FILES_LOOK_BACK = timedelta(days=365)
"""From which day on activity is taken in unless another is asked for."""


@dataclass(frozen=True, slots=True)
class FileImport:
    """What came in together and still counts.

    Parameters
    ----------
    files : the names of its files, in order
    minutes : of all its activities
    """

    id: UUID
    at: datetime
    files: tuple[str, ...]
    activities: int
    days_of_steps: int
    minutes: float
    first: date
    last: date

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape."""
        return {
            "id": str(self.id),
            "at": self.at.isoformat(),
            "files": list(self.files),
            "activities": self.activities,
            "days_of_steps": self.days_of_steps,
            "minutes": round(self.minutes, 1),
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class DeviceFiles:
    """Holds what was read of files, records it, lists it and takes it back.

    Parameters
    ----------
    today : gives the person's own day
    timezone : gives the name of the zone whose days the person lives
    """

    journal: Journal
    gate: Gate
    today: Callable[[], date]
    timezone: Callable[[], str]

    def propose(
        self, person_id: str, findings: Sequence[FileFindings], since: date | None = None
    ) -> Proposal:
        """Hold what was read, and return what of it would count.

        Parameters
        ----------
        since : the first day that is taken in; a year ago where none is said
        """
        zone = ZoneInfo(self.timezone())
        since = since or self.usual_since()
        known: tuple[Recorded[Entry], ...] = self.journal.entries(person_id, _ACTIVITY, since)
        found = proposed(findings, known, zone, since)
        self.journal.save_draft(person_id, DRAFT, found.as_dict())
        return found

    def usual_since(self) -> date:
        """Return the first day that is taken in where none is said."""
        return self.today() - FILES_LOOK_BACK

    def held(self, person_id: str) -> Proposal | None:
        """Return what was read and is not yet decided; None where there is nothing of the kind."""
        draft = self.journal.draft(person_id, DRAFT)
        try:
            return None if draft is None else Proposal.from_dict(draft.document)
        except FaultsError:  # of another version
            return None

    def drop(self, person_id: str) -> None:
        """Hold it no more; nothing of it was recorded."""
        self.journal.drop_draft(person_id, DRAFT)

    def confirm(
        self, person_id: str, proposal: Proposal, doubles: Collection[int] = ()
    ) -> FileImport | None:
        """Record what counts, all or nothing; the same proposal counts once.

        What another window has counted since it was made is known by then and not counted again.

        Parameters
        ----------
        doubles : the numbers of those that are told twice and that the person wants counted too

        Returns
        -------
        what came in; None where nothing of it counts
        """
        age = self._age(person_id)

        def chosen(known: tuple[Recorded[Entry], ...]) -> Iterator[Happening]:
            new = still_new(proposal, known)
            asked = (CountsAs.DOUBLE, CountsAs.NOTED)
            for each in new.activities:
                is_ticked = each.counting in asked and each.number in doubles
                if each.counting is CountsAs.COUNTS or is_ticked:
                    yield from _happenings(proposal, each, age)
            yield from (_of_day(proposal, each) for each in new.days)

        append_new(self.journal, person_id, chosen, _ACTIVITY, proposal.since)
        held = self.held(person_id)
        if held is None or held.id == proposal.id:  # another window may have read files since
            self.drop(person_id)
        return next((each for each in self.imports(person_id) if each.id == proposal.id), None)

    def imports(self, person_id: str) -> tuple[FileImport, ...]:
        """Return what came in and still counts, the latest first."""
        together: defaultdict[UUID, list[Recorded[Entry]]] = defaultdict(list)
        for recorded in self._from_files(person_id):
            together[_import_id(recorded.entry)].append(recorded)
        found = [_summed(id_, entries) for id_, entries in together.items()]
        return tuple(sorted(found, key=lambda each: each.at, reverse=True))

    def undo(self, person_id: str, import_id: UUID) -> int:
        """Take back all that came in together; return how many entries.

        They stay in the file, as every entry that is taken back, and count no more.
        """
        theirs = self._from_files(person_id)
        ids = [each.id for each in theirs if _import_id(each.entry) == import_id]
        return withdraw_all(self.journal, ids)

    def _from_files(self, person_id: str) -> Iterator[Recorded[Entry]]:
        found: tuple[Recorded[Entry], ...] = self.journal.entries(person_id, _FROM_FILES)
        for recorded in found:
            entry = recorded.entry
            is_tracked = isinstance(entry, ActivityEntry) and entry.came_from is not None
            if is_tracked or isinstance(entry, StepsEntry):
                yield recorded

    def judged_age(self, person_id: str) -> int | None:
        """Return the age by which a pulse is judged; None where no check has asked for it."""
        return self._age(person_id)

    def _age(self, person_id: str) -> int | None:
        """Return the age that the newest check tells; what it is used for opens nothing."""
        age = self.gate.standing(person_id).answers.get("age")
        return age if isinstance(age, int) and not isinstance(age, bool) and 0 < age < 120 else None


def _happenings(proposal: Proposal, one: ProposedActivity, age: int | None) -> Iterator[Happening]:
    """Yield an activity as one entry for each effort in it; how far it was stands in the first."""
    activity = one.activity
    begins = activity.begins(ZoneInfo(proposal.zone))
    elapsed = max(activity.elapsed_seconds, activity.seconds)
    ends = begins.astimezone(ZoneInfo("UTC")) + timedelta(seconds=elapsed)
    zone = begins.tzinfo or ZoneInfo(proposal.zone)
    for place, part in enumerate(efforts(activity, age)):
        came_from = FromFile(
            import_id=proposal.id,
            file=one.file,
            format=activity.format.value,
            sport=activity.sport.value,
            basis=part.judged.basis.value,
            elapsed_seconds=elapsed,
            device=activity.device,
            distance_m=None if place else activity.distance_m,
            heart_rate=None if place else activity.heart_rate,
            steps=None if place else activity.steps,
        )
        effort = part.judged.effort.value
        what = translate(WALK_BY_STEPS) if activity.called == WALK_BY_STEPS else activity.called
        entry = ActivityEntry(round(part.minutes, 1), Intensity(effort), what, came_from)
        name = f"activity:{one.number}" + (f":{effort}" if place else "")
        yield Happening(uuid5(proposal.id, name), entry, ends, zone)


def _of_day(proposal: Proposal, one: ProposedDay) -> Happening:
    zone = ZoneInfo(proposal.zone)
    entry = StepsEntry(one.day.steps, proposal.id, one.day.moved, one.file)
    return Happening(uuid5(proposal.id, f"day:{one.day.day}"), entry, one.at(zone), zone)


def _import_id(entry: Entry) -> UUID:
    if isinstance(entry, StepsEntry):
        return entry.import_id
    assert isinstance(entry, ActivityEntry)
    assert entry.came_from is not None
    return entry.came_from.import_id


def _summed(id_: UUID, entries: Sequence[Recorded[Entry]]) -> FileImport:
    parts = [each for each in entries if isinstance(each.entry, ActivityEntry)]
    activities = [each.entry for each in parts if isinstance(each.entry, ActivityEntry)]
    # the parts of one activity ended at one moment
    whole = {(each.at, each.entry.what) for each in parts if isinstance(each.entry, ActivityEntry)}
    names = [each.entry.file for each in entries if isinstance(each.entry, StepsEntry)]
    names += [each.came_from.file for each in activities if each.came_from]
    days = [each.local_date for each in entries]
    return FileImport(
        id=id_,
        at=min(each.recorded_at for each in entries),
        files=tuple(sorted(set(names))),
        activities=len(whole),
        days_of_steps=len(entries) - len(parts),
        minutes=sum(each.minutes for each in activities),
        first=min(days),
        last=max(days),
    )
