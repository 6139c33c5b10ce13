"""What was measured last of each thing, from the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from soleus.journal import (
    AnkleIndexEntry,
    BloodPressureEntry,
    CuffPosture,
    Entry,
    HeelRaisesEntry,
    Journal,
    Recorded,
    TapeEntry,
    WeightEntry,
)

MEASURED: tuple[type[Entry], ...] = (
    TapeEntry,
    BloodPressureEntry,
    WeightEntry,
    HeelRaisesEntry,
    AnkleIndexEntry,
)
"""The kinds of entries that hold measurements."""


@dataclass(frozen=True, slots=True)
class MeasuredValue:
    """One value, the day that it is of, and the entry that holds it."""

    value: float
    day: date
    recorded: Recorded[Entry]


@dataclass(frozen=True, slots=True)
class LastMeasured:
    """Reads the journal of one person once; each field has the value noted for the latest hour."""

    values: Mapping[str, MeasuredValue]

    @classmethod
    def of(cls, journal: Journal, person_id: str) -> "LastMeasured":
        """Return what was measured last, by the name of the field."""
        values: dict[str, MeasuredValue] = {}
        entries: tuple[Recorded[Entry], ...] = journal.entries(person_id, MEASURED)
        for recorded in entries:
            values |= {
                name: MeasuredValue(float(value), recorded.local_date, recorded)
                for name, value in recorded.entry.as_dict().items()
                if isinstance(value, int | float)
            }
        return cls(values)

    def value(self, name: str) -> float | None:
        """Return the last value of a field; None where there is none."""
        return self.values[name].value if name in self.values else None

    def by_leg(self, name: str) -> dict[str, float]:
        """Return the last values of a field of both legs, such as ``calf_{leg}_cm``, by leg."""
        found = {leg: self.value(name.format(leg=leg)) for leg in ("left", "right")}
        return {leg: value for leg, value in found.items() if value is not None}


def sitting_pressures(journal: Journal, person_id: str) -> tuple[BloodPressureEntry, ...]:
    """Return the pressures of the last day on which one was taken sitting, or nothing said how."""
    noted = [
        each
        for each in journal.entries(person_id, [BloodPressureEntry])
        if each.entry.posture in (None, CuffPosture.SITTING)
    ]
    last = noted[-1].local_date if noted else None
    return tuple(each.entry for each in noted if each.local_date == last)
