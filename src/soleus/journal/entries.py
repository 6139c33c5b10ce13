"""What can be recorded: one frozen class a kind, strict about every value, units in the names.

The ``kind`` of each class is part of the file format; so are the field names. A limit may be
widened and a field with a default added, but nothing narrowed: old entries have to stay readable.
A new kind comes with a migration, were it an empty one, so that an older program refuses the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from soleus.journal.errors import InvalidEntryError
from soleus.language import named, translate
from soleus.records import Record, limits
from soleus.vocabulary import Activity, Answer, AnswerDocument, FaultsError

DAY_SECONDS = 24 * 60 * 60
MOST_KNOWN = 1000
"""Single entries that one check names; of more, a device names the newest."""


class Score(StrEnum):
    """What a person puts a number on, from 0 (none) to 10 (the worst they can think of)."""

    SWELLING_LEFT = "swelling_left"
    SWELLING_RIGHT = "swelling_right"
    HEAVINESS = "heaviness"
    LEG_FATIGUE = "leg_fatigue"
    LEG_PAIN = "leg_pain"


class Outcome(StrEnum):
    """How a session ended: done, stopped because something felt wrong, or left early."""

    FINISHED = "finished"
    STOPPED = "stopped"
    DROPPED = "dropped"


class Felt(StrEnum):
    """How the legs feel after a session, against before it."""

    LIGHTER = "lighter"
    SAME = "same"
    WORSE = "worse"


class Intensity(StrEnum):
    """How hard an activity was: talk and sing, talk but not sing, a few words only, or muscles."""

    LIGHT = "light"
    MODERATE = "moderate"
    VIGOROUS = "vigorous"
    STRENGTH = "strength"


class Clinician(StrEnum):
    """Who looked at the legs."""

    GP = "gp"
    NURSE = "nurse"
    PHYSIOTHERAPIST = "physiotherapist"
    VASCULAR_SPECIALIST = "vascular_specialist"
    SURGEON = "surgeon"
    EMERGENCY_DEPARTMENT = "emergency_department"
    MIDWIFE = "midwife"
    PHARMACIST = "pharmacist"
    OTHER = "other"


Findings = Annotated[Mapping[str, bool | str | int], limits.finding_map()]
ScoreMap = Mapping[Score, Annotated[int, limits.whole(0, 10)]]
# Wide enough for the largest swollen leg, narrow enough to catch inches and millimetres.
CalfCm = Annotated[float, limits.number(15, 100, "cm")] | None
AnkleCm = Annotated[float, limits.number(10, 80, "cm")] | None


class Entry(Record):
    """What every kind shares: made only when valid, and the way to JSON and back.

    Raises
    ------
    InvalidEntryError
        on making one with a wrong value; all faults at once.
    """

    __slots__ = ()
    error: ClassVar[type[FaultsError]] = InvalidEntryError
    kind: ClassVar[str]
    is_final: ClassVar[bool] = False
    """Whether it can be neither corrected nor withdrawn."""

    @classmethod
    def _name_in_faults(cls) -> str:
        return named(cls.kind)


@dataclass(frozen=True, slots=True)
class Knew(Record):
    """What a check could know of when it was begun, so that no clock has to tell it.

    Parameters
    ----------
    up_to : the newest entry that tells how somebody is (``journal/order.py``) in the journal then;
        all that the journal had taken by then is known. None where there was none
    also : single entries that were known besides: what waited on a device to be sent, and the
        check of which this one is a correction
    """

    error: ClassVar[type[FaultsError]] = InvalidEntryError
    up_to: UUID | None = None
    also: Annotated[tuple[UUID, ...], limits.list_of(limits.identifier(), most=MOST_KNOWN)] = ()


@dataclass(frozen=True, slots=True)
class CheckEntry(Entry):
    """A check taken: the answers as they were given and the decision as it was shown.

    ``knew`` is None in a check from before this was kept.
    """

    kind: ClassVar[str] = "check"
    is_final: ClassVar[bool] = True
    document: Annotated[AnswerDocument, limits.document()]
    decision: Mapping[str, Any]
    knew: Knew | None = None

    @property
    def is_readable(self) -> bool:
        """Whether the answers have the shape of answers; an old file can hold anything."""
        return isinstance(self.document.get("answers"), Mapping)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers; none where an old file holds what cannot be read."""
        answers: object = self.document.get("answers")
        return answers if isinstance(answers, Mapping) else {}

    @property
    def urgency(self) -> str:
        """The urgency as it was shown; empty where an old file does not tell it."""
        urgency = self.decision.get("urgency")
        return urgency if isinstance(urgency, str) else ""


@dataclass(frozen=True, slots=True)
class PlanEntry(Entry):
    """A week plan as it was made or edited."""

    kind: ClassVar[str] = "plan"
    plan: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SessionEntry(Entry):
    """A guided session. ``stop_reason`` is set exactly when the outcome is ``stopped``.

    Parameters
    ----------
    item : the item of the week's plan that it was begun from, by its id; empty where from none
    """

    kind: ClassVar[str] = "session"
    activity: Activity
    routine: Annotated[str, limits.text(100, may_be_empty=False)]
    started_at: datetime
    active_seconds: Annotated[float, limits.number(0, DAY_SECONDS, "seconds")]
    planned_seconds: Annotated[float, limits.number(0, DAY_SECONDS, "seconds")]
    cycles: Annotated[int, limits.whole(0, 100_000)]
    outcome: Outcome
    stop_reason: Annotated[str, limits.text(200, may_be_empty=False)] | None = None
    scores_before: ScoreMap = field(default_factory=dict)
    scores_after: ScoreMap = field(default_factory=dict)
    item: Annotated[str, limits.text(100)] = ""

    def _faults_between(self) -> tuple[str, ...]:
        if (self.outcome is Outcome.STOPPED) == (self.stop_reason is not None):
            return ()
        return (
            translate("stop_reason has to be given when the outcome is stopped, and only then"),
        )


@dataclass(frozen=True, slots=True)
class SymptomEntry(Entry):
    """How the legs feel. ``findings`` are newly noticed ones, in the check's own ids.

    Parameters
    ----------
    gone_by_morning : whether the swelling of the evening before was gone on waking that day
    felt : how the legs felt after a session; worse is something new
    """

    kind: ClassVar[str] = "symptom"
    scores: ScoreMap = field(default_factory=dict)
    gone_by_morning: bool | None = None
    felt: Felt | None = None
    findings: Annotated[Mapping[str, bool | str | int], limits.finding_map()] = field(
        default_factory=dict
    )
    is_new: bool = False
    note: str = ""

    def _faults_between(self) -> tuple[str, ...]:
        if self.felt is Felt.WORSE and not self.is_new:
            return (translate("legs that feel worse are something new: is_new has to be true"),)
        if self.scores or self.findings or self.is_new or self.note.strip():
            return ()
        if self.gone_by_morning is not None or self.felt is not None:
            return ()
        return (translate("nothing is recorded: give a score, a finding or a note"),)


@dataclass(frozen=True, slots=True)
class TapeEntry(Entry):
    """Leg circumferences: the calf where it is thickest, the ankle just above the bones."""

    kind: ClassVar[str] = "tape"
    calf_left_cm: CalfCm = None
    calf_right_cm: CalfCm = None
    ankle_left_cm: AnkleCm = None
    ankle_right_cm: AnkleCm = None

    def _faults_between(self) -> tuple[str, ...]:
        if any(getattr(self, item.name) is not None for item in fields(self)):
            return ()
        return (translate("nothing is recorded: give at least one circumference in cm"),)


@dataclass(frozen=True, slots=True)
class FromFile(Record):
    """Where an activity is from that a watch or phone recorded, and what its file tells of it.

    Parameters
    ----------
    import_id : of all that came in together, by which it can be taken back together
    file : the name of the file
    format : which kind of file, such as ``fit``
    sport : what it was, such as ``cycling``
    basis : what told how hard it was, such as ``heart_rate``
    elapsed_seconds : from its beginning to its end, with pauses; it ended at the entry's moment
    """

    error: ClassVar[type[FaultsError]] = InvalidEntryError
    import_id: UUID
    file: Annotated[str, limits.text(300)]
    format: Annotated[str, limits.text(40)]
    sport: Annotated[str, limits.text(40)]
    basis: Annotated[str, limits.text(40)]
    elapsed_seconds: Annotated[float, limits.number(0, 7 * DAY_SECONDS, "seconds")]
    device: Annotated[str, limits.text(100)] = ""
    distance_m: Annotated[float, limits.number(0, 10_000_000, "m")] | None = None
    heart_rate: Annotated[float, limits.number(0, 300, "beats a minute")] | None = None
    steps: Annotated[int, limits.whole(0, 1_000_000)] | None = None


@dataclass(frozen=True, slots=True)
class ActivityEntry(Entry):
    """Minutes of activity by intensity. ``came_from`` is None where a person noted it by hand."""

    kind: ClassVar[str] = "activity"
    minutes: Annotated[float, limits.number(1, 24 * 60, "minutes")]
    intensity: Intensity
    what: Annotated[str, limits.text(200)] = ""
    came_from: FromFile | None = None


@dataclass(frozen=True, slots=True)
class VisitEntry(Entry):
    """A visit to a clinician: what was found and which activities were cleared by name.

    ``saw_everything`` is whether every symptom marked in the check was looked at since it began;
    ``worse_since`` whether anything is new or worse since the visit, ``better_since`` whether all
    of it is clearly better or gone; ``clot_ruled_out`` whether a clot was looked for, by a scan or
    a blood test, and none found. None where nobody said.
    """

    kind: ClassVar[str] = "visit"
    who_kind: Clinician
    found: str = ""
    cleared: tuple[Activity, ...] = ()
    review_date: date | None = None
    saw_everything: bool = False
    worse_since: bool | None = None
    better_since: bool | None = None
    clot_ruled_out: bool | None = None

    def _faults_between(self) -> tuple[str, ...]:
        if not (self.worse_since and self.better_since):
            return ()
        return (translate("worse_since and better_since cannot both be true"),)


@dataclass(frozen=True, slots=True)
class NothingNewEntry(Entry):
    """The answer to "anything new since your last check?" that a session opens with."""

    kind: ClassVar[str] = "nothing_new"
    is_final: ClassVar[bool] = True
    anything_new: bool
