"""The report for a clinician, from the journal and where the person stands at the gate."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from soleus.coach.care.sheets import Sheets
from soleus.coach.gate.gate import Gate
from soleus.evidence import Text
from soleus.journal import (
    ActivityEntry,
    AnkleIndexEntry,
    BloodPressureEntry,
    CheckEntry,
    Entry,
    ExerciseEntry,
    HeelRaisesEntry,
    Journal,
    Recorded,
    SessionEntry,
    SymptomEntry,
    TapeEntry,
    VisitEntry,
    WeightEntry,
)
from soleus.report import Report, report_of

LOOKS_BACK = timedelta(weeks=8)
"""As the curves on Progress, where there are notes for so long."""

LEAST = timedelta(weeks=2)
"""Shorter curves would draw a few days as if they were a course."""

_KINDS: tuple[type[Entry], ...] = (
    CheckEntry,
    SymptomEntry,
    VisitEntry,
    TapeEntry,
    SessionEntry,
    ActivityEntry,
    BloodPressureEntry,
    WeightEntry,
    AnkleIndexEntry,
    HeelRaisesEntry,
    ExerciseEntry,
)

_RARE = (CheckEntry, VisitEntry, AnkleIndexEntry, ExerciseEntry)


@dataclass(frozen=True, slots=True)
class ReportWithCurves:
    """A report, the entries of the time that it looks back on, and the code of its sheet."""

    report: Report
    recorded: tuple[Recorded[Entry], ...]
    code: str | None


@dataclass(frozen=True, slots=True)
class Reports:
    """Puts reports together. ``today`` gives the person's own day."""

    journal: Journal
    gate: Gate
    sheets: Sheets
    today: Callable[[], date]
    texts: Callable[[str], tuple[Text, ...]]
    """What the diary of a person shows, in words with its claims."""

    def now(self, person_id: str) -> ReportWithCurves | None:
        """Return the report of today; None where nothing is known of the legs."""
        day = self.today()
        entries = self.journal.entries(person_id, _KINDS)
        since = _since(entries, day)
        report = report_of(
            self.gate.standing(person_id),
            entries,
            shown=self.texts(person_id),
            day=day,
            since=since,
        )
        if report is None:
            return None
        lately = tuple(each for each in entries if each.local_date >= since)
        code = self.sheets.code(person_id) if report.to_clear else None
        return ReportWithCurves(report, lately, code)


def _since(entries: tuple[Recorded[Entry], ...], day: date) -> date:
    """Return the first day looked at: that of the first note about a day, within bounds."""
    noted = (each.local_date for each in entries if not isinstance(each.entry, _RARE))
    return min(max(min(noted, default=day), day - LOOKS_BACK), day - LEAST)
