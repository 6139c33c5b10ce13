"""What can be recorded: one frozen class a kind, strict about every value, units in the names.

The ``kind`` of each class is part of the file format; so are the field names. A limit may be
widened and a field with a default added, but nothing narrowed: old entries have to stay readable.
A new kind comes with a migration, were it an empty one, so that an older program refuses the file.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, Self, get_type_hints

from soleus.journal.errors import InvalidEntryError
from soleus.journal.limits import (
    Limit,
    day,
    document,
    fault_of,
    finding_map,
    flag,
    mapping_of,
    moment,
    number,
    one_of,
    optional,
    read_object,
    several,
    text,
    whole,
)
from soleus.language import named
from soleus.vocabulary import Activity

DAY_SECONDS = 24 * 60 * 60


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


ScoreMap = Annotated[Mapping[Score, int], mapping_of(Score, whole(0, 10))]
# Wide enough for the largest swollen leg, narrow enough to catch inches and millimetres.
CalfCm = Annotated[float | None, optional(number(15, 100, "cm"))]
AnkleCm = Annotated[float | None, optional(number(10, 80, "cm"))]


class Entry:
    """What every kind shares: made only when valid, and the way to JSON and back.

    Raises
    ------
    InvalidEntryError
        on making one with a wrong value; all faults at once.
    """

    __slots__ = ()
    kind: ClassVar[str]
    is_final: ClassVar[bool] = False
    """Whether it can be neither corrected nor withdrawn."""

    def __post_init__(self) -> None:
        """Refuse wrong values."""
        limits = limits_of(type(self))
        faults = [
            fault_of(name, fault)
            for name, limit in limits.items()
            if (fault := limit.fault(getattr(self, name)))
        ]
        faults = faults or list(self._faults_between())
        if faults:
            raise InvalidEntryError(f"{named(self.kind)}: {fault}" for fault in faults)

    def _faults_between(self) -> tuple[str, ...]:
        """Return what is wrong between fields that are each right by themselves."""
        return ()

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        limits = limits_of(type(self))
        return {name: limit.dump(getattr(self, name)) for name, limit in limits.items()}

    @classmethod
    def from_dict(cls, payload: Mapping[str, Any]) -> Self:
        """Read the JSON shape that :meth:`as_dict` gives.

        Raises
        ------
        InvalidEntryError
            for unknown and missing keys and wrong values, all at once.
        """
        values, faults = read_object(limits_of(cls), needed_of(cls), payload)
        if faults:
            raise InvalidEntryError(f"{named(cls.kind)}: {fault}" for fault in faults)
        return cls(**values)


@dataclass(frozen=True, slots=True)
class CheckEntry(Entry):
    """A check taken: the answers as they were given and the decision as it was shown."""

    kind: ClassVar[str] = "check"
    is_final: ClassVar[bool] = True
    document: Annotated[Mapping[str, Any], document()]
    decision: Annotated[Mapping[str, Any], document()]


@dataclass(frozen=True, slots=True)
class PlanEntry(Entry):
    """A week plan as it was made or edited."""

    kind: ClassVar[str] = "plan"
    plan: Annotated[Mapping[str, Any], document()]


@dataclass(frozen=True, slots=True)
class SessionEntry(Entry):
    """A guided session. ``stop_reason`` is set exactly when the outcome is ``stopped``."""

    kind: ClassVar[str] = "session"
    activity: Annotated[Activity, one_of(Activity)]
    routine: Annotated[str, text(100, may_be_empty=False)]
    started_at: Annotated[datetime, moment()]
    active_seconds: Annotated[float, number(0, DAY_SECONDS, "seconds")]
    planned_seconds: Annotated[float, number(0, DAY_SECONDS, "seconds")]
    cycles: Annotated[int, whole(0, 100_000)]
    outcome: Annotated[Outcome, one_of(Outcome)]
    stop_reason: Annotated[str | None, optional(text(200, may_be_empty=False))] = None
    scores_before: ScoreMap = field(default_factory=dict)
    scores_after: ScoreMap = field(default_factory=dict)

    def _faults_between(self) -> tuple[str, ...]:
        if (self.outcome is Outcome.STOPPED) == (self.stop_reason is not None):
            return ()
        return ("stop_reason has to be given when the outcome is stopped, and only then",)


@dataclass(frozen=True, slots=True)
class SymptomEntry(Entry):
    """How the legs feel. ``findings`` are newly noticed ones, in the check's own ids."""

    kind: ClassVar[str] = "symptom"
    scores: ScoreMap = field(default_factory=dict)
    findings: Annotated[Mapping[str, bool | str | int], finding_map()] = field(default_factory=dict)
    is_new: Annotated[bool, flag()] = False
    note: Annotated[str, text()] = ""

    def _faults_between(self) -> tuple[str, ...]:
        if self.scores or self.findings or self.is_new or self.note.strip():
            return ()
        return ("nothing is recorded: give a score, a finding or a note",)


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
        return ("nothing is recorded: give at least one circumference in cm",)


@dataclass(frozen=True, slots=True)
class ActivityEntry(Entry):
    """Minutes of activity by intensity."""

    kind: ClassVar[str] = "activity"
    minutes: Annotated[float, number(1, 24 * 60, "minutes")]
    intensity: Annotated[Intensity, one_of(Intensity)]
    what: Annotated[str, text(200)] = ""


@dataclass(frozen=True, slots=True)
class VisitEntry(Entry):
    """A visit to a clinician: what was found and which activities were cleared by name.

    ``saw_everything`` is whether every symptom marked in the check was looked at since it began;
    ``worse_since`` whether anything is new or worse since the visit, None where nobody said.
    """

    kind: ClassVar[str] = "visit"
    who_kind: Annotated[Clinician, one_of(Clinician)]
    found: Annotated[str, text()] = ""
    cleared: Annotated[tuple[Activity, ...], several(Activity)] = ()
    review_date: Annotated[date | None, optional(day())] = None
    saw_everything: Annotated[bool, flag()] = False
    worse_since: Annotated[bool | None, optional(flag())] = None


@dataclass(frozen=True, slots=True)
class NothingNewEntry(Entry):
    """The answer to "anything new since your last check?" that a session opens with."""

    kind: ClassVar[str] = "nothing_new"
    is_final: ClassVar[bool] = True
    anything_new: Annotated[bool, flag()]


def limits_of(cls: type[Entry]) -> Mapping[str, Limit]:
    """Return the limit of each field of a kind, in the order of the fields."""
    whatever: Any = cls  # a class can be hashed, whatever its instances can
    return _limits(whatever)


@cache
def _limits(cls: Any) -> Mapping[str, Limit]:  # noqa: ANN401
    hints = get_type_hints(cls, include_extras=True)
    return {item.name: hints[item.name].__metadata__[0] for item in _fields(cls)}


def needed_of(cls: type[Entry]) -> list[str]:
    """Return the fields of a kind that have to be given."""
    return [
        item.name
        for item in _fields(cls)
        if item.default is MISSING and item.default_factory is MISSING
    ]


def _fields(cls: type[Entry]) -> tuple[Field[Any], ...]:
    return fields(cls)  # type: ignore[arg-type]  # every kind is a dataclass; only the root is not
