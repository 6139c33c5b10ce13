"""What of files would count: each activity once, and what looks like one that is known is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Annotated
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from soleus.devices import (
    DayOfSteps,
    FileFindings,
    FileRemark,
    Format,
    Overlaps,
    Sport,
    TableShape,
    TimeSpan,
    TrackedActivity,
    first_of_each,
    from_day_on,
)
from soleus.journal import ActivityEntry, Entry, Recorded, SessionEntry, StepsEntry
from soleus.records import Record, limits

_NOTED_LATE = timedelta(hours=1)
"""Minutes noted for an hour long past say how much was done, not when."""

_SIMILAR = 0.3
_SIMILAR_MINUTES = 5.0
"""How far apart minutes noted by hand and recorded by a device may be and be of one walk."""

_A_MINUTE = 60.0


class CountsAs(StrEnum):
    """What becomes of an activity: it counts, is asked about, or does not count."""

    COUNTS = "counts"
    DOUBLE = "double"
    NOTED = "noted"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class ProposedActivity(Record):
    """One activity of a file, and what would become of it.

    Parameters
    ----------
    number : by which the person says that it counts all the same
    also : of a double, the file that tells of it too; of one noted before, what was noted
    """

    number: int
    file: Annotated[str, limits.text(300)]
    activity: TrackedActivity
    counting: CountsAs
    also: Annotated[str, limits.text(300)] = ""

    @property
    def minutes(self) -> float:
        """The minutes that count: of movement where that is known."""
        return round(self.activity.active_seconds / 60, 1)


@dataclass(frozen=True, slots=True)
class ProposedDay(Record):
    """The steps of one day, with the file that they are from."""

    file: Annotated[str, limits.text(300)]
    day: DayOfSteps

    def at(self, zone: tzinfo) -> datetime:
        """Return the moment under which they are kept: the last minute with steps, else noon."""
        last = self.day.moved[-1].split("-")[1] if self.day.moved else "12:00"
        return datetime.combine(self.day.day, time.fromisoformat(last), zone)


@dataclass(frozen=True, slots=True)
class ProposedFile(Record):
    """What became of one file.

    Parameters
    ----------
    earlier : how many activities lie before the first day that is taken in
    """

    name: Annotated[str, limits.text(300)]
    format: Format | None = None
    activities: int = 0
    days: int = 0
    earlier: int = 0
    left_out: tuple[FileRemark, ...] = ()
    fault: FileRemark | None = None
    table: TableShape | None = None


@dataclass(frozen=True, slots=True)
class Proposal(Record):
    """What was read of files, until the person says that it counts.

    Parameters
    ----------
    id : of the import that it becomes
    zone : the person's, for what has no clock of its own
    """

    id: UUID
    zone: Annotated[str, limits.time_zone()]
    since: date
    files: tuple[ProposedFile, ...] = ()
    activities: tuple[ProposedActivity, ...] = ()
    days: tuple[ProposedDay, ...] = ()

    def those(self, *counting: CountsAs) -> tuple[ProposedActivity, ...]:
        """Return the activities of which this becomes, the latest first."""
        found = [each for each in self.activities if each.counting in counting]
        return tuple(sorted(found, key=self.begins, reverse=True))

    def begins(self, one: ProposedActivity) -> datetime:
        """Return when an activity began, by the clock there."""
        return one.activity.begins(ZoneInfo(self.zone))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that could count."""
        could = (CountsAs.COUNTS, CountsAs.DOUBLE, CountsAs.NOTED)
        return not self.days and not self.those(*could)

    @property
    def unnamed(self) -> tuple[ProposedFile, ...]:
        """Return the tables whose columns have to be named first."""
        return tuple(each for each in self.files if each.table is not None)


def proposed(
    findings: Sequence[FileFindings],
    known: Iterable[Recorded[Entry]],
    zone: ZoneInfo,
    since: date,
) -> Proposal:
    """Return what of files would count.

    Parameters
    ----------
    known : what the journal has of activity, from ``since`` on
    zone : the person's
    since : the first day that is taken in
    """
    recorded = list(known)
    findings = [from_day_on(each, since, zone) for each in findings]
    kept = [(file.name, activity) for file in findings for activity in file.activities]
    activities = [activity for _, activity in kept]
    spans = [_span(activity, zone) for activity in activities]
    repeats = _repeats(activities, spans)
    in_journal = _InJournal(recorded, zone)
    found = []
    for number, (file, activity) in enumerate(kept):
        counting, also = CountsAs.COUNTS, ""
        if activity.active_seconds < _A_MINUTE:
            counting = CountsAs.SHORT
        elif (noted := in_journal.same_as(activity, spans[number])) is not None:
            counting, also = CountsAs.NOTED, _called(noted)
        elif (first := repeats[number]) is not None:
            counting, also = CountsAs.DOUBLE, kept[first][0]
        found.append(ProposedActivity(number, file, activity, counting, also))
    return Proposal(
        id=uuid4(),
        zone=zone.key,
        since=since,
        files=tuple(_file(each) for each in findings),
        activities=tuple(found),
        days=tuple(_days(findings, recorded)),
    )


def still_new(proposal: Proposal, known: Iterable[Recorded[Entry]]) -> Proposal:
    """Return a proposal without what came into the journal since it was made.

    Two windows can both be shown the same walk as new; what the other one counted first is known
    by now. What was asked about as noted before stays for the person to say.
    """
    recorded, zone = list(known), ZoneInfo(proposal.zone)
    in_journal, steps = _InJournal(recorded, zone), _most_steps(recorded)
    return replace(
        proposal,
        activities=tuple(
            each
            for each in proposal.activities
            if each.counting is CountsAs.NOTED
            or in_journal.same_as(each.activity, _span(each.activity, zone)) is None
        ),
        days=tuple(each for each in proposal.days if each.day.steps > steps.get(each.day.day, 0)),
    )


def _span(activity: TrackedActivity, zone: tzinfo) -> TimeSpan:
    begins = activity.begins(zone).astimezone(UTC)
    long = max(activity.elapsed_seconds, activity.seconds)
    return TimeSpan(begins, begins + timedelta(seconds=long))


def _repeats(activities: Sequence[TrackedActivity], spans: Sequence[TimeSpan]) -> list[int | None]:
    """Return for each activity the place of one that it repeats; walks by steps come last."""
    order = sorted(range(len(spans)), key=lambda place: _is_by_steps(activities[place]))
    firsts = first_of_each([spans[place] for place in order])
    result: list[int | None] = [None] * len(spans)
    for place, first in zip(order, firsts, strict=True):
        result[place] = None if first is None else order[first]
    return result


def _is_by_steps(activity: TrackedActivity) -> bool:
    """Whether it is a walk that counts of steps show, and nobody began or ended by hand."""
    return activity.sport is Sport.WALKING and activity.steps is not None and not activity.device


def _called(noted: Recorded[Entry]) -> str:
    entry = noted.entry
    if isinstance(entry, ActivityEntry):
        return entry.came_from.file if entry.came_from else entry.what
    return ""


class _InJournal:
    """What the journal knows of activity, for finding the same again."""

    def __init__(self, recorded: Iterable[Recorded[Entry]], zone: tzinfo) -> None:
        timed: list[tuple[TimeSpan, Recorded[Entry]]] = []
        self._untimed: list[Recorded[Entry]] = []
        self._zone = zone
        for each in recorded:
            span = _span_of(each)
            if span is not None:
                timed.append((span, each))
            elif isinstance(each.entry, ActivityEntry):
                self._untimed.append(each)
        self._timed = [each for _, each in timed]
        self._overlaps = Overlaps.of(span for span, _ in timed)

    def same_as(self, activity: TrackedActivity, span: TimeSpan) -> Recorded[Entry] | None:
        """Return the entry that is the same activity, or None."""
        place = self._overlaps.find(span)
        if place is not None:
            return self._timed[place]
        day = activity.begins(self._zone).date()
        minutes = activity.active_seconds / 60
        for each in self._untimed:
            entry = each.entry
            if isinstance(entry, ActivityEntry) and each.local_date == day:
                apart = abs(entry.minutes - minutes)
                if apart <= max(_SIMILAR_MINUTES, _SIMILAR * minutes):
                    return each
        return None


def _span_of(recorded: Recorded[Entry]) -> TimeSpan | None:
    """Return when an entry's activity was; None where only its day is known."""
    entry, at = recorded.entry, recorded.at
    if isinstance(entry, SessionEntry):
        return TimeSpan(
            entry.started_at, entry.started_at + timedelta(seconds=entry.active_seconds)
        )
    if not isinstance(entry, ActivityEntry):
        return None
    if entry.came_from is not None:
        return TimeSpan(at - timedelta(seconds=entry.came_from.elapsed_seconds), at)
    if recorded.recorded_at - at > _NOTED_LATE:
        return None
    return TimeSpan(at - timedelta(minutes=entry.minutes), at)


def _file(findings: FileFindings) -> ProposedFile:
    return ProposedFile(
        name=findings.name,
        format=findings.format,
        activities=len(findings.activities) + findings.earlier,
        days=len(findings.days),
        earlier=findings.earlier,
        left_out=findings.left_out,
        fault=findings.fault,
        table=findings.table,
    )


def _days(
    findings: Iterable[FileFindings], recorded: Iterable[Recorded[Entry]]
) -> Iterator[ProposedDay]:
    """Yield each day once, by the file that counted most; what the journal has stays."""
    known = _most_steps(recorded)
    best: dict[date, ProposedDay] = {}
    for file in findings:
        for day in file.days:
            if day.steps <= known.get(day.day, 0):
                continue
            if day.day not in best or day.steps > best[day.day].day.steps:
                best[day.day] = ProposedDay(file.name, day)
    yield from (best[day] for day in sorted(best))


def _most_steps(recorded: Iterable[Recorded[Entry]]) -> Mapping[date, int]:
    """Return the most steps that are known of each day."""
    known: dict[date, int] = {}
    for each in recorded:
        if isinstance(each.entry, StepsEntry):
            known[each.local_date] = max(known.get(each.local_date, 0), each.entry.steps)
    return known
