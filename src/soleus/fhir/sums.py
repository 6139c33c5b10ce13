"""Sums and means of what was done, as the exercise vital signs of the guide for activity."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid5

from soleus.fhir.codes import codes
from soleus.fhir.parts import (
    ACTIVITY_CATEGORY,
    FhirSubject,
    Json,
    coding,
    concept,
    day,
    quantity,
    system,
)
from soleus.journal import Intensity, week_minutes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from soleus.journal import Entry, Recorded

_DAYS = 30
"""As the question of the vital sign has it: in the last 30 days."""

_ENOUGH = (Intensity.MODERATE, Intensity.VIGOROUS)


def sums(
    recorded: Sequence[Recorded[Entry]], today: date, weeks: int, subject: FhirSubject
) -> Iterator[Json]:
    """Yield the sum of each whole week in which anything was done, then the means of 30 days.

    Parameters
    ----------
    weeks : how many weeks back from this one are looked at
    """
    monday = today - timedelta(days=today.weekday())
    for back in range(weeks, 0, -1):
        start = monday - timedelta(weeks=back)
        week = week_minutes(recorded, start)
        if week.bouts:
            last = start + timedelta(days=6)
            yield _sum("minutes_a_week", week.moderate_equivalent, last, subject)
            yield _sum("strength_days_a_week", week.strength_days, last, subject)
    yield from _means(recorded, today, subject)


def _means(
    recorded: Sequence[Recorded[Entry]], today: date, subject: FhirSubject
) -> Iterator[Json]:
    since = today - timedelta(days=_DAYS - 1)
    minutes: dict[date, float] = {}
    for start in (since + timedelta(days=at) for at in range(0, _DAYS, 7)):
        for bout in week_minutes(recorded, start).bouts:
            if bout.intensity in _ENOUGH and bout.day <= today:
                minutes[bout.day] = minutes.get(bout.day, 0) + bout.minutes
    if minutes:
        yield _sum("days_a_week", len(minutes) * 7 / _DAYS, today, subject)
        yield _sum("minutes_a_day", sum(minutes.values()) / len(minutes), today, subject)


def _sum(name: str, value: float, on: date, subject: FhirSubject) -> Json:
    row = codes().sum_called(name)
    return {
        "resourceType": "Observation",
        "id": str(uuid5(subject.id, f"{name} {on.isoformat()}")),
        "meta": {"profile": [f"{system('activity_profiles')}{row.profile}"]},
        "status": "final",
        "category": [
            concept(coding("categories", "activity", "Activity")),
            concept(coding("activity", *ACTIVITY_CATEGORY)),
        ],
        "code": concept(coding("loinc", row.code, row.display)),
        "subject": subject.reference,
        "effectiveDateTime": day(on),
        "performer": [subject.reference],
        "valueQuantity": quantity(round(value, 1), row.ucum, row.words),
    }
