"""What is known of a person at one moment, for the gate to weigh; nothing is decided here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from soleus.assessment.measured import Measured
from soleus.records import Record
from soleus.vocabulary import Activity, AnswerDocument, Findings

VISIT_GOOD_FOR = timedelta(days=90)
"""As the check asks: looked at within the last three months."""


@dataclass(frozen=True, slots=True)
class DerivedFinding(Record):
    """A finding that the diary shows.

    Parameters
    ----------
    finding, value : in the check's own ids and values
    first_on : the first day of the unbroken stretch on which it has held up to now
    evidence : what shows it, in words with the numbers
    claims : ids of the evidence ledger
    implies : answers without which the check would find it contradictory
    """

    finding: str
    value: bool | str
    first_on: date
    evidence: str
    claims: tuple[str, ...]
    implies: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Return the JSON shape, without what only the check needs."""
        shape = Record.as_dict(self)
        del shape["implies"]
        return shape


@dataclass(frozen=True, slots=True)
class Learnt(Record):
    """What holds at the end of a diary; ``as_of`` is its last day, None where it is empty."""

    findings: tuple[DerivedFinding, ...]
    as_of: date | None

    @property
    def answers(self) -> Mapping[str, bool | str]:
        """The findings as answers of the check."""
        return {each.finding: each.value for each in self.findings}


@dataclass(frozen=True, slots=True)
class Check:
    """The answers of a check.

    Parameters
    ----------
    seq : its place in the order in which everything was recorded; no clock can change it
    begun_at : the answers count from when the check was begun
    document : the answers, in the shape of an answer file
    knows : the places of what else is here that it knew of when it was begun, visits aside
    has_run_out : whether it was seen to be over, whatever the clock says now
    """

    id: UUID
    seq: int
    begun_at: datetime
    document: AnswerDocument
    knows: frozenset[int] = frozenset()
    has_run_out: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something noted as new; ``findings`` is empty where it was not named."""

    seq: int
    findings: Findings


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit to a clinician, as the person noted it.

    Parameters
    ----------
    at : when it was, by the person's own clock
    cleared : the activities that were allowed by name
    review_date : the day on which the clinician wants to look again
    worse_since, better_since : whether anything is worse, or all clearly better, since the visit
    clot_ruled_out : whether a clot was looked for, by a scan or a blood test, and none found

    What the person did not say is None.
    """

    seq: int
    at: datetime
    recorded_at: datetime
    cleared: tuple[Activity, ...]
    review_date: date | None
    saw_everything: bool
    worse_since: bool | None
    better_since: bool | None = None
    clot_ruled_out: bool | None = None

    @property
    def ends_on(self) -> date:
        """The day from which the visit no longer counts: its review, or three months later."""
        latest = self.at.date() + VISIT_GOOD_FOR
        return min(self.review_date or latest, latest)

    @property
    def ends_at(self) -> datetime:
        """The moment at which that day begins, by the person's own clock."""
        return datetime.combine(self.ends_on, time(), self.at.tzinfo)


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What the week says of somebody's days: at least one of some findings is so.

    Parameters
    ----------
    seq : the place of the week in the order in which everything was recorded; None where that is
        not kept, and every check's own answer stands
    any_of : yes/no findings of the check, such as bed rest or surgery
    since : when it began to be so, such as by a journey; None where it was so when it was said
    """

    seq: int | None
    any_of: tuple[str, ...]
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of one person at the moment ``now``.

    Parameters
    ----------
    checks : those that may count; one that another of them knew need not be among them
    notes : what was noted as new, in the order recorded; what one of the checks knew of need not
        be among it
    learnt : what the diary shows that nobody is known to have looked at
    circumstances : what holds now of what the week says
    measured : what noted values show
    """

    now: datetime
    checks: tuple[Check, ...]
    notes: tuple[Note, ...]
    visits: tuple[Visit, ...]
    learnt: Learnt
    circumstances: tuple[Circumstance, ...] = ()
    measured: tuple[Measured, ...] = ()
