"""All of one person as a FHIR R4 Bundle, for those who read FHIR and nothing of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid5

from soleus.fhir.care_plan import care_plan
from soleus.fhir.check_form import questionnaire, response
from soleus.fhir.consent import consent
from soleus.fhir.observations import NOTED, observations
from soleus.fhir.parts import FhirSubject, Json, entry, identifier, moment, unknown
from soleus.fhir.sums import sums
from soleus.journal import CheckEntry, StepsEntry
from soleus.vocabulary import Sex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from soleus.assessment import Standing
    from soleus.journal import Entry, Recorded
    from soleus.plan import WeekPlan

WEEKS_OF_SUMS = 8
_GENDERS = {Sex.FEMALE: "female", Sex.MALE: "male", Sex.UNSAID: "unknown"}


def bundle_of(
    subject: FhirSubject,
    entries: Sequence[Recorded[Entry]],
    *,
    standing: Standing,
    plan: WeekPlan | None,
    now: datetime,
    version: str,
    is_consented: bool = False,
) -> Json:
    """Return everything that FHIR has a place for.

    Parameters
    ----------
    entries : all current entries of the person
    plan : the week that is under way, if there is one
    version : of the questions of the check
    is_consented : whether the person says that whoever gets it may use it for their care
    """
    resources = [
        _patient(subject),
        *_checks(entries, subject, version),
        *_notes(entries, subject),
        *sums(entries, now.date(), WEEKS_OF_SUMS, subject),
    ]
    if standing.decision is not None:
        resources.append(care_plan(plan, standing.decision, now.date(), subject))
    if is_consented:
        resources.append(consent(now, subject))
    return {
        "resourceType": "Bundle",
        "id": str(uuid5(subject.id, f"bundle {now.isoformat()}")),
        "type": "collection",
        "timestamp": moment(now),
        "entry": [entry(each) for each in resources],
    }


def _patient(subject: FhirSubject) -> Json:
    """Return who it is about: no more than is known here."""
    person = subject.person
    name = {"extension": unknown()} if person.is_self else {"text": person.name}
    return {
        "resourceType": "Patient",
        "id": str(subject.id),
        "identifier": [identifier(subject.id)],
        "name": [name],
        "gender": _GENDERS[subject.sex],
    }


def _checks(
    entries: Sequence[Recorded[Entry]], subject: FhirSubject, version: str
) -> Iterator[Json]:
    yield questionnaire(version)
    for each in entries:
        if isinstance(each.entry, CheckEntry) and each.entry.is_readable:
            yield response(each, subject, version)  # type: ignore[arg-type]


def _notes(entries: Sequence[Recorded[Entry]], subject: FhirSubject) -> Iterator[Json]:
    for each in _most_steps_of_a_day(entries):
        if isinstance(each.entry, NOTED):
            yield from observations(each, subject)


def _most_steps_of_a_day(entries: Sequence[Recorded[Entry]]) -> Iterator[Recorded[Entry]]:
    """Yield entries, of the steps of a day the highest count alone: the others are of its part."""
    best: dict[date, Recorded[Entry]] = {}
    steps = {each.id: each.entry.steps for each in entries if isinstance(each.entry, StepsEntry)}
    for each in entries:
        known = best.get(each.local_date)
        if each.id in steps and (known is None or steps[each.id] > steps[known.id]):
            best[each.local_date] = each
    yield from (
        each for each in entries if each.id not in steps or best[each.local_date].id == each.id
    )
